/** A report being filled in: its figures, its totals, and what the checker says of it. */

import { columnsOf, figureAt } from "../../view/names";
import type { CheckOptions, Engine, FiguresInput } from "../../view/engine";
import type { Address, CheckResult, EditionForm, Figure, Language, TableForm, TableName } from "../../view/shapes";
import { Recheck } from "../recheck";
import type { SheetReport } from "../sheet";
import { type Draft, editionOf, type Figures, type Passage, type PreviousReport } from "./draft";
import { History } from "./history";
import { ReportDocument } from "./report";
import { Totals } from "./totals";
import { withoutBlanks } from "./unfilled";

/** The user's form that is filled in, else the official one: where nothing fits the year, the newest. */
function formFor({ year, form }: Draft, engine: Engine): EditionForm {
  const own = form && engine.forms.edition(form.id);
  const editions = engine.forms.editions.filter((edition) => isReport(edition, engine));
  return own ?? editionOf(year, editions) ?? (editions[editions.length - 1] as EditionForm);
}

/** Whether a form is one of the annual report, whose editions are the library's first. */
function isReport(edition: EditionForm, { library: [first] }: Engine): boolean {
  return first !== undefined && (first.edition_of ?? first.id) === (edition.edition_of ?? edition.id);
}

export class FormSession implements SheetReport {
  result!: CheckResult;
  /** The empty tables of the form, so that they are all drawn. */
  original!: Pick<CheckResult, "tables" | "form" | "status">;
  edition!: EditionForm;
  private totals!: Totals;
  private report!: ReportDocument;
  private figures!: ReadonlyMap<Address, Figure>;
  /** Follows the figures, as long as nothing else changes. */
  private checker: Recheck | null = null;
  private readonly history: History<Figures>;

  constructor(
    private readonly engine: Engine,
    private draft: Draft,
    private language: Language,
  ) {
    this.history = new History(draft.figures);
    this.takeForm();
  }

