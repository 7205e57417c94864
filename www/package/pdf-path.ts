/** Paths that are drawn → ruling lines, as `src/document/pdf/native/path.rs` has them. */

import { apply, around, type Bounds, type Matrix, type Point } from "./pdf-matrix.js";

/** Points: what is thinner than this and filled is a line and not an area. */
const THIN = 4;
/** Points: how far a line may be from horizontal or vertical. */
const SLANT = 0.7;
/** Corners of a path that are kept. A path with more is a drawing, not a line. */
const MOST_CORNERS = 20_000;

/** The pieces of a path as pdf.js writes them, each with its number of coordinates. */
const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];
const COORDINATES = [2, 2, 6, 4, 0];

interface Line {
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
  const straight = lines.filter((line) => !line.isCurved);
  return straight.flatMap(({ points }) =>
    points.slice(1).flatMap((to, at) => {
      const from = points[at] as Point;
      const isStraight = Math.min(Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])) < SLANT;
      return isStraight ? [around([from, to])] : [];
    }),
  );
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
