/** The report's tables: what each cell shows, the relation in focus, moving about. */

import type { Cause } from "../view/causes";
import { gravest } from "../view/causes";
import { element, fill } from "../view/dom";
import type { Attention } from "../view/list";
import type { Names } from "../view/names";
import { parts } from "../view/names";
import { drawRelation, relationOf } from "../view/relation";
import type { Address, CheckResult, Figure, Finding, Language, TableForm, TableName } from "../view/shapes";
import { type CellState, type CellView, drawTable } from "../view/table";
import type { Words } from "../view/words";
import type { PageWords } from "./words";

/** A report whose tables are shown. */
export interface SheetReport {
  readonly result: CheckResult;
  /** What tells which tables there are, in which form. */
  readonly original: Pick<CheckResult, "tables" | "form" | "status">;
  /** The present figure; `undefined` where there is no such cell. */
  figure(address: Address): Figure | undefined;
  /** What the cell shows. */
  text(address: Address): string;
  /** What stood there before the reader changed it. */
  was(address: Address): string | null;
  /** Whether a total is computed from its parts or was typed, where that is known. */
  origin?(address: Address): "computed" | "typed" | null;
  /** The form of a table that was not found. */
  absentForm(table: TableName): TableForm | undefined;
  sectionTitle(form: TableForm, language: Language): string;
}

/** What is needed to show one document's tables. */
export interface SheetContext {
  session: SheetReport;
  names: Names;
  words: Words;
  pageWords: PageWords;
  causes: readonly Cause[];
}

/** One drawn table with the line beneath it. */
interface Part {
  name: TableName;
  line: HTMLElement;
}

/** Draws the tables once, and afterwards only what changes in them. */
export class Sheet {
  readonly root = element("div", { className: "sheet" });
  readonly cells = new Map<Address, CellView>();
  /** The cells row by row through all tables, for the arrow keys. */
  rows: CellView[][] = [];
  private tables: Part[] = [];
  private context!: SheetContext;

  /** Draws the tables of another document, or in another language. */
  draw(context: SheetContext): void {
    this.cells.clear();
    this.rows = [];
    this.tables = [];
    const names = context.names.tableNames(context.session.original.form);
    const sections = names.map((name) => this.drawPart(name, context));
    fill(this.root, sections);
    const first = this.rows[0]?.[0];
    if (first) first.cell.tabIndex = 0;
    this.update(context);
  }

  /** Shows the present figures, marks and changes. */
  update(context: SheetContext): void {
    this.context = context;
    const named = namedCells(context.session.result.findings);
    for (const [address, view] of this.cells) {
      view.show(this.state(address, named.get(address) ?? []), context.words);
    }
  }

  private state(address: Address, findings: Finding[]): CellState {
    const { session, causes } = this.context;
    const figure = session.figure(address);
    const strong = causes.filter((cause) => cause.cells.includes(address));
    const light = causes.filter((cause) => cause.affected.includes(address));
    const notes = [...strong, ...light].map(({ number, severity }) => ({ number, severity }));
    return {
      text: session.text(address),
      zero: figure === 0,
      missing: figure === undefined,
      origin: session.origin?.(address) ?? null,
      was: session.was(address) === "" ? this.context.words.get("cell.blank") : session.was(address),
      proposal: proposalFor(address, causes),
      severity: findings.length > 0 ? gravest(findings) : strong.length > 0 ? "error" : null,
      ring: strong.length > 0 ? "strong" : light.length > 0 ? "light" : null,
      notes,
    };
  }

  /** Tints what the reader looks at and writes its relation beneath the table. */
  attend(attention: Attention | null, goTo: (cell: Address) => void): void {
    const findings = attention?.findings ?? [];
    const tinted = new Set(findings.flatMap((finding) => finding.cells));
    for (const [address, view] of this.cells) view.cell.classList.toggle("related", tinted.has(address));
    for (const part of this.tables) {
      const here = findings.find((finding) => relationOf(finding) && parts(finding.cells[0] ?? "").table === part.name);
      const relation = here ? relationOf(here) : null;
      part.line.hidden = relation === null;
      fill(part.line, relation ? [drawRelation(relation, this.context.names, this.context.words, goTo)] : []);
    }
  }

  /** Gives a cell the focus and makes it the one that Tab comes back to. */
  focus(address: Address): boolean {
    const view = this.cells.get(address);
    if (!view) return false;
    for (const other of this.cells.values()) other.cell.tabIndex = -1;
    view.cell.tabIndex = 0;
    view.cell.focus({ preventScroll: true });
    view.cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  /** Brings a cell into view, and leaves the focus where it is. */
  reveal(address: Address): void {
    this.cells.get(address)?.cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Whether a cell has the focus: then no pointer leads the eye elsewhere. */
  get hasFocus(): boolean {
    return this.addressAt(document.activeElement) !== null;
  }

  /** The address of the cell that an event came from. */
  addressAt(target: EventTarget | null): Address | null {
    const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-cell]") : null;
    return cell?.dataset.cell ?? null;
  }

  /** A table that was not found still has its place, and says so. */
  private drawAbsent(name: TableName, { session, words, pageWords }: SheetContext): HTMLElement | null {
    const form = session.absentForm(name);
    if (!form) return null;
    return element("section", { className: `part part-${name}` }, [
      element("header", { className: "part-head" }, [
        element("h2", { text: session.sectionTitle(form, words.language) }),
      ]),
      element("p", { className: "absent", text: pageWords.get("table.absent") }),
    ]);
  }

  private drawPart(name: TableName, context: SheetContext): HTMLElement | null {
    const { session, pageWords } = context;
    const edition = session.original.tables[name]?.edition;
    const form = context.names.form(name);
    if (!form || edition === undefined) return this.drawAbsent(name, context);
    const { table, cells } = drawTable(form, context.words);
    const title = session.sectionTitle(form, context.words.language);
    const heading = element("h2", { text: title, attributes: { id: `table-${name}` } });
    table.setAttribute("role", "grid");
    table.setAttribute("aria-labelledby", `table-${name}`);
    for (const [address, view] of cells) {
      this.cells.set(address, view);
      view.cell.tabIndex = -1;
    }
    for (const row of Array.from(table.rows)) {
      const views = Array.from(row.cells).map((cell) => cells.get(cell.dataset.cell ?? ""));
      const figures = views.filter((view): view is CellView => view !== undefined);
      if (figures.length > 0) this.rows.push(figures);
    }
    const line = element("p", { className: "relation", attributes: { hidden: true } });
    this.tables.push({ name, line });
    const tag = element("span", { className: "edition", text: pageWords.edition(edition, context.names) });
    return element("section", { className: `part part-${name}` }, [
      element("header", { className: "part-head" }, [heading, tag]),
      element("div", { className: "scroller" }, [table]),
      line,
    ]);
  }
}

function namedCells(findings: readonly Finding[]): Map<Address, Finding[]> {
  const named = new Map<Address, Finding[]>();
  for (const finding of findings) {
    for (const cell of finding.cells) named.set(cell, [...(named.get(cell) ?? []), finding]);
  }
  return named;
}

function proposalFor(address: Address, causes: readonly Cause[]): number | null {
  for (const cause of causes) {
    const correction = cause.slip?.corrections.find((candidate) => candidate.cell === address);
    if (correction) return correction.to;
  }
  const fixes = causes.flatMap((cause) => (cause.slip ? [] : cause.findings)).map((finding) => finding.fix);
  return fixes.find((fix) => fix?.cell === address)?.value ?? null;
}