  /** What is to be kept. */
  get present(): Draft {
    return { ...this.draft, figures: this.history.state };
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** How many cells there are to fill, and how many have a figure. */
  get progress(): { filled: number; all: number } {
    const cells = this.cells();
    return { filled: cells.filter((cell) => this.figure(cell) !== null).length, all: cells.length };
  }

  /** Whether it is the annual report, which has passages and a year before. */
  get isReport(): boolean {
    return isReport(this.edition, this.engine);
  }

  speak(language: Language): void {
    this.language = language;
    this.check();
  }

  setHead(head: { organ: string } | { year: number }): void {
    this.draft = { ...this.draft, ...head };
    this.takeForm();
  }

  setPassage(passage: Passage, text: string): void {
    this.draft = { ...this.draft, passages: { ...this.draft.passages, [passage]: text } };
    this.check();
  }

  passage(passage: Passage): string {
    return this.draft.passages[passage];
  }

  get previous(): PreviousReport | null {
    return this.draft.previous;
  }

  /**
   * Takes last year's report: what it carried over stands in this year's row,
   * where nothing else was put in. The figures are one step of undo.
   *
   * @returns how many cells were filled
   */
  setPrevious(previous: PreviousReport | null): number {
    this.draft = { ...this.draft, previous };
    const carried = previous === null ? [] : this.carriedInto(previous.figures);
    this.put(carried);
    this.check();
    return carried.length;
  }

  /** Whether a report is of the year before, as far as its year is known. */
  isOfYearBefore({ figures: { year } }: PreviousReport): boolean {
    return (year ?? null) === null || year === this.draft.year - 1;
  }

  /** Sets figures as one step of undo; a total set blank is computed again. */
  set(changes: readonly { cell: Address; to: Figure }[]): void {
    this.put(changes);
    this.recheck();
  }

  /** Sets a figure while it is being typed: all keystrokes are one step. */
  type(cell: Address, to: Figure): void {
    this.history.step(this.changed([{ cell, to }]), cell);
    this.recheck();
  }

  /** Ends typing; with `keep` false the cell is as it was before. */
  endTyping(keep: boolean): void {
    this.history.endStep();
    if (keep) return;
    this.history.cancel();
    this.recheck();
  }

  undo(): void {
    if (this.history.undo()) this.recheck();
  }

  redo(): void {
    if (this.history.redo()) this.recheck();
  }

  /** Puts 0 into every blank cell that is not computed. */
  fillBlanks(): number {
    const blank = this.cells().filter((cell) => !this.totals.isTotal(cell) && this.figure(cell) === null);
    this.set(blank.map((cell) => ({ cell, to: 0 })));
    return blank.length;
  }

  form(address: Address): TableForm | undefined {
    return this.edition.tables.find((form) => address.startsWith(`${form.id}/`));
  }

  figure(address: Address): Figure | undefined {
    const form = this.form(address);
    return figureAt(this.original.tables, form, address) === undefined
      ? undefined
      : (this.figures.get(address) ?? null);
  }

  text(address: Address): string {
    return String(this.figure(address) ?? "");
  }

  was(): null {
    return null;
  }

  /** Whether a total is computed, or was put in by hand. */
  origin(address: Address): "computed" | "typed" | null {
    if (!this.totals.isTotal(address)) return null;
    return this.history.state[address] === undefined ? "computed" : "typed";
  }

  absentForm(): undefined {
    return undefined;
  }

  sectionTitle(form: TableForm, language: Language): string {
    const ordinal = this.edition.sections[form.section - 1]?.ordinal;
    if (language === "en") return form.english;
    return ordinal === undefined ? form.title : `${ordinal}、${form.title}`;
  }

  /** How the finished report is written. */
  get written(): CheckOptions {
    return { ...this.engine.common, lang: this.language, year: this.draft.year };
  }

  /** The report as elements, for an editor's field. */
  get body(): HTMLElement {
    return this.report.body;
  }

  /** The report as a page of its own. */
  page(): string {
    return this.report.page();
  }

  private put(changes: readonly { cell: Address; to: Figure }[]): void {
    if (changes.length > 0) this.history.step(this.changed(changes));
  }

  private changed(changes: readonly { cell: Address; to: Figure }[]): Figures {
    const figures: Record<Address, Figure> = { ...this.history.state };
    for (const { cell, to } of changes) {
      if (figureAt(this.original.tables, this.form(cell), cell) === undefined) continue;
      if (to === null) delete figures[cell];
      else figures[cell] = to;
    }
    return this.withoutSums(figures, changes);
  }

  /** A total that was set to the sum of its parts goes on being computed. */
  private withoutSums(figures: Record<Address, Figure>, changes: readonly { cell: Address }[]): Figures {
    for (const { cell } of changes) {
      const typed = figures[cell];
      if (typed === undefined || !this.totals.isTotal(cell)) continue;
      delete figures[cell];
      if (this.totals.complete(figures).get(cell) !== typed) figures[cell] = typed;
    }
    return figures;
  }

  private carriedInto({ tables }: FiguresInput): { cell: Address; to: Figure }[] {
    return this.edition.tables.flatMap((form) => {
      const { carried } = form;
      const figures = carried && tables[form.id]?.rows[carried.out_of];
      if (!carried || !figures) return [];
      const changes = form.columns.map(({ id }, index) => ({
        cell: `${form.id}/${carried.into}/${id}`,
        to: figures[index] ?? null,
      }));
      return changes.filter(({ cell, to }) => to !== null && !this.totals.isTotal(cell) && this.figure(cell) === null);
    });
  }

  private takeForm(): void {
    const edition = formFor(this.draft, this.engine);
    if (edition !== this.edition) this.layOut(edition);
    this.check();
  }

  private layOut(edition: EditionForm): void {
    this.edition = edition;
    this.totals = new Totals(edition);
    this.report = new ReportDocument(edition);
    const tables = Object.fromEntries(this.edition.tables.map((form) => [form.id, blankTable(this.edition.id, form)]));
    this.original = { tables: tables as CheckResult["tables"], form: this.edition.id, status: "findings" };
  }

  private cells(): Address[] {
    return this.edition.tables.flatMap((form) => cellsOf(form));
  }

  /** Checks the whole report: its words, its year or last year's report changed. */
  private check(): void {
    this.write();
    this.checker = null;
    this.result = withoutBlanks(this.engine.live(this.body, this.options).result);
  }

  /** Checks what the figures touch, where nothing else changed. */
  private recheck(): void {
    this.write();
    this.checker ??= new Recheck(this.page(), this.options);
    this.result = withoutBlanks(this.checker.with(this.figures, () => ""));
  }

  private write(): void {
    this.figures = this.totals.complete(this.history.state);
    this.report.show(this.draft, this.figures);
  }

  private get options(): CheckOptions {
    const { year, previous } = this.draft;
    const options = { ...this.engine.common, lang: this.language, year };
    // The year may have been changed since that report was taken.
    return previous === null || !this.isOfYearBefore(previous) ? options : { ...options, previous: previous.content };
  }
}

function blankTable(edition: string, form: TableForm): NonNullable<CheckResult["tables"][TableName]> {
  const rows = form.rows.map((row) => [row.id, columnsOf(form, row).map(() => null)]);
  return { edition, rows: Object.fromEntries(rows) };
}

function cellsOf(form: TableForm): Address[] {
  return form.rows.flatMap((row) => columnsOf(form, row).map((column) => `${form.id}/${row.id}/${column.id}`));
}
