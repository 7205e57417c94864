/** One document being checked, with the reader's own changes and their undo. */

import { figureAt, formOfTable, parts } from "../view/names";
import type { Address, CheckResult, Figure, Finding, Language, TableForm, TableName } from "../view/shapes";
import type { CheckOptions, Content, Engine } from "../view/engine";
import { withFound } from "./found";
import type { Remembered } from "./memory";
import { checkAgain, refusal, type Source } from "./reading";
import { Recheck } from "./recheck";

/** A figure put in by the reader; `undefined`: what the document has. */
type Change = Figure | undefined;

/** Milliseconds for which a page may stop. */
const LONGEST = 1000;

/** One step of undo: each cell's change before and after it. */
type Step = Map<Address, { before: Change; after: Change }>;

export class Session {
  /** The document as it was handed in. */
  original: CheckResult;
  /** The document with the changes made. */
  result: CheckResult;
  private changes = new Map<Address, Figure>();
  private done: Step[] = [];
  private undone: Step[] = [];
  private typing: Address | null = null;
  /** What it is checked with has changed since the document was opened. */
  private isOutdated = false;
  /** Documents of the same body and year that are open beside it, each as its result. */
  private beside: readonly CheckResult[] = [];
  /** Last year's figures that this machine remembers, where the result was held against them. */
  remembered: Remembered | null = null;
  /** The same, where it is to be. */
  private before: Remembered | null = null;
  /** The reader does not want it held against them. */
  declinesRemembered = false;
  /** Made with the first change. */
  private rechecking: Recheck | null = null;

  constructor(
    private readonly engine: Engine,
    readonly source: Source,
    public language: Language,
  ) {
    this.original = this.read();
    this.result = this.original;
  }

  /** It takes so long to check that the page would stop at every figure that is typed. */
  get isSlow(): boolean {
    return (this.source.opened?.cost ?? 0) > LONGEST;
  }

  get changed(): number {
    return this.changes.size;
  }

  /** Whether last year's report itself came with it. */
  get hasPrevious(): boolean {
    return this.source.opened?.options.previous !== undefined;
  }

