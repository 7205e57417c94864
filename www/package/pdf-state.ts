/** The state of drawing that text, lines and areas depend on. */

import { type Bounds, IDENTITY, intersection, type Matrix, moved, multiply } from "./pdf-matrix.js";
import type { PdfFont } from "./pdfjs.js";

/** What `q` keeps and `Q` brings back. */
export interface State {
  /** Content → shown page. */
  transform: Matrix;
  /** Text → content. */
  text: Matrix;
  /** Where the line of text started. */
  line: Matrix;
  font: PdfFont | null;
  size: number;
  /** Room added behind each character, and behind each space. */
  characterSpacing: number;
  wordSpacing: number;
  /** Stretch of the characters, 1 for none. */
  stretch: number;
  /** Distance of lines. */
  leading: number;
  /** Distance of the characters from the line, upwards. */
  rise: number;
  /** How characters are drawn, as `Tr` counts it. */
  mode: number;
  /** The colour that areas are filled with, where it is one. */
  colour: Colour | null;
  /** How opaque they are. */
  opacity: number;
  /** Whether what lies beneath shows through in another way. */
  isBlended: boolean;
  /** Width of lines. */
  width: number;
  /** What of the page is drawn on: the box around it, and whether it fills its box. */
  clip: Bounds;
  isExactClip: boolean;
}

/** Red, green and blue. */
export type Colour = [number, number, number];

/** How characters are drawn, as `src/document/pdf/geometry.rs` reads it: invisible, turned by, colour, opacity. */
export type Ink = [boolean, number, Colour | null, number];

/** The state in which a page starts. */
export function start(transform: Matrix, clip: Bounds): State {
  const spacing = { characterSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 };
  const colour: Colour = [0, 0, 0];
  const paint = { mode: 0, colour, opacity: 1, isBlended: false, width: 1, clip, isExactClip: true };
  return { transform, text: IDENTITY, line: IDENTITY, font: null, size: 1, ...spacing, ...paint };
}

/** Draws only within these bounds from now on. */
export function clip(state: State, bounds: Bounds, isExact: boolean): void {
  state.clip = intersection(state.clip, bounds);
  state.isExactClip &&= isExact;
}

/** How characters are drawn now. */
export function inkOf(state: State): Ink {
  const [a, b] = characters(state);
  // Outlines may have another colour than what they surround.
  const colour = state.mode === 0 || state.mode === 4 ? state.colour : null;
  const turn = Math.round((Math.atan2(-b, a) * 180) / Math.PI);
  const opacity = Math.round(Math.min(Math.max(state.opacity, 0), 1) * 255);
  return [state.mode === 3 || state.mode === 7, turn, colour, opacity];
}

/** Starts the next line of text. */
export function nextLine(state: State, x: number, y: number): void {
  state.line = moved(state.line, x, y);
  state.text = state.line;
}

/** Characters of size 1 → shown page. */
export function characters({ transform, text, size, stretch, rise }: State): Matrix {
  return multiply(multiply(transform, text), [size * stretch, 0, 0, size, 0, rise]);
}

/** Goes on behind a character of this advance, for a font of size 1. */
export function advance(state: State, along: number, isSpace: boolean): void {
  const by = along * state.size + state.characterSpacing + (isSpace ? state.wordSpacing : 0);
  shift(state, by);
}

/** Goes back by thousandths of the font's size. */
export function adjust(state: State, thousandths: number): void {
  shift(state, (-thousandths / 1000) * state.size);
}

function shift(state: State, by: number): void {
  state.text = state.font?.vertical ? moved(state.text, 0, by) : moved(state.text, by * state.stretch, 0);
}
