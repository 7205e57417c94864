/** What has the page instead of the check of one report: told by the page's address, so that a reload comes back to it. */

import type { Engine } from "../view/engine";
import type { Language } from "../view/shapes";
import { BatchPage } from "./batch/batch";
import type { Found } from "./batch/files";
import type { Beside } from "./batch/protocol";
import { hasRun } from "./batch/store";
import { type Draft, newDraft } from "./form/draft";
import { recall } from "./form/drafts";
import { FormPage } from "./form/form";

/** Something that has the page for itself. */
export interface Place {
  readonly root: HTMLElement;
  focus(): void;
  showFindings(): void;
  speak(language: Language): void;
  /** The page goes to something else. */
  end(): void;
}

export interface PlaceActions {
  language(): Language;
  /** Gives the page to this, or back to the check. */
  show(place: Place | null): void;
  /** Checks one file by itself, beside what a batch compared it with. */
  open(file: File, beside: Beside): void;
  chooseFolder(): void;
  /** Results of a batch are there to be gone to, or are no more. */
  batchFound(): void;
}

const FORM = /^#form(?:=([\w-]+))?$/;
/** A new report of a user's form. */
const OWN_FORM = /^#form@(.+)$/;
const BATCH = "#batch";

export class Places {
  private place: Place | null = null;
  private batch: BatchPage | null = null;
  /** An earlier visit checked a batch. */
  private isBatchKept = false;

  constructor(
    private readonly engine: Engine,
    private readonly actions: PlaceActions,
  ) {
    window.addEventListener("hashchange", () => this.follow());
    this.follow();
    const note = (isKept: boolean) => {
      this.isBatchKept = isKept;
      actions.batchFound();
    };
    hasRun().then(note, () => note(false));
  }

  /** Whether there are results of a batch. */
  get hasBatch(): boolean {
    return this.batch ? !this.batch.isEmpty : this.isBatchKept;
  }

  /** Goes to the results of the batch. */
  toBatch(): void {
    window.location.hash = BATCH;
  }

  /** Begins a new report, or goes on with one that was kept. */
  fillIn(draft: string | null): void {
    window.location.hash = draft === null ? "form" : `form=${draft}`;
  }

  /** Begins to fill in a form of the reader's own. */
  fillInForm(id: string): void {
    window.location.hash = `form@${encodeURIComponent(id)}`;
  }

  /** Checks many files at once. */
  collect(name: string, found: AsyncIterable<Found> | readonly Found[]): void {
    this.theBatch().collect(name, found);
    window.location.hash = BATCH;
  }

  speak(language: Language): void {
    this.place?.speak(language);
    if (this.place !== this.batch) this.batch?.speak(language);
  }

  private follow(): void {
    this.place?.end();
    this.place = this.placeAt(window.location.hash);
    this.actions.show(this.place);
  }

  private placeAt(address: string): Place | null {
    if (address === BATCH) return this.theBatch();
    const draft = this.draftAt(address);
    if (!draft) return null;
    // A reload finds the draft again by its address.
    window.history.replaceState(null, "", `#form=${draft.id}`);
    return new FormPage(this.engine, draft, this.actions.language(), { close: () => this.close() });
  }

  /** The draft that an address names; none where its form is no longer there. */
  private draftAt(address: string): Draft | null {
    const own = OWN_FORM.exec(address)?.[1];
    if (own !== undefined) {
      const form = this.engine.forms.edition(decoded(own));
      return form ? newDraft(new Date(), { id: form.id, name: form.name }) : null;
    }
    const asked = FORM.exec(address);
    if (!asked) return null;
    const draft = (asked[1] === undefined ? null : recall(asked[1])) ?? newDraft(new Date());
    return draft.form && !this.engine.forms.edition(draft.form.id) ? null : draft;
  }

  /** It goes on when the page is given to something else. */
  private theBatch(): BatchPage {
    if (this.batch) return this.batch;
    this.batch = new BatchPage(this.engine, this.actions.language(), {
      close: () => this.close(),
      chooseFolder: () => this.actions.chooseFolder(),
      open: (file, beside) => {
        this.close();
        this.actions.open(file, beside);
      },
    });
    void this.batch.recall();
    return this.batch;
  }

  private close(): void {
    window.location.hash = "";
  }
}

/** A part of an address as it was before it was put there. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
