/** What was handed in → something to check, or the reason why not. */

import type { CheckResult, Language } from "../view/shapes";
import type { CheckOptions, Content } from "../view/engine";
import type { Asked, Beside, ListedFinding, Offered, Opened, Reply } from "./batch/protocol";
import type { Offer } from "./intake";
import { askOpener } from "./batch/opener";
import { type PageWordKey, PageWords } from "./words";

/** Where a document came from. */
export interface Source {
  /** What the reader knows it by, in the language of the page. */
  name: (words: PageWords) => string;
  /** The file's name, which may tell the year and the body. */
  fileName?: string;
  content: Content;
  /** One of the page's own, of a body that there is not. */
  isSample?: boolean;
  /** What a worker has made of it. */
  opened?: Opened;
  /** What a batch found when it compared the report with all others. */
  found?: readonly ListedFinding[];
  /** Set where it was not read at all. */
  refused?: Refused;
}

/** Why something was not read, as data. */
export interface Refused {
  code: string;
  key: PageWordKey;
  facts: Record<string, string | number>;
}

/** What is not read and checked after so many milliseconds never will be. */
const LONGEST = 60_000;
const UNOPENED: Refused = { code: "file", key: "reason.file", facts: {} };
const MEGABYTE = 1024 * 1024;
/** The checker refuses more; handing it over first would keep the tab busy for nothing. */
const MOST_MEGABYTES = 6;
/** Of Word, Excel and PDF files, which are large where their text is not. */
const MOST_FILE_MEGABYTES = 32;
/**
 * Reads and checks an offer, in a worker: what stops that, stops that alone.
 *
 * @param signal ends it where something else is opened meanwhile
 */
export async function sourceOf(
  offer: Offer,
  asked: Asked,
  beside: Beside | null = null,
  signal?: AbortSignal,
): Promise<Source> {
  const fileName = offer.kind === "file" ? offer.file.name : null;
  const name = (words: PageWords) => fileName ?? words.get("intake.pasted");
  const refused = (refused: Refused): Source => ({ name, content: "", refused });
  const megabytes = size(offer) / MEGABYTE;
  let offered: Offered;
  try {
    const most = offer.kind === "file" && (await isBinary(offer.file)) ? MOST_FILE_MEGABYTES : MOST_MEGABYTES;
    if (megabytes > most) return refused(tooLarge(megabytes, most));
    // Its bytes: the worker of a page on a disk is let at a file now and then only, in WebKit.
    offered = offer.kind === "file" ? { name: offer.file.name, bytes: await offer.file.arrayBuffer() } : offer;
  } catch {
    return refused(UNOPENED);
  }
  try {
    const take = (reply: Reply) => (reply.done === "opened" ? reply.opened : undefined);
    const waiting = { answerOf: take, longest: LONGEST, signal };
    // A file that has gone since is left to what the batch found with it.
    const previous = (await beside?.previous?.arrayBuffer().catch(() => null)) ?? null;
    const opened = await askOpener({ do: "open", offered, previous, asked }, waiting);
    if (isPicture(offer, opened)) return refused({ code: "picture", key: "reason.picture", facts: {} });
    const found = beside?.findings ?? [];
    return { name, ...(fileName === null ? {} : { fileName }), content: opened.content, opened, found };
  } catch (error) {
    return refused(await becauseOf(error, offer));
  }
}

/** Why nothing came of it: the file cannot be had, the checker failed, or its worker never answered. */
async function becauseOf(error: unknown, offer: Offer): Promise<Refused> {
  const isThere =
    offer.kind === "text" ||
    (await offer.file
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      ));
  if (!isThere) return UNOPENED;
  const isInternal = (error as { code?: string }).code === "internal";
  return isInternal
    ? { code: "internal", key: "reason.internal", facts: {} }
    : { code: "crashed", key: "reason.crashed", facts: {} };
}

/** Checks once more, in a worker, what took too long to be checked in the page. */
export function checkAgain(content: Content, options: CheckOptions): Promise<CheckResult> {
  const answerOf = (reply: Reply) => (reply.done === "again" ? reply.result : undefined);
  return askOpener({ do: "again", content, options }, { answerOf, longest: LONGEST });
}

/** Whether a file is none of text: a zip archive as Word and Excel write, one of their old files, a PDF. */
async function isBinary(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  const [first, second] = start;
  // Some servers and mail programs write before the start of a PDF.
  const isPdf = String.fromCharCode(...start).includes("%PDF-");
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf) || isPdf;
}

/** What was not read, and is a picture: nothing in it can be copied. */
function isPicture(offer: Offer, { result }: Opened): boolean {
  return offer.kind === "file" && offer.file.type.startsWith("image/") && result.reason?.code === "unread_format";
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
    form: null,
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
