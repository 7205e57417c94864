/** The reader's own forms in the page: which there are, and what became of the last file. */

import { button, element, fill, say } from "../view/dom";
import type { OwnForm, Taken } from "./own-forms";
import type { PageWords } from "./words";

export interface FormsListActions {
  /** Begins to fill in this form. */
  fillIn(id: string): void;
  remove(id: string): void;
}

/** So many faults are shown; correcting them brings the others. */
const MOST_FAULTS = 10;

export class FormsList {
  readonly root = element("section", { className: "own-forms", attributes: { "aria-labelledby": "own-forms" } });
  private readonly head = element("h2", { attributes: { id: "own-forms" } });
  private readonly hint = element("p", { className: "aside" });
  private readonly items = element("ul");
  // A live region has to be there before its text changes.
  private readonly told = element("p", { className: "own-forms-told", attributes: { role: "status", tabindex: -1 } });
  private readonly faults = element("div", { className: "own-forms-faults" });

  constructor(private readonly actions: FormsListActions) {
    this.root.append(this.head, this.hint, this.items, this.told, this.faults);
  }

  draw(forms: readonly OwnForm[], words: PageWords): void {
    say(this.head, words.get("own_forms"));
    say(this.hint, words.get(forms.length === 0 ? "own_forms.hint" : "own_forms.about"));
    this.items.hidden = forms.length === 0;
    fill(
      this.items,
      forms.map(({ id, name, file, hasLines }) =>
        element("li", {}, [
          element("span", { className: "own-form-name", text: name }),
          element("span", { className: "aside", text: file }),
          hasLines
            ? element("span", { className: "aside", text: words.get("own_forms.lines") })
            : button(words.get("own_forms.fill_in"), () => this.actions.fillIn(id), {
                className: "link",
                attributes: { "aria-label": words.fill("own_forms.fill_in_this", { name }) },
              }),
          button(words.get("own_forms.remove"), () => this.remove(id, name, words), {
            className: "link",
            attributes: { "aria-label": words.fill("own_forms.remove_this", { name }) },
          }),
        ]),
      ),
    );
  }

  /** Says what became of files; with none, nothing. */
  tell(taken: readonly Taken[], words: PageWords): void {
    say(this.told, taken.map((one) => sentence(one, words)).join(""));
    const faulty = taken.flatMap((one) => (one.kind === "faulty" ? [one] : []));
    fill(
      this.faults,
      faulty.map(({ faults }) =>
        element(
          "ul",
          {},
          faults.slice(0, MOST_FAULTS).map((fault) => entry(fault, words)),
        ),
      ),
    );
  }

  private remove(id: string, name: string, words: PageWords): void {
    this.actions.remove(id);
    fill(this.faults, []);
    say(this.told, words.fill("own_forms.removed", { name }));
    // The button that was pressed is gone.
    this.told.focus();
  }
}

function entry({ line, column, sentence }: { line: number; column: number; sentence: string }, words: PageWords) {
  return element("li", { text: words.fill("own_forms.fault", { line, column, sentence }) });
}

function sentence(taken: Taken, words: PageWords): string {
  const { kind } = taken;
  if (kind === "taken") {
    return words.fill(taken.isKept ? "own_forms.taken" : "own_forms.not_kept", { name: taken.form.name });
  }
  if (kind === "faulty") return words.fill("own_forms.faulty", { file: taken.file, n: taken.faults.length });
  return words.fill(`own_forms.${kind}`, { file: taken.file, id: kind === "doubled" ? taken.id : "" });
}
