/**
 * What pdf.js says that a page draws → characters, ruling lines and areas, as
 * `src/document/pdf/native/` takes them out of the same page.
 */

import {
  apply,
  around,
  box,
  type Bounds,
  contains,
  IDENTITY,
  intersection,
  isSound,
  type Matrix,
  multiply,
  type Point,
} from "./pdf-matrix.js";
import { areaOf, filled, isThin, linesOf, slanted, stroked, THIN } from "./pdf-path.js";
import {
  adjust,
  advance,
  characters,
  clip,
  type Colour,
  type Ink,
  inkOf,
  nextLine,
  start,
  type State,
} from "./pdf-state.js";
import { type Annotation, type Glyph, type Layers, OPS, type PdfFont, type PdfPage } from "./pdfjs.js";

/** A page as `src/document/pdf/geometry.rs` reads it. */
export interface Page {
  width: number;
  height: number;
  texts: [Bounds, string, Ink][];
  rules: Bounds[];
  slants: Bounds[];
  /** Its box, how many texts are drawn before it, its colour, and whether it hides what lies beneath. */
  areas: [Bounds, number, Colour | null, boolean][];
  struck: Bounds[];
  images: number;
}

/** How far characters reach above and below their line, for a font of size 1. */
const ASCENT = 0.86;
const DESCENT = -0.14;
/** Characters that one code of a font may stand for. */
const MOST_CHARACTERS = 64;
/** States that `q` keeps. */
const MOST_SAVED = 512;
/** pdf.js's word for leaving out what was written onto the page later. */
const NO_ANNOTATIONS = 0;
/** Flags of an annotation that nobody sees: hidden, not on screen. */
const UNSEEN = 2 | 32;

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
  layers: Layers;
  /** For each marked content that is open, whether it is not shown. */
  marked: boolean[];
  /** Whether the path becomes what is drawn on. */
  isClip: boolean;
  state: State;
  saved: State[];
  fonts: ReadonlyMap<string, PdfFont>;
  /** Groups that are open and are only a mask for something else. */
  masks: number;
}

// biome-ignore lint/suspicious/noExplicitAny: each instruction has arguments of its own.
type Instruction = (drawing: Drawing, ...args: any[]) => void;

/** What a page shows. */
export async function pageOf(page: PdfPage, layers: Layers): Promise<Page> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const struck = struckOut(await page.getAnnotations(), transform as unknown as Matrix);
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const drawing: Drawing = {
    page: { width, height, texts: [], rules: [], slants: [], areas: [], struck, images: 0 },
    layers,
    marked: [],
    isClip: false,
    state: start(transform as unknown as Matrix, [0, 0, width, height]),
    saved: [],
    fonts: await fontsOf(page, fnArray, argsArray),
    masks: 0,
  };
  for (const [at, operation] of fnArray.entries()) INSTRUCTIONS.get(operation)?.(drawing, ...(argsArray[at] ?? []));
  page.cleanup();
  return drawing.page;
}

/** The boxes of what was struck out on the finished page. */
function struckOut(annotations: readonly Annotation[], transform: Matrix): Bounds[] {
  const strikes = annotations.filter(
    ({ subtype, annotationFlags = 0 }) => subtype === "StrikeOut" && !(annotationFlags & UNSEEN),
  );
  return strikes.flatMap(({ quadPoints }) => {
    const numbers = Array.from(quadPoints ?? []);
    const quads: Bounds[] = [];
    for (let at = 0; at + 8 <= numbers.length; at += 8) {
      const corners = [0, 2, 4, 6].map(
        (to): Point => apply(transform, numbers[at + to] ?? 0, numbers[at + to + 1] ?? 0),
      );
      quads.push(around(corners));
    }
    return quads.filter(isSound);
  });
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
  paintFormXObjectBegin(drawing, matrix: Matrix | null, bounds: Bounds | null) {
    drawing.saved.push({ ...drawing.state });
    if (matrix) drawing.state.transform = multiply(drawing.state.transform, matrix);
    if (bounds) clip(drawing.state, box(drawing.state.transform, ...bounds), true);
  },
  paintFormXObjectEnd(drawing) {
    drawing.state = drawing.saved.pop() ?? drawing.state;
  },
  setGState({ state, fonts }, changes: [string, unknown][]) {
    for (const [name, value] of changes) {
      if (name === "Font") setFont(state, fonts, ...(value as [string, number]));
      else if (name === "ca") state.opacity = value as number;
      else if (name === "BM") state.isBlended = value !== "source-over";
    }
  },
  constructPath(drawing, end: number, [path]: [ArrayLike<number> | null]) {
    const { page, state } = drawing;
    const { isClip } = drawing;
    drawing.isClip = false;
    if (!path) return;
    const lines = linesOf(path, state.transform);
    const whole = areaOf(lines);
    if (ENDS.stroke.has(end) && isShown(drawing)) {
      page.rules.push(...stroked(lines).filter(isSound));
      page.slants.push(...slanted(lines).filter(isSound));
      for (const band of bands(state, stroked(lines))) area(drawing, band, false);
    }
    if (ENDS.fill.has(end)) {
      if (isShown(drawing)) page.rules.push(...filled(lines).filter(isSound));
      if (whole && !isThin(whole.bounds)) area(drawing, whole.bounds, whole.isExact);
    }
    if (isClip && whole) clip(state, whole.bounds, whole.isExact);
  },
  clip(drawing) {
    drawing.isClip = true;
  },
  eoClip(drawing) {
    drawing.isClip = true;
  },
  shadingFill(drawing) {
    area(drawing, drawing.state.clip, false);
  },
  setLineWidth({ state }, width: number) {
    state.width = width;
  },
  setFillRGBColor({ state }, colour: string) {
    state.colour = colourOf(colour);
  },
  setFillColorN({ state }) {
    state.colour = null;
  },
};

