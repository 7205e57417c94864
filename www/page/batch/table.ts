/** Thousands of rows of which only those in view are drawn. */

import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { button, element, fill, setAttribute } from "../../view/dom";
import { icon } from "../../view/icons";
import type { PageWords } from "../words";
import type { Column, Order } from "./order";
import type { Row } from "./protocol";

export interface TableActions {
  /** What an edition is called in a cell. */
  formName(edition: string): string;
  sort(column: Column): void;
  pick(row: Row): void;
}

const COLUMNS: readonly Column[] = ["organ", "year", "edition", "errors", "warnings", "unassessed", "headline"];
/** Rows are counted from 1, and the head is one of them. */
const FIRST_ROW = 2;
/** Pixels of a row, as the style sheet has it. */
const ROW_HEIGHT = 36;

export class RowTable {
  readonly root: HTMLElement;
  private rows: readonly Row[] = [];
  private words!: PageWords;
  private picked: string | null = null;
  /** The row that Tab comes to and the arrow keys move. */
  private active = 0;
  /** The active row is to have the focus as soon as it is drawn. */
  private isFocusing = false;
  /** What the drawn rows were made of; rows are replaced, never changed. */
  private drawn: readonly unknown[] = [];
  private headOf: Order | null = null;
  private readonly above = space();
  private readonly below = space();
  private readonly head = element("thead");
  private readonly body = element("tbody");
  private readonly table: HTMLTableElement;
  private readonly virtual: Virtualizer<HTMLElement, HTMLElement>;

  constructor(private readonly actions: TableActions) {
    this.table = element("table", { className: "rows" }, [this.head, this.body]);
    this.root = element("div", { className: "rows-view" }, [this.table]);
    this.virtual = new Virtualizer(this.options());
    this.virtual._didMount();
    this.body.addEventListener("keydown", (event) => this.onKey(event));
    this.body.addEventListener("click", (event) => this.onClick(event));
  }

  /** The table is in the page: from here on it follows its size and its scrolling, which it lost while it was away. */
  mount(): void {
    this.root.scrollTop = this.virtual.scrollOffset ?? 0;
    this.virtual._willUpdate();
    this.drawRows();
  }

  drawHead(order: Order, words: PageWords): void {
    if (this.words === words && this.headOf === order) return;
    this.words = words;
    this.headOf = order;
    setAttribute(this.table, "aria-label", words.get("batch.table"));
    const cells = COLUMNS.map((column) => {
      const isSorted = order.column === column;
      const sort = button(words.get(`batch.column.${column}`), () => this.actions.sort(column), { className: "sort" });
      return element(
        "th",
        {
          className: column,
          attributes: { scope: "col", "aria-sort": isSorted ? (order.down ? "descending" : "ascending") : null },
        },
        [sort],
      );
    });
    const focused = this.head.contains(document.activeElement) ? document.activeElement?.textContent : null;
    fill(this.head, [element("tr", {}, cells)]);
    if (focused !== null) {
      const again = Array.from(this.head.querySelectorAll("button")).find(({ textContent }) => textContent === focused);
      again?.focus();
    }
  }

  show(rows: readonly Row[], picked: string | null): void {
    this.rows = rows;
    this.picked = picked;
    this.active = Math.min(this.active, Math.max(0, rows.length - 1));
    this.virtual.setOptions(this.options());
    this.virtual._willUpdate();
    setAttribute(this.table, "aria-rowcount", rows.length + 1);
    this.drawRows();
  }

  private options() {
    return {
      count: this.rows.length,
      getScrollElement: () => this.root,
      estimateSize: () => ROW_HEIGHT,
      overscan: 12,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.drawRows(),
    };
  }

