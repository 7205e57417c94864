/** What was read and checked, and the way back from an address to its place. */

import type { CheckOptions, LiveCheck } from "../view/engine";
import type { Address, CheckResult } from "../view/shapes";
import { type EditorAdapter, goTo } from "./editing";
import { type CellSpan, cellSpans, figureSpan } from "./markup";
import { type Answer, type Engine, then } from "./engine";
import { parse } from "./parse";
import { isEditable, isField, type Surface } from "./surface";

/** A figure for an address. */
export interface Correction {
  cell: Address;
  to: number;
}

/** One check and the places of its cells. */
export interface Reading {
  readonly result: CheckResult;
  /** Whether corrections can be put in. */
  readonly editable: boolean;
  /** The live cells; empty where a text was read. */
  readonly cells: ReadonlyMap<Address, Element>;
  goTo(cell: Address): void;
  change(corrections: readonly Correction[]): void;
}

/** Reads and checks a surface. */
export function read(surface: Surface, engine: Engine, options: CheckOptions, editor: EditorAdapter): Answer<Reading> {
  return surface.kind === "live"
    ? then(engine.live(surface.root, options), (live) => new LiveReading(surface.root, live, editor))
    : textReading(surface.place, surface.read(), engine, options);
}

class LiveReading implements Reading {
  readonly result: CheckResult;
  readonly editable: boolean;
  readonly cells: ReadonlyMap<Address, Element>;

  constructor(
    root: HTMLElement,
    { result, cells }: LiveCheck,
    private readonly editor: EditorAdapter,
  ) {
    this.result = result;
    this.cells = cells;
    this.editable = isEditable(root);
  }

  goTo(cell: Address): void {
    const found = this.cells.get(cell);
    if (found) goTo(found);
  }

  change(corrections: readonly Correction[]): void {
    const changes = corrections.flatMap(({ cell, to }) => {
      const found = this.cells.get(cell);
      return found ? [{ cell: found, text: String(to) }] : [];
    });
    if (changes.length > 0) this.editor.change(changes);
  }
}

const HAS_CELLS = /<t[dh][\s>]/i;

function textReading(place: HTMLElement, text: string, engine: Engine, options: CheckOptions): Answer<Reading> {
  if (!HAS_CELLS.test(text)) {
    return then(engine.check(text, options), (result) => new TextReading(place, text, result, new Map()));
  }
  const page = parse(text);
  return then(
    engine.live(page, options),
    ({ result, cells }) => new TextReading(place, text, result, places(page, cells, cellSpans(text))),
  );
}

/** A parser drops cells outside of tables: then no place is certain. */
function places(parsed: Document, cells: ReadonlyMap<Address, Element>, spans: CellSpan[]): Map<Address, CellSpan> {
  const all = Array.from(parsed.querySelectorAll("td, th"));
  const found = new Map<Address, CellSpan>();
  if (all.length !== spans.length) return found;
  const order = new Map(all.map((cell, index): [Element, number] => [cell, index]));
  for (const [address, cell] of cells) {
    const span = spans[order.get(cell) ?? -1];
    if (span) found.set(address, span);
  }
  return found;
}

class TextReading implements Reading {
  readonly cells: ReadonlyMap<Address, Element> = new Map();
  readonly editable: boolean;

  constructor(
    private readonly place: HTMLElement,
    private readonly text: string,
    readonly result: CheckResult,
    private readonly spans: ReadonlyMap<Address, CellSpan>,
  ) {
    this.editable = spans.size > 0 && isField(place) && !place.readOnly;
  }

  goTo(cell: Address): void {
    const { place } = this;
    const span = this.spans.get(cell);
    place.scrollIntoView({ block: "nearest" });
    place.focus();
    if (!span || !isField(place)) return;
    const { start, end } = figureSpan(this.text, span);
    place.setSelectionRange(start, end);
    // The text scrolls to its selection when the field receives the focus.
    place.blur();
    place.focus();
  }

  change(corrections: readonly Correction[]): void {
    const { place } = this;
    if (!isField(place)) return;
    const changes = corrections.flatMap(({ cell, to }) => {
      const span = this.spans.get(cell);
      return span ? [{ ...figureSpan(this.text, span), text: String(to) }] : [];
    });
    // From the end, so that the places before stay where they are.
    changes.sort((one, other) => other.start - one.start);
    place.focus();
    for (const { start, end, text } of changes) {
      place.setSelectionRange(start, end);
      if (!place.ownerDocument.execCommand("insertText", false, text)) {
        place.setRangeText(text);
        place.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
}
