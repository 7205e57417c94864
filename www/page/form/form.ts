/** A report filled in by hand, and checked while it is. */

import { type Cause, causesOf } from "../../view/causes";
import { button, element, fill } from "../../view/dom";
import type { Engine } from "../../view/engine";
import { type Attention, FindingsList } from "../../view/list";
import { Names } from "../../view/names";
import type { Language } from "../../view/shapes";
import { heading, nothingFound, verdict } from "../../view/verdict";
import { Words } from "../../view/words";
import { Editing } from "../editing";
import { Memory, type Remembered } from "../memory";
import { Sheet } from "../sheet";
import { StateBar } from "../state";
import { PageWords } from "../words";
import { FillingBar, type Kept } from "./bar";
import { figuresIn, placed } from "./block";
import { type Draft, isUntouched, PASSAGES, type PreviousReport, titleOf } from "./draft";
import { forget, keep, onChangeElsewhere } from "./drafts";
import { Head, passageField } from "./fields";
import { Outputs } from "./outputs";
import { previousOf, remembered } from "./previous";
import { FormSession } from "./session";

export interface FormActions {
  /** Back to checking. */
  close(): void;
}

export class FormPage {
  readonly root = element("section", { className: "filling" });
  private session: FormSession;
  private words: Words;
  private pageWords: PageWords;
  private names!: Names;
  private causes: Cause[] = [];
  private kept: Kept;
  private readonly sheet = new Sheet();
  private readonly head: Head;
  private readonly editing: Editing;
  private readonly list: FindingsList;
  private readonly state: StateBar;
  private readonly bar: FillingBar;
  private readonly outputs: Outputs;
  private readonly stopListening: () => void;
  private readonly told = element("p", { className: "aside told", attributes: { role: "status" } });
  private readonly listHead = element("h2", { className: "list-head" });

  constructor(
    private readonly engine: Engine,
    draft: Draft,
    private language: Language,
    private readonly actions: FormActions,
  ) {
    const memory = new Memory(engine);
    this.session = new FormSession(engine, draft, language);
    this.kept = isUntouched(draft) ? "untouched" : { saved: new Date(draft.saved) };
    this.words = new Words(language);
    this.pageWords = new PageWords(language);
    this.head = new Head(memory, this.fieldActions());
    this.editing = this.makeEditing();
    this.list = new FindingsList({
      goTo: (cell) => this.sheet.focus(cell),
      take: (corrections) => this.change((session) => session.set(corrections)),
      attend: (attention) => (this.sheet.hasFocus ? undefined : this.attend(attention)),
    });
    this.state = new StateBar({
      take: (repair) => this.change((session) => session.set(repair.cells)),
      goTo: (cell) => this.sheet.focus(cell),
      undo: () => this.change((session) => session.undo()),
      revert: () => undefined,
      toFindings: () => this.showFindings(),
    });
    this.bar = new FillingBar({
      zeros: () => this.fillZeros(),
      undo: () => this.change((session) => session.undo()),
      redo: () => this.change((session) => session.redo()),
      forget: () => this.forget(),
    });
    this.outputs = new Outputs(
      () => this.session,
      memory,
      (text) => this.tell(text),
    );
    this.sheet.root.addEventListener("focusin", (event) => this.onCell(event));
    this.sheet.root.addEventListener("focusout", () => this.list.mark([]));
    // A focused cell that takes no text is not told of it in Chromium 86: the body is.
    document.body.addEventListener("paste", this.onPaste);
    document.addEventListener("drop", this.onDrop);
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    this.stopListening = onChangeElsewhere(draft.id, () => this.onElsewhere());
    this.draw();
  }

  /** The page goes to something else. */
  end(): void {
    this.editing.finish();
    this.stopListening();
    document.body.removeEventListener("paste", this.onPaste);
    document.removeEventListener("drop", this.onDrop);
  }

  speak(language: Language): void {
    this.language = language;
    this.words = new Words(language);
    this.pageWords = new PageWords(language);
    this.session.speak(language);
    this.draw();
  }

  /** Puts the focus where filling in begins. */
  focus(): void {
    this.root.querySelector<HTMLElement>("#organ")?.focus();
  }

  showFindings(): void {
    if (!this.list.focusFirst()) this.listHead.scrollIntoView({ block: "nearest" });
  }

