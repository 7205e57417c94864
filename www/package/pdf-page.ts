/**
 * What pdf.js says that a page draws → characters and ruling lines, as
 * `src/document/pdf/native/interpreter.rs` takes them out of the same page.
 * Colours, clipping and shading are passed over.
 */

import { box, type Bounds, IDENTITY, isSound, type Matrix, multiply } from "./pdf-matrix.js";
import { filled, isThin, linesOf, stroked } from "./pdf-path.js";
import { adjust, advance, characters, nextLine, start, type State } from "./pdf-state.js";
import { type Glyph, OPS, type PdfFont, type PdfPage } from "./pdfjs.js";

/** A page as `src/document/pdf/geometry.rs` reads it. */
export interface Page {
  width: number;
  height: number;
  texts: [Bounds, string][];
  rules: Bounds[];
  images: number;
}

/** How far characters reach above and below their line, for a font of size 1. */
const ASCENT = 0.86;
const DESCENT = -0.14;
/** States that `q` keeps. */
const MOST_SAVED = 512;
/** pdf.js's word for leaving out what was written onto the page later. */
const NO_ANNOTATIONS = 0;

const STROKES = ["stroke", "closeStroke", "fillStroke", "eoFillStroke", "closeFillStroke", "closeEOFillStroke"];
const FILLS = ["fill", "eoFill", "fillStroke", "eoFillStroke", "closeFillStroke", "closeEOFillStroke"];
const IMAGES = [
  "paintImageXObject",
  "paintInlineImageXObject",
  "paintImageMaskXObject",
  "paintSolidColorImageMask",
] as const;

interface Drawing {
  page: Page;
  state: State;
  saved: State[];
  fonts: ReadonlyMap<string, PdfFont>;
  /** Groups that are open and are only a mask for something else. */
  masks: number;
}

// biome-ignore lint/suspicious/noExplicitAny: each instruction has arguments of its own.
type Instruction = (drawing: Drawing, ...args: any[]) => void;

/** What a page shows. */
export async function pageOf(page: PdfPage): Promise<Page> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const drawing: Drawing = {
    page: { width, height, texts: [], rules: [], images: 0 },
    state: start(transform as unknown as Matrix),
    saved: [],
    fonts: await fontsOf(page, fnArray, argsArray),
    masks: 0,
  };
  for (const [at, operation] of fnArray.entries()) INSTRUCTIONS.get(operation)?.(drawing, ...(argsArray[at] ?? []));
  page.cleanup();
  return drawing.page;
}

/** The fonts that instructions name. pdf.js hands them over beside the instructions. */
async function fontsOf(page: PdfPage, operations: readonly number[], args: readonly unknown[][]) {
  const names = new Set<string>();
  for (const [at, operation] of operations.entries()) {
    if (operation === OPS.setFont) names.add(args[at]?.[0] as string);
    if (operation === OPS.setGState)
      for (const [name, value] of (args[at]?.[0] ?? []) as [string, unknown][])
        if (name === "Font") names.add((value as [string])[0]);
  }
  const fonts = new Map<string, PdfFont>();
  for (const name of names) {
    const font = await new Promise<PdfFont | string | null>((resolve) => page.commonObjs.get(name, resolve));
    if (font !== null && typeof font === "object") fonts.set(name, font);
  }
  return fonts;
}

const DRAWING: Record<string, Instruction> = {
  save({ saved, state }) {
    if (saved.length < MOST_SAVED) saved.push({ ...state });
  },
  restore(drawing) {
    drawing.state = drawing.saved.pop() ?? drawing.state;
  },
  transform({ state }, ...matrix: number[]) {
    state.transform = multiply(state.transform, matrix as unknown as Matrix);
  },
  paintFormXObjectBegin(drawing, matrix: Matrix | null) {
    drawing.saved.push({ ...drawing.state });
    if (matrix) drawing.state.transform = multiply(drawing.state.transform, matrix);
  },
  paintFormXObjectEnd(drawing) {
    drawing.state = drawing.saved.pop() ?? drawing.state;
  },
  setGState({ state, fonts }, changes: [string, unknown][]) {
    for (const [name, value] of changes) if (name === "Font") setFont(state, fonts, ...(value as [string, number]));
  },
  constructPath({ page, state, masks }, end: number, [path]: [ArrayLike<number> | null]) {
    if (!path || masks > 0) return;
    const lines = linesOf(path, state.transform);
    if (ENDS.stroke.has(end)) page.rules.push(...stroked(lines).filter(isSound));
    if (ENDS.fill.has(end)) page.rules.push(...filled(lines).filter(isSound));
  },
};

