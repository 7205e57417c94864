/** The state of drawing that text and lines depend on. */

import { IDENTITY, type Matrix, moved, multiply } from "./pdf-matrix.js";
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
}

/** The state in which a page starts. */
export function start(transform: Matrix): State {
  const spacing = { characterSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 };
  return { transform, text: IDENTITY, line: IDENTITY, font: null, size: 1, ...spacing };
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
