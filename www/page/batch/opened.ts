/** One report by itself, read and checked in a worker: nothing in it can stop the page. */

import { check } from "gouji";
import { read } from "gouji/read";
import type { CheckOptions, Content } from "../../view/engine";
import type { Asked, Opened, Request } from "./protocol";

export async function opened({ offered, previous: before, asked }: Request & { do: "open" }): Promise<Opened> {
  const content = "bytes" in offered ? await contentOf(offered.bytes) : better(offered, common(asked));
  const fileName = "bytes" in offered ? { fileName: offered.name } : {};
  const previous = before && (await contentOf(before).catch(() => null));
  const options: CheckOptions = { lang: asked.lang, ...fileName, ...(previous === null ? {} : { previous }) };
  const from = performance.now();
  const result = checked(content, options, common(asked));
  return { content, options, result, cost: performance.now() - from };
}

async function contentOf(file: ArrayBuffer): Promise<Content> {
  return (await read(file)) as Content;
}

function common({ lang, forms }: Asked): CheckOptions {
  return forms.length === 0 ? { lang } : { lang, forms: [...forms] };
}

/** A year before that cannot be read is no reason to leave this one unread. */
function checked(content: Content, options: CheckOptions, common: CheckOptions) {
  try {
    return check(content, { ...options, ...common });
  } catch (error) {
    if (options.previous === undefined) throw error;
    delete options.previous;
    return check(content, { ...options, ...common });
  }
}

/** The rich form where it can be checked; a program may offer an empty one. */
function better(offer: { html: string; plain: string }, common: CheckOptions): string {
  if (offer.html === "") return offer.plain;
  if (offer.plain === "") return offer.html;
  if (check(offer.html, common).status !== "unreadable") return offer.html;
  return check(offer.plain, common).status === "unreadable" ? offer.html : offer.plain;
}
