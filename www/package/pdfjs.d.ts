// What is used of pdf.js. The file itself is written by scripts/pdfjs.mjs.

export interface PdfFont {
  vertical: boolean;
  fontMatrix?: number[];
  /** Of vertical writing, where a character has none of its own. */
  defaultVMetrics?: number[];
  toUnicode?: { has(code: number): boolean; firstChar?: number };
}

/** A character as a font draws it. */
export interface Glyph {
  originalCharCode: number;
  unicode: string;
  /** Its width in units of the font. */
  width: number;
  /** Of vertical writing: its height, and where it stands. */
  vmetric?: number[] | null;
  isSpace: boolean;
}

export interface PdfPage {
  getViewport(options: { scale: number }): { width: number; height: number; transform: number[] };
  getOperatorList(options: { annotationMode: number }): Promise<{ fnArray: number[]; argsArray: unknown[][] }>;
  getAnnotations(): Promise<Annotation[]>;
  commonObjs: { get(name: string, then: (font: PdfFont | string | null) => void): void };
  cleanup(): boolean;
}

/** What was written onto a page later. */
export interface Annotation {
  subtype: string;
  annotationFlags?: number;
  /** Corners of what it marks, eight numbers each. */
  quadPoints?: ArrayLike<number> | null;
}

/** Which layers are shown. */
export interface Layers {
  isVisible(layer: unknown): boolean;
}

export interface PdfDocument {
  numPages: number;
  getOptionalContentConfig(): Promise<Layers>;
  getPage(number: number): Promise<PdfPage>;
}

export function getDocument(options: object): { promise: Promise<PdfDocument>; destroy(): Promise<void> };
export const OPS: Record<string, number>;
/** Instructions, and characters and corners in them, that may still be taken in; bytes of content that may be read, and that streams may be decoded to. */
export const room: { left: number; content: number; bytes: number };
