/**
 * A correction from the press of the button to what the page would save. The screen shows a
 * figure at once; only an editor that would also save it has taken it.
 */

import type { Address, CheckResult } from "../view/shapes";
import type { Correction, Reading } from "./reading";
import type { Saved } from "./saved";
import { wait } from "./typing";

/** Milliseconds after which an editor has drawn its document and filled its form's field. */
const SETTLED = 150;

/** What became of corrections. */
export type Outcome =
  /** They stand in what would be saved, as far as that can be known. */
  | "taken"
  /** They do not stand in their cells. */
  | "refused"
  /** They are shown and would not be saved. */
  | "unsaved"
  /** Other figures have changed with them. */
  | "disturbed";

export class Applying {
  /** Corrections are being put in. */
  isBusy = false;
  private unsaved: readonly Saved[] = [];
  private count = 0;

  /**
   * @param now what is read now, and the numbers that its area shows
   * @param look checks anew
   */
  constructor(
    private readonly now: () => Reading | null,
    private readonly numbers: () => string | null,
    private readonly look: () => void | Promise<void>,
  ) {}

  /** Puts the corrections in and tells what became of them. */
  async apply(reading: Reading, corrections: readonly Correction[], saved: readonly Saved[]): Promise<Outcome> {
    const shown = this.numbers();
    // A field that is filled only when the form is submitted tells nothing before.
    const live = saved.filter((place) => place() === shown);
    const others = figuresBeside(reading.result, corrections);
    const turn = ++this.count;
    this.unsaved = [];
    this.isBusy = true;
    try {
      // At once, where the editor's own interface is at once.
      const changing = reading.change(corrections);
      if (changing) {
        await changing;
        await wait(SETTLED);
      }
    } finally {
      if (turn === this.count) this.isBusy = false;
    }
    await this.look();
    const now = this.now();
    if (!now || !corrections.every((correction) => now.has(correction))) return "refused";
    await wait(SETTLED);
    if (turn !== this.count) return "taken";
    this.unsaved = live;
    if (this.isUnsaved) return "unsaved";
    this.unsaved = [];
    return figuresBeside(now.result, corrections) === others ? "taken" : "disturbed";
  }

  /** What is shown is not what would be saved, since a correction. */
  get isUnsaved(): boolean {
    const shown = this.unsaved.length > 0 ? this.numbers() : null;
    return this.unsaved.some((place) => place() !== shown);
  }

  /** Forgets a correction that was not taken: another text is edited. */
  forget(): void {
    this.unsaved = [];
    this.count++;
    this.isBusy = false;
  }
}

/** Every figure but those that were to change. */
function figuresBeside({ tables }: CheckResult, corrections: readonly Correction[]): string {
  const changed = new Set<Address>(corrections.map(({ cell }) => cell));
  const rows = Object.entries(tables).flatMap(([table, { rows: of } = { rows: {} }]) =>
    Object.entries(of).map(([row, figures]) => [`${table}/${row}`, figures] as const),
  );
  const kept = rows.filter(([row]) => !Array.from(changed).some((cell) => cell.startsWith(`${row}/`)));
  return JSON.stringify(kept);
}