  /** Draws the rows in view, where others stand there than before: what is being pressed stays. */
  private drawRows(): void {
    const items = this.virtual.getVirtualItems();
    const [first, last] = [items[0], items[items.length - 1]];
    stretch(this.above, first?.start ?? 0);
    stretch(this.below, this.virtual.getTotalSize() - (last?.end ?? 0));
    this.isFocusing ||= this.body.contains(document.activeElement);
    const view = [this.words, this.picked, this.active, first?.index, ...items.map(({ index }) => this.rows[index])];
    if (view.length !== this.drawn.length || view.some((part, at) => part !== this.drawn[at])) {
      this.drawn = view;
      fill(this.body, [this.above, ...items.map(({ index }) => this.drawRow(index)), this.below]);
    }
    if (this.isFocusing) this.focusActive();
  }

  private drawRow(index: number): HTMLElement | null {
    const row = this.rows[index];
    if (!row) return null;
    const { words } = this;
    const name = row.organ ?? row.path;
    const open = element("button", {
      className: "row-name",
      text: name,
      attributes: { type: "button", tabindex: index === this.active ? 0 : -1, title: `${name}\n${row.path}` },
    });
    const cells = [
      element("td", { className: "organ" }, [
        icon(signOf(row)),
        element("span", { className: "visually-hidden", text: words.get(`batch.sign.${signOf(row)}`) }),
        open,
      ]),
      cell("year", row.year === null ? "" : String(row.year)),
      cell("edition", row.edition === null ? "" : this.actions.formName(row.edition)),
      cell("errors", counted(row, row.errors)),
      cell("warnings", counted(row, row.warnings)),
      cell("unassessed", counted(row, row.unassessed)),
      cell("headline", sentenceOf(row, words)),
    ];
    return element(
      "tr",
      {
        className: row.path === this.picked ? "picked" : "",
        data: { status: row.status, path: row.path },
        attributes: { "aria-rowindex": index + FIRST_ROW },
      },
      cells,
    );
  }

  /** The whole row is what is pressed: its name may be short. */
  private onClick({ target }: MouseEvent): void {
    const drawn = target instanceof Element ? target.closest("tr[data-path]") : null;
    const index = Number(drawn?.getAttribute("aria-rowindex")) - FIRST_ROW;
    const row = this.rows[index];
    if (!row) return;
    this.active = index;
    this.actions.pick(row);
  }

  /** Gives the focus to the row that Tab comes to. */
  focus(): void {
    this.isFocusing = true;
    this.focusActive();
  }

  private onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.root.clientHeight / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.rows.length,
      End: this.rows.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.active = Math.max(0, Math.min(this.rows.length - 1, this.active + step));
    this.isFocusing = true;
    this.virtual.scrollToIndex(this.active);
    this.drawRows();
  }

  private focusActive(): void {
    const name = this.body.querySelector<HTMLElement>('.row-name[tabindex="0"]');
    name?.focus({ preventScroll: true });
    if (name) this.isFocusing = false;
  }
}

function cell(className: string, text: string): HTMLElement {
  return element("td", { className, text, attributes: { title: className === "headline" ? text : null } });
}

/** A count of a row; of what is no report nothing was counted. */
function counted({ status, unassessed }: Row, count: number): string {
  return status === "unreadable" && unassessed === 0 ? "" : String(count);
}

/** Stands for rows that are not drawn. */
function space(): HTMLTableRowElement {
  // One cell only: a span over columns that a narrow window leaves out would make them again.
  return element("tr", { attributes: { "aria-hidden": "true" } }, [element("td", { className: "space" })]);
}

function stretch(space: HTMLTableRowElement, height: number): void {
  space.hidden = height <= 0;
  space.style.height = `${height}px`;
}

function signOf(row: Row): "passed" | "error" | "warning" | "unreadable" {
  if (row.status === "unreadable") return "unreadable";
  if (row.errors > 0) return "error";
  return row.status === "passed" ? "passed" : "warning";
}

/** What is most important of a row, in one sentence. */
export function sentenceOf({ headline, failure, status, unassessed }: Row, words: PageWords): string {
  if (headline !== "") return headline;
  // Until the comparison says it.
  if (failure !== null) return words.get("batch.crashed");
  if (status !== "passed") return "";
  return unassessed > 0 ? words.fill("batch.partly", { n: unassessed }) : words.get("batch.sound");
}
