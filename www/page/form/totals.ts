/** Totals of a form, computed from their parts as they are typed. */

import type { Address, EditionForm, Figure } from "../../view/shapes";
import type { Figures } from "./draft";

/** A cell that is the sum of others. */
interface Total {
  cell: Address;
  parts: Address[];
}

/** The totals of an edition, as its relations say: one cell equal to a sum. */
export class Totals {
  private readonly totals: Total[];
  private readonly cells: ReadonlySet<Address>;

  constructor(edition: EditionForm) {
    this.totals = Object.entries(edition.totals).map(([cell, parts]) => ({ cell: cell as Address, parts }));
    this.cells = new Set(this.totals.map(({ cell }) => cell));
  }

  isTotal(cell: Address): boolean {
    return this.cells.has(cell);
  }

  /** Every figure there is: those put in, and each other total that has parts. */
  complete(figures: Figures): Map<Address, Figure> {
    const all = new Map(Object.entries(figures));
    // Totals of totals settle in the second round at the latest; more is for forms to come.
    for (let round = 0; round < this.totals.length; round++) {
      if (!this.computeOnce(figures, all)) break;
    }
    return all;
  }

  private computeOnce(figures: Figures, all: Map<Address, Figure>): boolean {
    let changed = false;
    for (const { cell, parts } of this.totals) {
      if (figures[cell] !== undefined) continue;
      const sum = sumOf(parts.map((part) => all.get(part) ?? null));
      changed ||= (all.get(cell) ?? null) !== sum;
      all.set(cell, sum);
    }
    return changed;
  }
}

/** Blank where every part is: nothing was counted yet. */
function sumOf(parts: readonly Figure[]): Figure {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((so_far, part) => so_far + part, 0);
  return Number.isSafeInteger(sum) ? sum : null;
}
