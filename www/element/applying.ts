/**
 * A correction from the press of the button to what the page would save. The screen shows a
 * figure at once; only an editor that would also save it has taken it.
 */

import type { Address, CheckResult } from "../view/shapes";
import { FOLLOWED } from "./late";
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

/** A place that had what was shown, and what it had when the correction did not come to it. */
interface Suspect {
  place: Saved;
  had: string | null;
}

export class Applying {
  /** Corrections are being put in, or have not been found in what would be saved. */
  isBusy = false;
  /** What changes now is put in by this element. */
  isAtWork = false;
  private suspects: Suspect[] = [];
  /** What was shown after the correction, and since when it is something else. */
  private shown: string | null = null;
  private since = 0;
  private count = 0;

  /**
   * @param now what is read now
   * @param numbers those that the edited area shows
   * @param look checks anew
   */
  constructor(
    private readonly now: () => Reading | null,
    private readonly numbers: () => string | null,
    private readonly look: () => void | Promise<void>,
  ) {}

  /** Puts the corrections in and tells what became of them. */
  async apply(reading: Reading, corrections: readonly Correction[], saved: readonly Saved[]): Promise<Outcome> {
    const turn = ++this.count;
    const shown = this.numbers();
    const agreeing = saved.filter((place) => place.numbers() === shown && !place.isLate());
    const others = figuresBeside(reading.result, corrections);
    this.suspects = [];
    this.isBusy = agreeing.length > 0;
    this.isAtWork = true;
    try {
      // At once, where the editor's own interface is at once.
      const changing = reading.change(corrections);
      if (changing) {
        this.isBusy = true;
        await changing;
        await wait(SETTLED);
      }
      await this.look();
      const isThere = () => corrections.every((correction) => this.now()?.has(correction));
      if (!isThere()) return "refused";
      const isSaved = () => agreeing.every((place) => place.numbers() === this.numbers());
      if (!isSaved()) await wait(SETTLED);
      if (turn !== this.count) return "taken";
      await this.look();
      if (!isThere()) return "refused";
      this.suspect(agreeing);
    } finally {
      if (turn === this.count) this.isBusy = this.isAtWork = false;
    }
    if (this.suspects.length > 0) return "unsaved";
    const result = this.now()?.result;
    return result && figuresBeside(result, corrections) === others ? "taken" : "disturbed";
  }

  private suspect(agreeing: readonly Saved[]): void {
    this.shown = this.numbers();
    this.since = 0;
    const all = agreeing.map((place) => ({ place, had: place.numbers() }));
    this.suspects = all.filter(({ had }) => had !== this.shown);
  }

  /** All that lacks it are fields: their editor may fill them when the form is submitted, and not before. */
  get isFieldAlone(): boolean {
    return this.suspects.every(({ place }) => place.isField);
  }

  /** What is shown is not what would be saved, since a correction. */
  get isUnsaved(): boolean {
    if (this.suspects.length === 0) return false;
    const shown = this.numbers();
    if (shown !== this.shown) this.since ||= Date.now();
    const isTyped = this.since > 0 && Date.now() - this.since > FOLLOWED;
    // What does not follow the keyboard either tells nothing before the form is submitted.
    const isIdle = ({ place, had }: Suspect) => isTyped && place.isField && place.numbers() === had;
    const isStill = (suspect: Suspect) => suspect.place.numbers() !== shown && !suspect.place.isLate();
    this.suspects = this.suspects.filter((suspect) => isStill(suspect) && !isIdle(suspect));
    return this.suspects.length > 0;
  }
}

/** Every figure but those of the rows that were to change. */
function figuresBeside({ tables }: CheckResult, corrections: readonly Correction[]): string {
  const changed = corrections.map(({ cell }): Address => cell);
  const rows = Object.entries(tables).flatMap(([table, found]) =>
    Object.entries(found?.rows ?? {}).map(([row, figures]) => ({ name: `${table}/${row}/`, figures })),
  );
  return JSON.stringify(rows.filter(({ name }) => !changed.some((cell) => cell.startsWith(name))));
}