  private draw(): void {
    const { session, pageWords, words } = this;
    this.names = new Names(this.engine.forms, session.original.tables, this.language);
    this.head.draw(session, pageWords);
    this.sheet.draw(this.sheetContext());
    const parts = session.isReport ? PASSAGES : [];
    const passages = parts.map(({ passage, section }) =>
      passageField(passage, this.passageTitle(section), session, pageWords, this.fieldActions()),
    );
    const [before, after] = [passages.slice(0, 2), passages.slice(2)];
    fill(this.root, [
      element("div", { className: "filling-title" }, [
        element("h2", { text: session.present.form?.name ?? pageWords.get("form.title") }),
        element("p", { className: "aside", text: pageWords.get("form.about") }),
        button(pageWords.get("form.close"), () => this.actions.close(), { className: "quiet" }),
      ]),
      this.head.root,
      this.state.root,
      this.bar.root,
      element("div", { className: "columns" }, [
        element("div", {}, [...before, this.sheet.root, ...after]),
        element("section", { className: "findings", attributes: { tabindex: -1 } }, [
          this.listHead,
          this.list.root,
          this.outputs.draw(pageWords),
          this.told,
        ]),
      ]),
    ]);
    this.tell("");
    this.showRest(words);
  }

  private passageTitle(section: number): string {
    const form = this.session.edition.sections[section - 1];
    if (!form) return this.pageWords.get("form.preface");
    return this.language === "en" ? form.english : `${form.ordinal}、${form.heading}`;
  }

  /** Shows what a change has brought, and keeps it. */
  private refresh(): void {
    this.sheet.update(this.sheetContext());
    this.keepDraft();
    this.showRest(this.words);
  }

  private showRest(words: Words): void {
    const { session, names, pageWords } = this;
    const { result } = session;
    this.root.dataset.title = titleOf(session.present);
    // Who has just begun has made no mistakes.
    const isBegun = !isUntouched(session.present);
    this.causes = isBegun ? causesOf(result) : [];
    this.sheet.update(this.sheetContext());
    if (isBegun) this.state.show({ result, words, pageWords, changed: 0, canUndo: false });
    else this.state.tell("begin", pageWords.get("form.begin"));
    this.bar.show(session, this.kept, pageWords);
    const repair = isBegun ? result.repair : null;
    this.list.show(this.causes, repair, { names, words, rules: this.engine.rules(this.language) });
    const { length } = this.causes;
    const found = length === 0 ? nothingFound(result, words) : heading(result, length, words);
    this.listHead.textContent = isBegun ? found : pageWords.get("form.list_begin");
    const said = isBegun ? verdict(result, words) : pageWords.get("form.title");
    document.title = pageWords.fill("page.title", { verdict: said });
  }

  private sheetContext() {
    const { session, names, words, pageWords, causes } = this;
    return { session, names, words, pageWords, causes };
  }

  private keepDraft(): void {
    const draft = { ...this.session.present, saved: Date.now() };
    if (isUntouched(draft)) return;
    this.kept = keep(draft) ? { saved: new Date(draft.saved) } : "refused";
  }

  private onElsewhere(): void {
    this.kept = "elsewhere";
    this.bar.show(this.session, this.kept, this.pageWords);
  }

  private change(change: (session: FormSession) => void): void {
    change(this.session);
    this.refresh();
  }

  private fillZeros(): void {
    let filled = 0;
    this.change((session) => {
      filled = session.fillBlanks();
    });
    this.tell(this.pageWords.fill("form.zeros_done", { n: filled }));
  }

  private forget(): void {
    if (!window.confirm(this.pageWords.get("form.forget_sure"))) return;
    forget(this.session.present.id);
    this.actions.close();
  }

  private tell(text: string): void {
    this.told.textContent = text;
  }

  private fieldActions() {
    return {
      organ: (organ: string) => this.setOrgan(organ),
      year: (year: number) => this.setYear(year),
      passage: (passage: (typeof PASSAGES)[number]["passage"], text: string) =>
        this.change((session) => session.setPassage(passage, text)),
      previous: (file: File | null) => void this.takePrevious(file),
      remembered: (figures: Remembered) => this.useRemembered(figures),
    };
  }

  private setOrgan(organ: string): void {
    this.change((session) => session.setHead({ organ }));
    this.head.drawPrevious(this.session, this.pageWords);
  }

  /** Another year may have another form: the tables are drawn anew, the field keeps the focus. */
  private setYear(year: number): void {
    const { id } = this.session.edition;
    this.session.setHead({ year });
    if (this.session.edition.id !== id) this.drawOtherForm();
    this.head.drawPrevious(this.session, this.pageWords);
    this.refresh();
  }

