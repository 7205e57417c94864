/** A block of figures from a spreadsheet's clipboard. */

import type { Address, ColumnForm, Figure } from "../../view/shapes";
import { cleanFigure, parseFigure } from "../editing";

/** What stands in a cell of the block: a figure's text, or `""` for a blank one. */
export type Block = string[][];

/**
 * The figures of a copied block, without the labels around them: leading rows
 * and columns that hold no figure are left out. `null` where there is no figure.
 */
export function figuresIn(text: string): Block | null {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const rows = lines.map((line) => line.split("\t").map((cell) => cell.normalize("NFKC").trim()));
  const top = rows.findIndex((row) => row.some(isFigure));
  if (top < 0) return null;
  const figures = rows.slice(top);
  const left = Math.min(...figures.map((row) => row.findIndex(isFigure)).filter((index) => index >= 0));
  return figures.map((row) => row.slice(left));
}

/** Figures for cells, and how many of the block's cells found no place or are no figure. */
export interface Placed {
  changes: { cell: Address; to: Figure }[];
  rest: number;
}

/** Lays a block over the cells, its first figure on `from`; blank ones leave a cell as it is. */
export function placed(
  block: Block,
  rows: readonly (readonly Address[])[],
  from: Address,
  kind: (cell: Address) => ColumnForm["kind"],
): Placed {
  const top = rows.findIndex((row) => row.includes(from));
  const left = rows[top]?.indexOf(from) ?? 0;
  const result: Placed = { changes: [], rest: 0 };
  for (const [down, texts] of block.entries()) {
    for (const [right, text] of texts.entries()) {
      if (text === "") continue;
      const cell = rows[top + down]?.[left + right];
      if (cell === undefined || !isFigure(text)) result.rest++;
      else result.changes.push({ cell, to: parseFigure(cleanFigure(withoutSeparators(text), kind(cell))) });
    }
  }
  return result;
}

/** Whether a text is a figure as spreadsheets write them: `12`, `1,234`, `-3`, `7.50`. */
function isFigure(text: string): boolean {
  return /^-?\d{1,15}(\.\d+)?$/.test(withoutSeparators(text));
}

/** `1,234` as `1234`. */
function withoutSeparators(text: string): string {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, "") : text;
}