const TEXT: Record<string, Instruction> = {
  beginText({ state }) {
    state.text = state.line = IDENTITY;
  },
  setTextMatrix({ state }, matrix: Matrix) {
    state.text = state.line = matrix;
  },
  moveText({ state }, x: number, y: number) {
    nextLine(state, x, y);
  },
  setLeadingMoveText({ state }, x: number, y: number) {
    state.leading = -y;
    nextLine(state, x, y);
  },
  nextLine({ state }) {
    nextLine(state, 0, -state.leading);
  },
  setFont({ state, fonts }, name: string, size: number) {
    setFont(state, fonts, name, size);
  },
  setCharSpacing({ state }, by: number) {
    state.characterSpacing = by;
  },
  setWordSpacing({ state }, by: number) {
    state.wordSpacing = by;
  },
  setHScale({ state }, percent: number) {
    state.stretch = percent / 100;
  },
  setLeading({ state }, by: number) {
    state.leading = by;
  },
  setTextRise({ state }, by: number) {
    state.rise = by;
  },
  showText({ page, state, masks }, glyphs: readonly (Glyph | number | null)[]) {
    if (masks > 0) return;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") adjust(state, glyph);
      else if (glyph) show(page, state, glyph);
    }
  },
};

/** A group may be a mask: what it draws is not on the page. */
const GROUPS: Record<string, Instruction> = {
  beginGroup(drawing, { smask }: { smask: unknown }) {
    if (smask || drawing.masks > 0) drawing.masks++;
  },
  endGroup(drawing) {
    if (drawing.masks > 0) drawing.masks--;
  },
};

const numbers = (names: readonly string[]) => new Set(names.map((name) => OPS[name] as number));
const ENDS = { stroke: numbers(STROKES), fill: numbers(FILLS) };
const INSTRUCTIONS = new Map<number, Instruction>([
  ...Object.entries({ ...DRAWING, ...TEXT, ...GROUPS }).map(
    ([name, instruction]) => [OPS[name] as number, instruction] as const,
  ),
  ...IMAGES.map((name) => [OPS[name] as number, image] as const),
]);

/** A picture. One drawn as thin as a line is one. */
function image({ page, state, masks }: Drawing): void {
  if (masks > 0) return;
  const bounds = box(state.transform, 0, 0, 1, 1);
  if (isThin(bounds) && isSound(bounds)) page.rules.push(bounds);
  else page.images++;
}

function setFont(state: State, fonts: ReadonlyMap<string, PdfFont>, name: string, size: number): void {
  state.font = fonts.get(name) ?? null;
  state.size = size;
}

function show(page: Page, state: State, glyph: Glyph): void {
  const { font } = state;
  if (!font) return;
  const unit = font.fontMatrix?.[0] ?? 0.001;
  const along = (font.vertical ? ((glyph.vmetric ?? font.defaultVMetrics)?.[0] ?? -1000) : glyph.width) * unit;
  const bounds = font.vertical
    ? box(characters(state), -0.5, along, 0.5, 0)
    : box(characters(state), 0, DESCENT, along, ASCENT);
  if (isSound(bounds)) page.texts.push([bounds, character(font, glyph)]);
  advance(state, along, glyph.isSpace);
}

/** What a character stands for, U+FFFD where the font does not say. */
function character({ toUnicode }: PdfFont, { originalCharCode, unicode }: Glyph): string {
  const isKnown = toUnicode !== undefined && toUnicode.firstChar === undefined && toUnicode.has(originalCharCode);
  return isKnown ? unicode : "\ufffd";
}
