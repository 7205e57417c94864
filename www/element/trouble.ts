/** What keeps the checker from working at all, in words for whoever can end it. */

import { GoujiError } from "../package/errors";
import type { ElementWords } from "./words";

/** A file that has to stand beside the element's script, and cannot be had or is another one. */
export class MissingFile extends GoujiError {
  /** @param file its name, as the package has it */
  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super("wasm_not_loaded", `${file} could not be loaded: ${(cause as Error).message}`, { cause });
  }
}

/**
 * What the site's administrator has to do about a failure. `null`: nothing, it is the
 * report's or the checker's own.
 */
export function remedy(error: unknown, words: ElementWords): string | null {
  const file = missingIn(error);
  if (file !== null) return words.fill("missing", { file });
  const { code } = error as { code?: string };
  if (code === "wasm_refused") return words.get("refused");
  return code === "html_refused" ? words.get("refused_html") : null;
}

/** The file that a failure, or what caused it, is about. The whole module's script has a class of its own. */
function missingIn(error: unknown): string | null {
  for (let at = error as Partial<MissingFile> | undefined; at; at = at.cause as Partial<MissingFile>) {
    if (typeof at.file === "string") return at.file;
  }
  return null;
}