  private drawOtherForm(): void {
    this.names = new Names(this.engine.forms, this.session.original.tables, this.language);
    this.sheet.draw(this.sheetContext());
  }

  private async takePrevious(file: File | null): Promise<void> {
    const { pageWords } = this;
    const previous = file === null ? null : await previousOf(file, this.engine.brought);
    const name = file?.name ?? "";
    if (file !== null && previous === null) return this.head.tell(pageWords.fill("form.previous_unread", { name }));
    if (previous !== null && !this.session.isOfYearBefore(previous)) {
      const facts = { name, year: previous.figures.year ?? "", wanted: this.session.present.year - 1 };
      return this.head.tell(pageWords.fill("form.previous_other_year", facts));
    }
    const filled = this.usePrevious(previous);
    const taken = pageWords.get(filled > 0 ? "form.previous_taken" : "form.previous_held");
    this.head.tell(previous === null ? "" : taken);
  }

  /** Takes last year's report, or none; how many figures it filled. */
  private usePrevious(previous: PreviousReport | null): number {
    let filled = 0;
    this.change((session) => {
      filled = session.setPrevious(previous);
    });
    this.head.drawPrevious(this.session, this.pageWords);
    return filled;
  }

  private useRemembered(figures: Remembered): void {
    this.usePrevious(remembered(figures, this.pageWords));
    this.head.tell(this.pageWords.get("form.remembered_taken"));
  }

  /** The one file that is of use here is last year's report. */
  private readonly onDrop = (event: DragEvent): void => {
    const files = Array.from(event.dataTransfer?.files ?? []);
    const [first] = files;
    if (!first) return;
    if (files.length === 1 && this.session.isReport) void this.takePrevious(first);
    else this.tell(this.pageWords.get("form.dropped_other"));
  };

  private makeEditing(): Editing {
    return new Editing(this.sheet, {
      type: (cell, to) => this.change((session) => session.type(cell, to)),
      endTyping: (kept) => this.endTyping(kept),
      set: (cell, to) => this.change((session) => session.set([{ cell, to }])),
      isEditable: (cell) => this.session.figure(cell) !== undefined,
      kind: (cell) => this.names.figureKind(cell),
      figure: (cell) => this.session.text(cell),
      name: (cell) => this.pageWords.fill("cell.input", { cell: this.names.cell(cell) }),
      leave: () => this.showFindings(),
    });
  }

  /** What was typed was shown at each key; drawing it all anew would take away what is being pressed. */
  private endTyping(kept: boolean): void {
    if (kept) {
      this.session.endTyping(true);
      this.sheet.update(this.sheetContext());
    } else {
      this.change((session) => session.endTyping(false));
    }
  }

  /** A block of figures goes into the cells from the one with the focus on. */
  private readonly onPaste = (event: ClipboardEvent): void => {
    const from = this.sheet.addressAt(document.activeElement);
    const block = figuresIn(event.clipboardData?.getData("text/plain") ?? "");
    if (from === null || block === null) return;
    event.preventDefault();
    this.editing.finish();
    const rows = this.sheet.rows.map((row) => row.map(({ address }) => address));
    const { changes, rest } = placed(block, rows, from, (cell) => this.names.figureKind(cell));
    this.change((session) => session.set(changes));
    this.tell(this.pageWords.fill(rest === 0 ? "form.pasted" : "form.pasted_some", { n: changes.length, rest }));
  };

  private attend(attention: Attention | null): void {
    this.sheet.attend(attention, (cell) => this.sheet.focus(cell));
  }

  private onCell(event: FocusEvent): void {
    const cell = this.sheet.addressAt(event.target);
    if (cell === null) return;
    const cause = this.causes.find((found) => found.cells.includes(cell) || found.affected.includes(cell));
    const findings = cause?.findings.filter((finding) => finding.cells.includes(cell)) ?? [];
    this.list.mark(cause ? [cause.number] : []);
    this.attend(cause ? { number: cause.number, findings, cell } : null);
  }

  private onKey(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    const typesText = event.target instanceof HTMLTextAreaElement || (event.target as HTMLElement).id === "organ";
    if (!(event.ctrlKey || event.metaKey) || event.altKey || typesText || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    this.editing.finish();
    this.change((session) => (key === "y" || event.shiftKey ? session.redo() : session.undo()));
  }
}
