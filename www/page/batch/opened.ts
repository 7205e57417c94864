/** One report by itself, read and checked in a worker: nothing in it can stop the page. */

import { check } from "gouji";
import { read } from "gouji/read";
import type { CheckOptions, Content } from "../../view/engine";
import type { Language } from "../../view/shapes";
import type { Opened, Request } from "./protocol";

export async function opened({ offered, beside, lang }: Request & { do: "open" }): Promise<Opened> {
  const content = "file" in offered ? await contentOf(offered.file) : better(offered, lang);
  const fileName = "file" in offered ? { fileName: offered.file.name } : {};
  // A file that has gone since is left to what the batch found with it.
  const previous = beside?.previous ? await contentOf(beside.previous).catch(() => null) : null;
  const options: CheckOptions = { lang, ...fileName, ...(previous === null ? {} : { previous }) };
  const from = performance.now();
  const result = checked(content, options);
  return { content, options, result, cost: performance.now() - from };
}

async function contentOf(file: File): Promise<Content> {
  return (await read(file)) as Content;
}

/** A year before that cannot be read is no reason to leave this one unread. */
function checked(content: Content, options: CheckOptions) {
  try {
    return check(content, options);
  } catch (error) {
    if (options.previous === undefined) throw error;
    delete options.previous;
    return check(content, options);
  }
}

/** The rich form where it can be checked; a program may offer an empty one. */
function better(offer: { html: string; plain: string }, lang: Language): string {
  if (offer.html === "") return offer.plain;
  if (offer.plain === "") return offer.html;
  if (check(offer.html, { lang }).status !== "unreadable") return offer.html;
  return check(offer.plain, { lang }).status === "unreadable" ? offer.html : offer.plain;
}
