/** Coordinates of a PDF → coordinates of the shown page. */

/** a b c d e f of PDF: (x, y) → (ax + cy + e, bx + dy + f). */
export type Matrix = readonly [number, number, number, number, number, number];

export type Point = readonly [x: number, y: number];

/** Left, top, right, bottom. */
export type Bounds = [number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function moved(matrix: Matrix, x: number, y: number): Matrix {
  return multiply(matrix, [1, 0, 0, 1, x, y]);
}

export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The box around points. */
export function around(points: readonly Point[]): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}

/** The box around a rectangle after a transform. */
export function box(matrix: Matrix, left: number, low: number, right: number, high: number): Bounds {
  const corners = [apply(matrix, left, low), apply(matrix, right, low)];
  return around([...corners, apply(matrix, left, high), apply(matrix, right, high)]);
}

/** The rectangle that lies in both; turned inside out where they lie apart. */
export function intersection(a: Bounds, b: Bounds): Bounds {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** Whether a point lies in a rectangle. */
export function contains([left, top, right, bottom]: Bounds, [x, y]: Point): boolean {
  return left <= x && x <= right && top <= y && y <= bottom;
}

/** Whether every edge is a number that a page can have. */
export function isSound(bounds: Bounds): boolean {
  return bounds.every((edge) => Math.abs(edge) < 1e6);
}
