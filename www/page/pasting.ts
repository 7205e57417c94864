/** A block of figures that is pasted over the cells of a report, as a spreadsheet takes it. */

import type { Address, ColumnForm } from "../view/shapes";
import { type Block, figuresIn, type Placed, placed } from "./form/block";
import type { Sheet } from "./sheet";

/** What stands in a cell for a figure that is none: `/`, `无`, `——`. Longer words are a report's. */
const LONGEST_WORD = 4;

/**
 * The block that a clipboard's text is; `null` for a figure by itself, and for a report: of that
 * some lines have no cells, or its labels stand among the figures.
 */
export function blockIn(text: string): Block | null {
  if (!/[\t\n]/.test(text)) return null;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length > 1 && lines.some((line) => !line.includes("\t") && !/^[\s\d.,-]+$/.test(line))) return null;
  const block = figuresIn(text);
  const isOfFigures = block?.every((row) =>
    row.every((cell) => cell.length <= LONGEST_WORD || /^[\d.,-]+$/.test(cell)),
  );
  return isOfFigures ? block : null;
}

/** Where the figures of a block go, from a cell on; what is no cell of the report counts as left over. */
export function laidOver(
  block: Block,
  sheet: Sheet,
  from: Address,
  { kind, isEditable }: { kind(cell: Address): ColumnForm["kind"]; isEditable(cell: Address): boolean },
): Placed {
  const rows = sheet.rows.map((row) => row.map(({ address }) => address));
  const all = placed(block, rows, from, kind);
  const changes = all.changes.filter(({ cell }) => isEditable(cell));
  return { changes, rest: all.rest + all.changes.length - changes.length };
}
