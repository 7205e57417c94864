/** Moving through the tables and typing figures, as in a spreadsheet. */

import { element } from "../view/dom";
import type { Address, ColumnForm, Figure } from "../view/shapes";
import type { CellView } from "../view/table";
import type { Sheet } from "./sheet";

/** What editing asks of the page. */
export interface EditingActions {
  /** A figure while it is being typed. */
  type(cell: Address, to: Figure): void;
  /** Typing has ended; with `keep` false the cell is as before. */
  endTyping(keep: boolean): void;
  /** A figure set in one go. */
  set(cell: Address, to: Figure): void;
  isEditable(cell: Address): boolean;
  kind(cell: Address): ColumnForm["kind"];
  /** The cell's figure as text, empty where it has none. */
  figure(cell: Address): string;
  /** The accessible name of the input. */
  name(cell: Address): string;
  /** Escape on a cell that is not being edited. */
  leave(cell: Address): void;
}

/** Figures of more digits are beyond what any report has. */
const MOST_CHARACTERS = 15;

export class Editing {
  private view: CellView | null = null;
  private input: HTMLInputElement | null = null;
  /** Opened by typing, as in a spreadsheet: then all arrows leave the cell. */
  private replaced = false;
  private touched = false;

  constructor(
    private readonly sheet: Sheet,
    private readonly actions: EditingActions,
  ) {
    sheet.root.addEventListener("keydown", (event) => this.onKey(event));
    sheet.root.addEventListener("mousedown", (event) => this.onPress(event));
    sheet.root.addEventListener("dblclick", (event) => this.openAt(event.target));
    sheet.root.addEventListener("focusout", (event) => {
      if (event.target === this.input) this.close(true);
    });
  }

  /** Takes a short figure from the clipboard into the cell with the focus. */
  paste(text: string): boolean {
    const address = this.sheet.addressAt(document.activeElement);
    const figure = text.trim();
    if (address === null || this.input || figure.length > MOST_CHARACTERS || !/^[\d,.\-０-９．]+$/.test(figure)) {
      return false;
    }
    if (!this.actions.isEditable(address)) return false;
    this.actions.set(address, parseFigure(cleanFigure(figure, this.actions.kind(address))));
    return true;
  }

  /** Ends typing where it is going on, and keeps what was typed. */
  finish(): void {
    const address = this.view?.address;
    this.close(true);
    if (address !== undefined) this.sheet.focus(address);
  }

  private onPress(event: MouseEvent): void {
    const address = this.sheet.addressAt(event.target);
    if (address === null || event.target === this.input || event.button !== 0) return;
    const again = this.sheet.addressAt(document.activeElement) === address;
    event.preventDefault();
    this.close(true);
    // A second press on the same cell enters it, also where there is no keyboard.
    if (again) this.open(address, null);
    else this.sheet.focus(address);
  }

  private openAt(target: EventTarget | null): void {
    const address = this.sheet.addressAt(target);
    if (address !== null && target !== this.input) this.open(address, null);
  }

