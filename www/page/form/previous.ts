/** Last year's report, from a file or from what this machine remembers. */

import type { Remembered } from "../memory";
import { sourceOf } from "../reading";
import type { PageWords } from "../words";
import type { PreviousReport } from "./draft";

/** Longer texts are kept by their figures alone: a draft has to find room. */
const MOST_CHARACTERS = 500_000;

/** The report in a file; `null` where it cannot be read or has no tables. */
export async function previousOf(file: File, forms: readonly string[]): Promise<PreviousReport | null> {
  const { content, opened } = await sourceOf({ kind: "file", file }, { lang: "zh-CN", forms });
  if (!opened || opened.result.status === "unreadable") return null;
  const { edition, year, tables } = opened.result;
  const figures = { edition, year, tables };
  const text = typeof content === "string" ? content : decoded(content);
  return { name: file.name, figures, content: text === null || text.length > MOST_CHARACTERS ? figures : text };
}

/** Last year's report as far as this machine remembers it: its figures. */
export function remembered(figures: Remembered, words: PageWords): PreviousReport {
  const { organ, year } = figures;
  return { name: words.fill("form.remembered", { organ, year }), figures, content: figures };
}

/** Text of a file that is text; `null` for another encoding or another format. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
