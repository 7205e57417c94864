/** The official table, drawn from the form's data, never from the document's own mark-up. */

import { element, fill, setAttribute } from "./dom";
import { icon } from "./icons";
import type { Address, Language, LayoutCell, LayoutRow, Severity, TableForm } from "./shapes";
import type { Words } from "./words";

/** Everything that a cell shows. */
export interface CellState {
  /** The figure, or what stands there instead. */
  text: string;
  zero: boolean;
  /** The document has no such cell. */
  missing: boolean;
  /** Whether a total is computed or was typed; `null` for what is no total. */
  origin: "computed" | "typed" | null;
  /** What stood there before the reader changed it. */
  was: string | null;
  proposal: number | null;
  /** The gravest of the findings that name the cell. */
  severity: Severity | null;
  /** `strong`: this cell is wrong; `light`: a relation fails here because of another. */
  ring: "strong" | "light" | null;
  notes: { number: number; severity: Severity }[];
}

/** One cell of the drawn table; it redraws only what has changed. */
export class CellView {
  readonly figure = element("span", { className: "figure" });
  private readonly badge = element("span", { className: "badge" });
  private readonly was = element("del", { className: "was" });
  private readonly proposal = element("span", { className: "proposal" });
  private shown = "";
  private isEdited = false;

  constructor(
    readonly address: Address,
    readonly cell: HTMLTableCellElement,
  ) {
    cell.append(this.figure);
  }

  /** Puts an input in the place of the figure, until {@link closeInput}. */
  openInput(input: HTMLInputElement): void {
    this.isEdited = true;
    fill(this.figure, [input]);
    this.cell.classList.add("edited");
  }

  /** Takes the input away; the next {@link show} draws the figure again. */
  closeInput(): void {
    this.isEdited = false;
    this.shown = "";
    this.cell.classList.remove("edited");
  }

  show(state: CellState, words: Words): void {
    const key = words.language + JSON.stringify(state);
    if (key === this.shown) return;
    this.shown = key;
    const { cell } = this;
    if (!this.isEdited) this.figure.textContent = state.text;
    cell.classList.toggle("zero", state.zero);
    cell.classList.toggle("missing", state.missing);
    cell.classList.toggle("changed", state.was !== null);
    setAttribute(cell, "title", titleOf(state, words));
    setAttribute(cell, "data-origin", state.origin);
    setAttribute(cell, "data-severity", state.severity);
    setAttribute(cell, "data-ring", state.ring);
    setAttribute(cell, "data-mark", state.notes[0]?.severity);
    this.showBadge(state, words);
    this.showPart(this.was, state.was, "cell.was", words);
    this.showPart(this.proposal, state.proposal === null ? null : String(state.proposal), "cell.proposal", words);
  }

  private showBadge(state: CellState, words: Words): void {
    const first = state.notes[0];
    if (!first) {
      this.badge.remove();
      return;
    }
    const numbers = state.notes.map((note) => note.number).join(words.language === "en" ? "," : "、");
    fill(this.badge, [
      icon(first.severity),
      element("span", { text: numbers, attributes: { "aria-hidden": "true" } }),
      element("span", { className: "visually-hidden", text: words.fill("cell.mark", { n: numbers }) }),
    ]);
    this.badge.dataset.severity = first.severity;
    this.cell.prepend(this.badge);
  }

  private showPart(part: HTMLElement, value: string | null, key: "cell.was" | "cell.proposal", words: Words): void {
    if (value === null) {
      part.remove();
      return;
    }
    const arrow = part === this.proposal ? "→" : "";
    fill(part, [
      element("span", { text: arrow + value, attributes: { "aria-hidden": "true" } }),
      element("span", { className: "visually-hidden", text: words.fill(key, { value }) }),
    ]);
    if (part === this.proposal) this.cell.append(part);
    else this.figure.before(part);
  }
}

function titleOf({ missing, origin }: CellState, words: Words): string | null {
  if (missing) return words.get("cell.missing");
  return origin === null ? null : words.get(`cell.${origin}`);
}

/** A drawn table and its cells by address. */
export interface DrawnTable {
  table: HTMLTableElement;
  cells: Map<Address, CellView>;
}

/** Draws a form with empty cells, merged as the form is printed. */
export function drawTable(form: TableForm, words: Words): DrawnTable {
  const cells = new Map<Address, CellView>();
  const english = englishLabels(form, words.language);
  // A short word of the views' own fits the narrow columns better than a full name.
  const labelled = (printed: string) => words.label(printed) ?? english.get(printed) ?? printed;
  const head = element(
    "thead",
    {},
    form.head.map((row) => headRow(row, labelled)),
  );
  const rows = form.body.map((row) => bodyRow(row, form, cells, labelled));
  const table = element("table", { className: `form form-${form.id}` }, [
    columnGroup(form),
    form.head.length > 0 ? head : null,
    element("tbody", {}, rows),
  ]);
  return { table, cells };
}

/** The printed labels of rows and columns in English, where that is asked for. */
function englishLabels(form: TableForm, language: Language): Map<string, string> {
  if (language !== "en") return new Map();
  return new Map([...form.columns, ...form.rows].map((named) => [named.label, named.english]));
}

function headRow(row: LayoutCell[], labelled: (printed: string) => string): HTMLTableRowElement {
  return element(
    "tr",
    {},
    row.map((cell) => heading(cell, "col", labelled)),
  );
}

function bodyRow(
  row: LayoutRow,
  form: TableForm,
  cells: Map<Address, CellView>,
  labelled: (printed: string) => string,
): HTMLTableRowElement {
  if ("head" in row) {
    const made = headRow(row.head, labelled);
    made.className = row.head.length === 1 ? "block" : "block-head";
    return made;
  }
  const made = element(
    "tr",
    {},
    row.labels.map((cell) => heading(cell, "row", labelled)),
  );
  for (const figure of row.figures) {
    const address = `${form.id}/${figure.cell}`;
    const cell = element("td", { data: { cell: address }, attributes: { colspan: span(figure.columns) } });
    cells.set(address, new CellView(address, cell));
    made.append(cell);
  }
  return made;
}

function heading(
  cell: LayoutCell,
  direction: "row" | "col",
  labelled: (printed: string) => string,
): HTMLTableCellElement {
  const many = direction === "row" ? (cell.rows ?? 1) > 1 : (cell.columns ?? 1) > 1;
  const text = labelled(cell.text);
  return element("th", {
    // A label over most of the table stands upright, a letter a line.
    className: (cell.rows ?? 1) > 10 ? "tall" : "",
    text,
    attributes: {
      scope: many ? `${direction}group` : direction,
      rowspan: span(cell.rows),
      colspan: span(cell.columns),
      title: text === cell.text ? null : cell.text,
    },
  });
}

function span(count: number | undefined): number | null {
  return count !== undefined && count > 1 ? count : null;
}

/** One `col` for each printed column, so that a style can set the widths. */
function columnGroup(form: TableForm): HTMLTableColElement {
  const first = form.head[0] ?? headOf(form.body[0]);
  const width = first.reduce((sum, cell) => sum + (cell.columns ?? 1), 0);
  const figures = Math.max(...form.body.map((row) => ("figures" in row ? row.figures.length : 0)));
  const labels = form.id === "disclosure" ? 1 : width - figures;
  const columns = Array.from({ length: width }, (_, index) =>
    element("col", { className: index < labels ? `label-${labels - index}` : "figures" }),
  );
  return element("colgroup", {}, columns) as HTMLTableColElement;
}

function headOf(row: LayoutRow | undefined): LayoutCell[] {
  return row && "head" in row ? row.head : [];
}