  private onKey(event: KeyboardEvent): void {
    const address = this.sheet.addressAt(event.target);
    if (address === null || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = this.input ? this.editKey(event, address) : this.moveKey(event, address);
    if (handled) event.preventDefault();
  }

  private moveKey(event: KeyboardEvent, address: Address): boolean {
    switch (event.key) {
      case "Enter":
      case "F2":
        return this.open(address, null);
      case "Escape":
        this.actions.leave(address);
        return true;
      case "Delete":
      case "Backspace":
        if (this.actions.isEditable(address)) this.actions.set(address, null);
        return true;
      default:
        if (/^[\d\-.]$/.test(event.key)) return this.open(address, event.key);
        return this.move(event, address);
    }
  }

  private editKey(event: KeyboardEvent, address: Address): boolean {
    switch (event.key) {
      case "Escape":
        this.close(false);
        return this.sheet.focus(address);
      case "Enter":
        this.close(true);
        return this.step(address, event.shiftKey ? -1 : 1, 0) || this.sheet.focus(address);
      case "ArrowLeft":
      case "ArrowRight":
        if (!this.replaced) return false;
    }
    const leaves = /^(Arrow|Tab)/.test(keyOf(event));
    if (!leaves) return false;
    this.close(true);
    return this.move(event, address) || (keyOf(event) !== "Tab" && this.sheet.focus(address));
  }

  private move(event: KeyboardEvent, address: Address): boolean {
    switch (keyOf(event)) {
      case "ArrowUp":
        return this.step(address, -1, 0);
      case "ArrowDown":
        return this.step(address, 1, 0);
      case "ArrowLeft":
        return this.step(address, 0, -1);
      case "ArrowRight":
        return this.step(address, 0, 1);
      case "Home":
        return this.step(address, 0, -99);
      case "End":
        return this.step(address, 0, 99);
      case "Tab":
        return this.tab(address, event.shiftKey ? -1 : 1);
      default:
        return false;
    }
  }

  /** One cell on in reading order; at either end Tab leaves the tables. */
  private tab(address: Address, by: number): boolean {
    const order = this.sheet.rows.flat();
    const next = order[order.findIndex((view) => view.address === address) + by];
    return next !== undefined && this.sheet.focus(next.address);
  }

  private step(address: Address, down: number, right: number): boolean {
    const { rows } = this.sheet;
    const row = rows.findIndex((views) => views.some((view) => view.address === address));
    const column = rows[row]?.findIndex((view) => view.address === address) ?? 0;
    const target = rows[row + down];
    if (!target) return true;
    const next = target[Math.max(0, Math.min(target.length - 1, column + right))];
    return next !== undefined && this.sheet.focus(next.address);
  }

  private open(address: Address, first: string | null): boolean {
    const view = this.sheet.cells.get(address);
    if (!view || this.input || !this.actions.isEditable(address)) return true;
    const kind = this.actions.kind(address);
    const input = element("input", {
      className: "figure-input",
      attributes: {
        type: "text",
        inputmode: kind === "count" ? "numeric" : kind === "amount" ? "decimal" : "text",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: MOST_CHARACTERS,
        "aria-label": this.actions.name(address),
      },
      on: { input: () => this.onInput(address) },
    });
    this.view = view;
    this.input = input;
    this.replaced = first !== null;
    this.touched = false;
    input.value = first === null ? this.actions.figure(address) : cleanFigure(first, kind);
    view.openInput(input);
    input.focus();
    if (first === null) input.select();
    else this.onInput(address);
    return true;
  }

  private onInput(address: Address): void {
    const { input } = this;
    if (!input) return;
    const cleaned = cleanFigure(input.value, this.actions.kind(address));
    if (cleaned !== input.value) input.value = cleaned;
    this.touched = true;
    this.actions.type(address, parseFigure(cleaned));
  }

  private close(keep: boolean): void {
    const { view, touched } = this;
    if (!view) return;
    this.view = null;
    this.input = null;
    view.closeInput();
    this.actions.endTyping(keep || !touched);
  }
}

/** Only what can stand in a figure of this kind is kept. */
export function cleanFigure(text: string, kind: ColumnForm["kind"]): string {
  const plain = text.normalize("NFKC").replace(/[−－—]/g, "-");
  if (kind === "count") return plain.replace(/\D/g, "");
  if (kind === "signed") return plain.replace(/[^\d-]/g, "").replace(/(?!^)-/g, "");
  const sign = kind === "decimal" && plain.trim().startsWith("-") ? "-" : "";
  return sign + plain.replace(/[^\d.]/g, "").replace(/(\..*)\./g, "$1");
}

/** A figure as it was cleaned; `null` for none. */
export function parseFigure(text: string): Figure {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) || text.includes(".") ? value : null;
}

/** WebKit on Linux does not name Tab while Shift is held. */
function keyOf({ key, code }: KeyboardEvent): string {
  return key === "Unidentified" ? code : key;
}
