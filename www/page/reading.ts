/** What was handed in → something to check, or the reason why not. */

import type { CheckResult, Language } from "../view/shapes";
import type { Content, Engine } from "../view/engine";
import { readInWorker } from "./batch/read";
import type { Offer } from "./intake";
import { type PageWordKey, PageWords } from "./words";

/** Where a document came from. */
export interface Source {
  /** What the reader knows it by, in the language of the page. */
  name: (words: PageWords) => string;
  /** The file's name, which may tell the year and the body. */
  fileName?: string;
  content: Content;
  /** Set where it was not read at all. */
  refused?: Refused;
}

/** Why something was not read, as data. */
export interface Refused {
  code: string;
  key: PageWordKey;
  facts: Record<string, string | number>;
}

const MEGABYTE = 1024 * 1024;
/** The checker refuses more; handing it over first would keep the tab busy for nothing. */
const MOST_MEGABYTES = 6;
/** Of Word, Excel and PDF files, which are large where their text is not. */
const MOST_FILE_MEGABYTES = 32;
/** From this size on the state says that the report is being read. */
const LARGE = MEGABYTE;

/** Whether checking takes long enough to be told. */
export function isLarge(offer: Offer): boolean {
  return size(offer) > LARGE;
}

/** Resolves after the browser has shown what was last drawn. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** The source of an offer. */
export async function sourceOf(offer: Offer, engine: Engine, language: Language): Promise<Source> {
  const fileName = offer.kind === "file" ? offer.file.name : null;
  const name = (words: PageWords) => fileName ?? words.get("intake.pasted");
  const megabytes = size(offer) / MEGABYTE;
  try {
    const most = offer.kind === "file" && (await isBinary(offer.file)) ? MOST_FILE_MEGABYTES : MOST_MEGABYTES;
    if (megabytes > most) return { name, content: "", refused: tooLarge(megabytes, most) };
    if (offer.kind === "text") return { name, content: better(offer, engine, language) };
    return { name, fileName: offer.file.name, content: await contentOf(offer.file) };
  } catch {
    return { name, content: "", refused: { code: "file", key: "reason.file", facts: {} } };
  }
}

/** Whether a file is none of text: a zip archive as Word and Excel write, one of their old files, a PDF. */
async function isBinary(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  const [first, second] = start;
  // Some servers and mail programs write before the start of a PDF.
  const isPdf = String.fromCharCode(...start).includes("%PDF-");
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf) || isPdf;
}

/** What is checked of a file. */
async function contentOf(file: File): Promise<Content> {
  return (await isBinary(file)) ? readInWorker(file) : new Uint8Array(await file.arrayBuffer());
}

function tooLarge(megabytes: number, most: number): Refused {
  const facts = { size: megabytes.toFixed(1), most };
  return { code: "too_large", key: "reason.too_large", facts };
}

/** The answer for what was not even read. */
export function refusal(refused: Refused, language: Language): CheckResult {
  const message = new PageWords(language).fill(refused.key, refused.facts);
  return {
    status: "unreadable",
    reason: { code: refused.code, message },
    edition: null,
    year: null,
    organ: null,
    title: null,
    tables: {},
    written: {},
    findings: [],
    repair: null,
    relations: { held: 0, failed: 0, not_assessed: 0 },
    waived: [],
    summary: { error: 0, warning: 0, info: 0 },
  };
}

function size(offer: Offer): number {
  return offer.kind === "file" ? offer.file.size : Math.max(offer.html.length, offer.plain.length);
}

/** The rich form where it can be checked; a program may offer an empty one. */
function better(offer: { html: string; plain: string }, engine: Engine, language: Language): string {
  if (offer.html === "") return offer.plain;
  if (offer.plain === "") return offer.html;
  const rich = engine.check(offer.html, { lang: language });
  if (rich.status !== "unreadable") return offer.html;
  return engine.check(offer.plain, { lang: language }).status === "unreadable" ? offer.html : offer.plain;
}