  /** The figures that the reader put in, by address. */
  get figures(): Record<Address, Figure> {
    return Object.fromEntries(this.changes);
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Checks again so that the sentences are in this language; later, where that takes its time. */
  speak(language: Language): void | Promise<void> {
    this.language = language;
    if (this.isSlow && !this.source.refused) return this.speakSlowly();
    this.original = this.read();
    this.rechecking = null;
    this.recheck();
  }

  /** Checks again by itself, with the forms that there are now: by others it may read otherwise. */
  reread(): void | Promise<void> {
    return this.readBeside([], null);
  }

  /** Checks again, held against these documents of the same body and year, and last year's figures. */
  holdAgainst(others: readonly CheckResult[], remembered: Remembered | null): void | Promise<void> {
    const isSame = JSON.stringify(remembered) === JSON.stringify(this.before);
    if (others.length === 0 && this.beside.length === 0 && isSame) return;
    return this.readBeside(others, remembered);
  }

  private readBeside(others: readonly CheckResult[], remembered: Remembered | null): void | Promise<void> {
    this.beside = others;
    this.before = remembered;
    this.isOutdated = true;
    return this.speak(this.language);
  }

  private async speakSlowly(): Promise<void> {
    const { before } = this;
    const result = await checkAgain(this.source.content, this.options()).catch(() => null);
    if (!result) return;
    this.original = withFound(result, this.source.found);
    this.result = this.original;
    this.remembered = before;
  }

  private read(): CheckResult {
    const { content, refused, opened } = this.source;
    this.remembered = null;
    if (refused) return refusal(refused, this.language);
    try {
      const isKnown = opened?.options.lang === this.language && !this.isOutdated;
      const result = isKnown ? opened.result : this.engine.check(content, this.options());
      this.remembered = this.before;
      return withFound(result, this.source.found);
    } catch {
      // The checker has started anew; this document must not stop the others.
      return refusal({ code: "internal", key: "reason.internal", facts: {} }, this.language);
    }
  }

  private options(): CheckOptions {
    const others = this.beside.length === 0 ? {} : { others: [...this.beside] };
    const previous = this.before === null ? {} : { previous: this.before };
    return { ...this.source.opened?.options, ...this.engine.common, ...others, ...previous, lang: this.language };
  }

  /** What the batch found that a check of this report by itself does not. */
  get found(): Finding[] {
    return this.original.findings.filter(({ fingerprint }) => fingerprint === "");
  }

  /** The answer to the document itself; what was changed here alone stands beside it. */
  get asHandedIn() {
    if (this.changes.size === 0) return this.original;
    const figures = [...this.changes].map(([cell, to]) => ({ cell, from: this.originalText(cell), to }));
    return { ...this.original, changed: { figures, summary: this.result.summary } };
  }

  /** The report as it was handed in, for whatever is written of it. */
  get whole(): { input: Content; options: CheckOptions } {
    return { input: this.source.content, options: this.options() };
  }

  form(address: Address): TableForm | undefined {
    return formOfTable(this.original.tables, this.engine.forms, parts(address).table);
  }

  /** The form of a table that was not found, in the edition of the others. */
  absentForm(table: TableName): TableForm | undefined {
    const { form, status } = this.original;
    return form === null || status === "unreadable" ? undefined : this.engine.forms.table(form, table);
  }

  /** `三、收到和处理政府信息公开申请情况`. */
  sectionTitle(form: TableForm, language: Language): string {
    const edition = this.engine.forms.edition(this.original.tables[form.id]?.edition ?? this.original.form);
    const ordinal = edition?.sections[form.section - 1]?.ordinal;
    if (language === "en") return form.english;
    return ordinal === undefined ? form.title : `${ordinal}、${form.title}`;
  }

  /** The present figure; `undefined` where the document has no such cell. */
  figure(address: Address): Figure | undefined {
    return figureAt(this.result.tables, this.form(address), address);
  }

  /** What the cell shows: the figure, or what stood there instead. */
  text(address: Address): string {
    const changed = this.changes.get(address);
    return changed === undefined ? this.originalText(address) : shown(changed);
  }

  /** What the document had, where the reader has changed the cell. */
  was(address: Address): string | null {
    return this.changes.has(address) ? this.originalText(address) : null;
  }

  private originalText(address: Address): string {
    const figure = figureAt(this.original.tables, this.form(address), address) ?? null;
    return this.original.written[address] ?? shown(figure);
  }

  /** Sets figures as one step of undo. */
  set(figures: readonly { cell: Address; to: Figure }[]): void {
    const step: Step = new Map();
    for (const { cell, to } of figures) {
      if (this.figure(cell) !== undefined) step.set(cell, this.change(cell, to));
    }
    this.typing = null;
    if (step.size > 0) this.push(step);
  }

  /** Sets a figure while it is being typed: all keystrokes are one step. */
  type(cell: Address, to: Figure): void {
    if (this.figure(cell) === undefined) return;
    const last = this.done[this.done.length - 1]?.get(cell);
    if (this.typing === cell && last) {
      last.after = this.change(cell, to).after;
      this.apply(new Map([[cell, last]]), "after");
    } else {
      this.push(new Map([[cell, this.change(cell, to)]]));
      this.typing = cell;
    }
  }

  private change(cell: Address, to: Figure): { before: Change; after: Change } {
    const after = shown(to) === this.originalText(cell) ? undefined : to;
    return { before: this.changes.get(cell), after };
  }

  /** Ends typing; with `keep` false the cell is as it was before. */
  endTyping(keep: boolean): void {
    const typed = this.typing !== null;
    this.typing = null;
    if (typed && !keep) {
      this.undo();
      this.undone.pop();
    }
  }

  /** Takes the last step back and names its cells. */
  undo(): Address[] {
    return this.move(this.done, this.undone, "before");
  }

  /** Makes the last step taken back again. */
  redo(): Address[] {
    return this.move(this.undone, this.done, "after");
  }

  /** All changes taken back, as one step of undo. */
  revert(): void {
    const step: Step = new Map();
    for (const [cell, before] of this.changes) step.set(cell, { before, after: undefined });
    if (step.size > 0) this.push(step);
  }

  private push(step: Step): void {
    this.done.push(step);
    this.undone = [];
    this.apply(step, "after");
  }

  private move(from: Step[], to: Step[], side: "before" | "after"): Address[] {
    const step = from.pop();
    if (!step) return [];
    to.push(step);
    this.typing = null;
    this.apply(step, side);
    return [...step.keys()];
  }

  private apply(step: Step, side: "before" | "after"): void {
    for (const [cell, values] of step) {
      const value = values[side];
      if (value === undefined) this.changes.delete(cell);
      else this.changes.set(cell, value);
    }
    this.recheck();
  }

  private recheck(): void {
    if (this.changes.size === 0) {
      this.result = this.original;
      return;
    }
    this.rechecking ??= new Recheck(this.source.content, this.options());
    const result = this.rechecking.with(this.changes, (cell) => this.originalText(cell));
    this.result = withFound(result, this.source.found);
  }
}

function shown(figure: Figure): string {
  return figure === null ? "" : String(figure);
}
