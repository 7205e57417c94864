/** Paths that are drawn → ruling lines, as `src/document/pdf/native/path.rs` has them. */

import { apply, around, type Bounds, type Matrix, type Point } from "./pdf-matrix.js";

/** Points: what is thinner than this and filled is a line and not an area. */
export const THIN = 4;
/** Points: how far a line may be from horizontal or vertical. */
const SLANT = 0.7;
/** Corners of a path that are kept. A path with more is a drawing, not a line. */
const MOST_CORNERS = 20_000;

/** The pieces of a path as pdf.js writes them, each with its number of coordinates. */
const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];
const COORDINATES = [2, 2, 6, 4, 0];

export interface Line {
  points: Point[];
  isCurved: boolean;
}

/** The lines of a path on the shown page. */
export function linesOf(path: ArrayLike<number>, transform: Matrix): Line[] {
  const lines: Line[] = [];
  let corners = 0;
  for (let at = 0; at < path.length && corners < MOST_CORNERS; corners++) {
    const piece = path[at++] as number;
    at += COORDINATES[piece] ?? 0;
    const end = apply(transform, path[at - 2] ?? 0, path[at - 1] ?? 0);
    const last = lines[lines.length - 1];
    if (piece === MOVE) lines.push({ points: [end], isCurved: false });
    else if (last && piece === CLOSE) last.points.push(last.points[0] as Point);
    else if (last && [LINE, CURVE, QUADRATIC].includes(piece)) {
      last.points.push(end);
      last.isCurved ||= piece !== LINE;
    }
  }
  return lines;
}

/** The ruling lines of a path whose outline is drawn. */
export function stroked(lines: readonly Line[]): Bounds[] {
  return segments(lines, true);
}

/** The boxes around its other straight lines. */
export function slanted(lines: readonly Line[]): Bounds[] {
  return segments(lines, false);
}

function segments(lines: readonly Line[], areRules: boolean): Bounds[] {
  const straight = lines.filter((line) => !line.isCurved);
  return straight.flatMap(({ points }) =>
    points.slice(1).flatMap((to, at) => {
      const from = points[at] as Point;
      const isRule = Math.min(Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])) < SLANT;
      return isRule === areRules ? [around([from, to])] : [];
    }),
  );
}

/** The box around a path, and whether it is a rectangle that fills it; nothing where there is no path, or too much. */
export function areaOf(lines: readonly Line[]): { bounds: Bounds; isExact: boolean } | undefined {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0 || points.length >= MOST_CORNERS) return undefined;
  const [only] = lines;
  return { bounds: around(points), isExact: lines.length === 1 && only !== undefined && isRectangle(only) };
}

/** Whether the corners of a line are those of an upright rectangle. */
function isRectangle({ points, isCurved }: Line): boolean {
  const same = (a: number, b: number) => Math.abs(a - b) < 0.01;
  const [first, last] = [points[0], points[points.length - 1]];
  const isClosed = points.length === 5 && first && last && same(first[0], last[0]) && same(first[1], last[1]);
  const [a, b, c, d, ...more] = isClosed ? points.slice(0, 4) : points;
  if (isCurved || !a || !b || !c || !d || more.length > 0) return false;
  const goes = (p: Point, q: Point, r: Point, s: Point) =>
    same(p[0], q[0]) && same(q[1], r[1]) && same(r[0], s[0]) && same(s[1], p[1]);
  return goes(a, b, c, d) || goes(b, c, d, a);
}

/** The ruling lines of a path whose area is filled. */
export function filled(lines: readonly Line[]): Bounds[] {
  const areas = lines.filter((line) => !line.isCurved && line.points.length > 2);
  return areas.map(({ points }) => around(points)).filter(isThin);
}

/** Whether an area is thin enough to be a line. */
export function isThin([left, top, right, bottom]: Bounds): boolean {
  const [width, height] = [right - left, bottom - top];
  return Math.min(width, height) < THIN && Math.max(width, height) > 0;
}
