/** When a report is filled in instead of checked: told by the page's address, so that a reload comes back to it. */

import type { Engine } from "../view/engine";
import type { Language } from "../view/shapes";
import { newDraft } from "./form/draft";
import { recall } from "./form/drafts";
import { FormPage } from "./form/form";

const ADDRESS = /^#form(?:=([\w-]+))?$/;

export class FillingIn {
  private form: FormPage | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly language: () => Language,
    private readonly show: (form: FormPage | null) => void,
  ) {
    window.addEventListener("hashchange", () => this.follow());
    this.follow();
  }

  /** Begins a new report, or goes on with one that was kept. */
  open(draft: string | null): void {
    window.location.hash = draft === null ? "form" : `form=${draft}`;
  }

  speak(language: Language): void {
    this.form?.speak(language);
  }

  private follow(): void {
    const asked = ADDRESS.exec(window.location.hash);
    this.form?.end();
    this.form = null;
    if (!asked) {
      this.show(null);
      return;
    }
    const draft = (asked[1] === undefined ? null : recall(asked[1])) ?? newDraft(new Date());
    // A reload finds the draft again by its address.
    window.history.replaceState(null, "", `#form=${draft.id}`);
    this.form = new FormPage(this.engine, draft, this.language(), { close: () => this.close() });
    this.show(this.form);
  }

  private close(): void {
    window.location.hash = "";
  }
}
