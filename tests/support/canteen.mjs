// The form of a canteen, and its table of meals as a page.
import { readFileSync } from "node:fs";

export const source = readFileSync(new URL("../forms/canteen.json", import.meta.url), "utf8");
export const canteen = JSON.parse(source);
export const [{ columns, rows: labels }] = canteen.tables;

/** Figures that hold. */
export const MEALS = [
  [300, 900, 200, 1400],
  [10, 60, 0, 70],
  [310, 960, 200, 1470],
  [90, 210, 70, 210],
  [0, 3, 1, 4],
];
/** A digit left out in the first one. */
export const SLIP = [[30, 900, 200, 1400], ...MEALS.slice(1)];

/** The table of meals with these figures. */
export function meals(...rows) {
  const head = columns.map(({ label }) => `<th>${label}</th>`).join("");
  const lines = rows.map(
    (row, at) => `<tr><td>${labels[at].label}</td>${row.map((figure) => `<td>${figure}</td>`).join("")}</tr>`,
  );
  return `<table><tbody><tr><th>项目</th>${head}</tr>${lines.join("")}</tbody></table>`;
}
