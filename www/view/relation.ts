/** A relation between figures, written out in the order of the form. */

import { element } from "./dom";
import type { Names } from "./names";
import { parts } from "./names";
import type { Address, Finding } from "./shapes";
import type { Words } from "./words";

export interface Side {
  cells: Address[];
  terms: number[];
  sum: number;
}

export interface Relation {
  left: Side;
  right: Side;
  difference: number;
}

/** The relation that a finding is about, where it is about one. */
export function relationOf(finding: Finding): Relation | null {
  const { params } = finding;
  const left = side(params.left_cells, params.left_terms, params.left);
  const right = side(params.right_cells, params.right_terms, params.right);
  if (!left || !right) return null;
  return { left, right, difference: Math.abs(left.sum - right.sum) };
}

function side(cells: unknown, terms: unknown, sum: unknown): Side | null {
  if (!Array.isArray(cells) || !Array.isArray(terms) || typeof sum !== "number") return null;
  if (cells.length !== terms.length || cells.length === 0) return null;
  return { cells: cells.map(String), terms: terms.map(Number), sum };
}

/** Whether its members stand below each other (one column) or beside. */
function runsDown(relation: Relation): boolean {
  const columns = [...relation.left.cells, ...relation.right.cells].map((cell) => parts(cell).column);
  return columns.every((column) => column === columns[0]);
}

/**
 * `（一）0 +（二）8 + … = 26，（七）总计 20，相差 6`; each member is a button that
 * goes to its cell.
 */
export function drawRelation(
  relation: Relation,
  names: Names,
  words: Words,
  goTo: (cell: Address) => void,
): DocumentFragment {
  const down = runsDown(relation);
  const line = document.createDocumentFragment();
  const about = relation.left.cells[0] ?? "";
  const subject = down ? names.column(about) : undefined;
  const heading = subject ? words.columnNamed(subject) : words.fill("relation.row", { row: names.rowName(about) });
  line.append(element("span", { className: "relation-subject", text: heading }));
  const sides = [relation.left, relation.right];
  // A sum is read before the single figure that it is compared with.
  if (relation.left.cells.length === 1 && relation.right.cells.length > 1) sides.reverse();
  for (const [index, written] of sides.entries()) {
    if (index > 0) line.append(words.comma);
    drawSide(line, written, names, words, down, goTo);
  }
  line.append(words.comma, element("strong", { text: words.fill("relation.difference", { n: relation.difference }) }));
  return line;
}

/** In a longer sum the zeros are counted, not written: it stays one line. */
const MOST_TERMS = 7;

function drawSide(
  line: DocumentFragment,
  side: Side,
  names: Names,
  words: Words,
  down: boolean,
  goTo: (cell: Address) => void,
): void {
  const all = side.cells.map((cell, index) => ({ cell, figure: side.terms[index] ?? 0 }));
  const counted = all.filter((term) => term.figure !== 0);
  const written = all.length > MOST_TERMS ? counted : all;
  for (const [index, { cell, figure }] of written.entries()) {
    if (index > 0) line.append(" + ");
    const term = element(
      "button",
      {
        className: figure === 0 ? "term zero" : "term",
        attributes: { type: "button" },
        data: { to: cell },
        on: { click: () => goTo(cell) },
      },
      [element("span", { className: "term-name", text: names.term(cell, down) }), ` ${figure}`],
    );
    line.append(term);
  }
  const left = all.length - written.length;
  if (left > 0) line.append(words.fill(written.length > 0 ? "relation.zeros" : "relation.all_zeros", { n: left }));
  if (all.length > 1) line.append(` = ${side.sum}`);
}