/** Content that belongs to a layer which is switched off, or to a watermark, is not shown. */
const MARKED: Record<string, Instruction> = {
  beginMarkedContent({ marked }) {
    marked.push(false);
  },
  beginMarkedContentProps({ marked, layers }, tag: string, of: unknown, subtype: unknown) {
    const isOff = tag === "OC" && of !== null && !layers.isVisible(of);
    marked.push(isOff || (tag === "Artifact" && subtype === "Watermark"));
  },
  endMarkedContent({ marked }) {
    marked.pop();
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
  setTextRenderingMode({ state }, mode: number) {
    state.mode = mode;
  },
  showText(drawing, glyphs: readonly (Glyph | number | null)[]) {
    const { state } = drawing;
    const page = isShown(drawing) ? drawing.page : null;
    const ink = inkOf(state);
    for (const glyph of glyphs) {
      if (typeof glyph === "number") adjust(state, glyph);
      else if (glyph) show(page, state, glyph, ink);
    }
  },
};

/** A group may be a mask: what it draws is not on the page. */
const GROUPS: Record<string, Instruction> = {
  beginGroup(drawing, group: { smask: unknown; matrix?: Matrix | null; bbox?: Bounds | null }) {
    if (group.smask || drawing.masks > 0) drawing.masks++;
    drawing.saved.push({ ...drawing.state });
    const { state } = drawing;
    const transform = group.matrix ? multiply(state.transform, group.matrix) : state.transform;
    if (group.bbox) clip(state, box(transform, ...group.bbox), true);
  },
  endGroup(drawing) {
    if (drawing.masks > 0) drawing.masks--;
    drawing.state = drawing.saved.pop() ?? drawing.state;
  },
};

const numbers = (names: readonly string[]) => new Set(names.map((name) => OPS[name] as number));
const ENDS = { stroke: numbers(STROKES), fill: numbers(FILLS) };
const INSTRUCTIONS = new Map<number, Instruction>([
  ...Object.entries({ ...DRAWING, ...MARKED, ...TEXT, ...GROUPS }).map(
    ([name, instruction]) => [OPS[name] as number, instruction] as const,
  ),
  ...IMAGES.map((name) => [OPS[name] as number, image] as const),
]);

/** Whether what is drawn is on the page. */
function isShown({ masks, marked }: Drawing): boolean {
  return masks === 0 && !marked.includes(true);
}

/** A picture. One drawn as thin as a line is one. */
function image(drawing: Drawing): void {
  if (!isShown(drawing)) return;
  const { page, state } = drawing;
  const bounds = box(state.transform, 0, 0, 1, 1);
  if (isThin(bounds)) {
    if (isSound(bounds)) page.rules.push(bounds);
    return;
  }
  page.images++;
  area(drawing, bounds, false);
}

/** An area that something is drawn on; exact where it is a rectangle of the colour that areas are filled with. */
function area(drawing: Drawing, bounds: Bounds, isExact: boolean): void {
  const { page, state } = drawing;
  const shown = intersection(bounds, state.clip);
  if (!isShown(drawing) || shown[2] <= shown[0] || shown[3] <= shown[1] || !isSound(shown)) return;
  const isOpaque = state.opacity > 0.99 && !state.isBlended;
  const colour = isExact && isOpaque ? state.colour : null;
  page.areas.push([shown, page.texts.length, colour, colour !== null && state.isExactClip]);
}

/** Lines so wide that they are areas. */
function bands({ width, transform: [a, b, c, d] }: State, lines: readonly Bounds[]): Bounds[] {
  const by = (width * Math.sqrt(Math.abs(a * d - b * c))) / 2;
  if (by * 2 <= THIN) return [];
  return lines.map(([left, top, right, bottom]) => [left - by, top - by, right + by, bottom + by]);
}

/** A colour as pdf.js writes it, `#rrggbb`. */
function colourOf(text: string): Colour | null {
  const colour = [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  return colour.some(Number.isNaN) ? null : (colour as Colour);
}

function setFont(state: State, fonts: ReadonlyMap<string, PdfFont>, name: string, size: number): void {
  state.font = fonts.get(name) ?? null;
  state.size = size;
}

function show(page: Page | null, state: State, glyph: Glyph, ink: Ink): void {
  const { font } = state;
  if (!font) return;
  const unit = font.fontMatrix?.[0] ?? 0.001;
  const along = (font.vertical ? ((glyph.vmetric ?? font.defaultVMetrics)?.[0] ?? -1000) : glyph.width) * unit;
  const bounds = font.vertical
    ? box(characters(state), -0.5, along, 0.5, 0)
    : box(characters(state), 0, DESCENT, along, ASCENT);
  const centre: Point = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  if (page && isSound(bounds) && contains(state.clip, centre)) page.texts.push([bounds, character(font, glyph), ink]);
  advance(state, along, glyph.isSpace);
}

/** What a character stands for, U+FFFD where the font does not say. */
function character({ toUnicode }: PdfFont, { originalCharCode, unicode }: Glyph): string {
  const isKnown = toUnicode !== undefined && toUnicode.firstChar === undefined && toUnicode.has(originalCharCode);
  return isKnown && [...unicode].length <= MOST_CHARACTERS ? unicode : "\ufffd";
}
