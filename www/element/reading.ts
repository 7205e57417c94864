/** What was read and checked, and the way back from an address to its place. */

import type { CheckOptions, LiveCheck } from "../view/engine";
import type { Address, CheckResult } from "../view/shapes";
import { type Answer, then } from "./answer";
import { type EditorAdapter, goTo } from "./editing";
import type { Engine } from "./engine";
import type { EditedText } from "./field";
import { flattenedBy } from "./flattened";
import { type CellSpan, cellSpans, figureSpan } from "./markup";
import { parse } from "./parse";
import type { Surface } from "./surface";

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
  /** The editor that took merged cells apart, `null` where none did. */
  readonly flattened: string | null;
  /** The live cells; empty where a text was read. */
  readonly cells: ReadonlyMap<Address, Element>;
  goTo(cell: Address): void;
  /** Puts them in; a promise where the editor takes its time. */
  change(corrections: readonly Correction[]): void | Promise<void>;
  /** Whether this figure stands in its cell now. */
  has(correction: Correction): boolean;
}

/** Reads and checks a surface. */
export function read(
  surface: Surface,
  engine: Engine,
  options: CheckOptions,
  editor: EditorAdapter,
  editable: boolean,
): Answer<Reading> {
  return surface.kind === "live"
    ? then(engine.live(surface.root, options), (live) => new LiveReading(surface.root, live, editor, editable))
    : textReading(surface.text, engine, options, editable);
}

class LiveReading implements Reading {
  readonly result: CheckResult;
  readonly cells: ReadonlyMap<Address, Element>;
  readonly flattened: string | null;

  constructor(
    root: HTMLElement,
    { result, cells }: LiveCheck,
    private readonly editor: EditorAdapter,
    readonly editable: boolean,
  ) {
    this.result = result;
    this.cells = cells;
    this.flattened = flattenedBy(root);
  }

  goTo(cell: Address): void {
    const found = this.cells.get(cell);
    if (found) goTo(found);
  }

  change(corrections: readonly Correction[]): void | Promise<void> {
    const changes = corrections.flatMap(({ cell, to }) => {
      const found = this.cells.get(cell);
      return found ? [{ cell: found, text: String(to) }] : [];
    });
    return changes.length > 0 ? this.editor.change(changes) : undefined;
  }

  has({ cell, to }: Correction): boolean {
    return figureOf(this.cells.get(cell)?.textContent ?? "") === String(to);
  }
}

/** A cell's text without blanks, and without the invisible letters that editors put beside the caret. */
function figureOf(text: string): string {
  return text.replace(/[\s\u200b\u2060\ufeff]/g, "");
}

const HAS_CELLS = /<t[dh][\s>]/i;

function textReading(place: EditedText, engine: Engine, options: CheckOptions, editable: boolean): Answer<Reading> {
  const text = place.read();
  if (!HAS_CELLS.test(text)) {
    return then(engine.check(text, options), (result) => new TextReading(place, text, result, new Map(), false, null));
  }
  const page = parse(text);
  return then(engine.live(page, options), ({ result, cells }) => {
    const spans = places(page, cells, cellSpans(text));
    return new TextReading(place, text, result, spans, editable && spans.size > 0, flattenedBy(page.body));
  });
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

  constructor(
    private readonly place: EditedText,
    private readonly text: string,
    readonly result: CheckResult,
    private readonly spans: ReadonlyMap<Address, CellSpan>,
    readonly editable: boolean,
    readonly flattened: string | null,
  ) {}

  goTo(cell: Address): void {
    const span = this.figureAt(cell);
    if (span) this.place.select(span.start, span.end);
  }

  change(corrections: readonly Correction[]): void {
    const changes = corrections.flatMap(({ cell, to }) => {
      const span = this.figureAt(cell);
      return span ? [{ ...span, text: String(to) }] : [];
    });
    changes.sort((one, other) => one.start - other.start);
    if (changes.length > 0) this.place.replace(changes);
  }

  has({ cell, to }: Correction): boolean {
    const span = this.figureAt(cell);
    return span !== null && this.text.slice(span.start, span.end) === String(to);
  }

  private figureAt(cell: Address): CellSpan | null {
    const span = this.spans.get(cell);
    return span ? figureSpan(this.text, span) : null;
  }
}
