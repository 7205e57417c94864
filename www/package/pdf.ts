/** The bytes of a PDF → its pages, by pdf.js. */

import { decode } from "./decode.js";
import { pageOf, type Page } from "./pdf-page.js";
import { getDocument, room } from "./pdfjs.js";

/** Bounds of what is read, as `src/document/pdf/mod.rs` has them. */
export interface Limits {
  pages: number;
  /** Instructions, characters and corners, over all pages. */
  instructions: number;
  /** Bytes of what pages and forms say, each time that they are read. */
  content: number;
  /** Bytes that streams are decoded to, each time that they are. */
  bytes: number;
}

/** Why a PDF was not read: one of the reasons of `src/document/pdf/mod.rs`. */
export class Unread extends Error {
  constructor(readonly reason: "pdf_damaged" | "pdf_encrypted" | "pdf_too_many_pages" | "pdf_too_much") {
    super(reason);
  }
}

/** One at a time: they share a thread, and the room for what they draw. */
let last: Promise<unknown> = Promise.resolve();

/** What each page shows. Throws {@link Unread}. */
export function pagesOf(bytes: Uint8Array, limits: Limits): Promise<Page[]> {
  const pages = last.then(() => inTurn(bytes, limits));
  last = pages.catch(() => undefined);
  return pages;
}

async function inTurn(bytes: Uint8Array, limits: Limits): Promise<Page[]> {
  room.left = limits.instructions;
  room.content = limits.content;
  room.bytes = limits.bytes;
  const task = getDocument({
    // pdf.js keeps what it is given.
    data: bytes.slice(),
    // Nothing is shown: no fonts for the page, no decoders, nothing made into code.
    ownerDocument: { fonts: new Set() },
    disableFontFace: false,
    fontExtraProperties: true,
    isEvalSupported: false,
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    CMapReaderFactory: Encodings,
    StandardFontDataFactory: NoFonts,
    verbosity: 0,
  });
  try {
    return await read(await task.promise, limits);
  } catch (error) {
    if (error instanceof Unread) throw error;
    if (isSpent()) throw new Unread("pdf_too_much");
    throw new Unread((error as Error).name === "PasswordException" ? "pdf_encrypted" : "pdf_damaged");
  } finally {
    await task.destroy();
  }
}

const isSpent = () => room.left < 0 || room.content < 0 || room.bytes < 0;

async function read(document: Awaited<ReturnType<typeof getDocument>["promise"]>, limits: Limits): Promise<Page[]> {
  if (document.numPages === 0) throw new Unread("pdf_damaged");
  if (document.numPages > limits.pages) throw new Unread("pdf_too_many_pages");
  const layers = await document.getOptionalContentConfig();
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await pageOf(await document.getPage(number), layers);
    if (isSpent()) throw new Unread("pdf_too_much");
    pages.push(page);
  }
  return pages;
}

/** The encodings that a PDF names without holding them. They come with the first that is asked for. */
class Encodings {
  private static all: Promise<Map<string, Uint8Array>> | undefined;

  async fetch({ name }: { name: string }) {
    Encodings.all ??= Encodings.load();
    const cMapData = (await Encodings.all).get(name);
    if (!cMapData) throw new Error(`no encoding ${name}`);
    return { cMapData: cMapData.slice(), isCompressed: true };
  }

  private static async load(): Promise<Map<string, Uint8Array>> {
    const { base64, lengths } = await import("./pdf-encodings-base64.js");
    const bytes = decode(base64);
    const encodings = new Map<string, Uint8Array>();
    let at = 0;
    for (const [name, length] of Object.entries(lengths)) {
      encodings.set(name, bytes.subarray(at, at + length));
      at += length;
    }
    return encodings;
  }
}

/** Fonts that a file does not hold are only needed to show it. */
class NoFonts {
  fetch(): Promise<never> {
    return Promise.reject(new Error("nothing is shown"));
  }
}
