/** A document in which figures are changed: only what a change touches is checked again. */

import { Checker } from "gouji";
import type { CheckOptions, Content } from "../view/engine";
import type { Address, CheckResult, Figure } from "../view/shapes";

export class Recheck {
  private readonly checker: Checker;
  /** The changes that the checker has. */
  private made: ReadonlyMap<Address, Figure> = new Map();

  constructor(content: Content, options: CheckOptions) {
    this.checker = new Checker(content, options);
  }

  /** The answer with these changes and no other; `original` is what a cell had. */
  with(changes: ReadonlyMap<Address, Figure>, original: (cell: Address) => string): CheckResult {
    for (const cell of this.made.keys()) {
      if (!changes.has(cell)) this.checker.set(cell, original(cell));
    }
    for (const [cell, figure] of changes) {
      if (this.made.get(cell) !== figure) this.checker.set(cell, figure);
    }
    this.made = new Map(changes);
    return this.checker.result();
  }
}
