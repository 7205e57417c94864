/** The fields of a report that are no figures: its head and its passages. */

import { button, element, fill } from "../../view/dom";
import type { Memory, Remembered } from "../memory";
import type { PageWordKey, PageWords } from "../words";
import type { Passage } from "./draft";
import type { FormSession } from "./session";

export interface FieldActions {
  organ(text: string): void;
  year(year: number): void;
  passage(passage: Passage, text: string): void;
  /** A file that is last year's report, or none any more. */
  previous(file: File | null): void;
  /** Last year's figures as this machine remembers them. */
  remembered(figures: Remembered): void;
}

/** The body, the year and last year's report. */
export class Head {
  readonly root = element("div", { className: "filling-head" });
  private readonly previous = element("div", { className: "field previous" });
  /** What came of a file that was handed in. */
  private readonly told = element("p", { className: "previous-told", attributes: { role: "status" } });
  private readonly file: HTMLInputElement;

  constructor(
    private readonly memory: Memory,
    private readonly actions: FieldActions,
  ) {
    this.file = element("input", {
      className: "visually-hidden",
      attributes: { type: "file", id: "previous-file", tabindex: -1 },
      on: { change: () => this.onFile() },
    });
  }

  draw(session: FormSession, words: PageWords): void {
    const { organ, year } = session.present;
    const organField = element("input", {
      attributes: { id: "organ", type: "text", autocomplete: "organization", maxlength: 60 },
    });
    organField.value = organ;
    organField.addEventListener("input", () => this.actions.organ(organField.value));
    const yearField = element("input", {
      attributes: { id: "year", type: "number", min: 2019, max: 2099, step: 1, inputmode: "numeric" },
    });
    yearField.value = String(year);
    yearField.addEventListener("input", () => {
      if (yearField.validity.valid && yearField.value !== "") this.actions.year(Number(yearField.value));
    });
    fill(this.root, [
      field(words.get("form.organ"), organField, "organ"),
      field(words.get("form.year"), yearField, "year"),
      this.previous,
      this.file,
    ]);
    this.drawPrevious(session, words);
  }

  /** Says what came of a file that was handed in. */
  tell(text: string): void {
    this.told.textContent = text;
  }

  /** Shows which report of last year is at hand, or that its figures are remembered. */
  drawPrevious(session: FormSession, words: PageWords): void {
    const { previous, isReport, present, edition } = session;
    const before = previous ? null : this.memory.yearBefore({ ...present, form: edition.id });
    this.previous.hidden = !isReport;
    const hadFocus = this.previous.contains(document.activeElement);
    const isOther = previous !== null && !session.isOfYearBefore(previous);
    const hint = words.fill(isOther ? "form.previous_outdated" : "form.previous_hint", {
      year: previous?.figures.year ?? "",
    });
    const choose = button(
      words.get(previous ? "form.previous_other" : "form.previous_choose"),
      () => this.file.click(),
      {
        className: "quiet",
      },
    );
    fill(this.previous, [
      element("span", { className: "label", text: words.get("form.previous") }),
      element("span", {}, [
        previous ? element("span", { className: "previous-name", text: previous.name }) : null,
        choose,
        before
          ? button(words.get("form.use_remembered"), () => this.actions.remembered(before), { className: "quiet" })
          : null,
        previous
          ? button(words.get("form.previous_drop"), () => this.actions.previous(null), { className: "link" })
          : null,
      ]),
      element("p", { className: "aside", text: hint }),
      this.told,
    ]);
    this.file.setAttribute("aria-label", words.get("form.previous"));
    // What was pressed is gone.
    if (hadFocus) choose.focus();
  }

  private onFile(): void {
    const file = this.file.files?.[0] ?? null;
    // The same file can be chosen again after it was corrected.
    this.file.value = "";
    if (file) this.actions.previous(file);
  }
}

/** One part of the report that is sentences. */
export function passageField(
  passage: Passage,
  title: string,
  session: FormSession,
  words: PageWords,
  act: FieldActions,
): HTMLElement {
  const id = `passage-${passage}`;
  const area = element("textarea", {
    attributes: { id, rows: passage === "summary" || passage === "problems" ? 6 : 3, "aria-describedby": `${id}-hint` },
  });
  area.value = session.passage(passage);
  // A field shows on paper what of its text is in view.
  const printed = element("div", { className: "printed", text: area.value, attributes: { "aria-hidden": "true" } });
  area.addEventListener("input", () => {
    printed.textContent = area.value;
    act.passage(passage, area.value);
  });
  const hint = words.get(`form.hint.${passage}` satisfies PageWordKey);
  return element("section", { className: "passage" }, [
    element("h2", {}, [element("label", { text: title, attributes: { for: id } })]),
    element("p", { className: "aside", text: hint, attributes: { id: `${id}-hint` } }),
    area,
    printed,
  ]);
}

function field(label: string, input: HTMLInputElement, name: string): HTMLElement {
  return element("div", { className: `field ${name}` }, [
    element("label", { className: "label", text: label, attributes: { for: input.id } }),
    input,
  ]);
}
