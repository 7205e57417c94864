/** Documents of the site that a report is held against: last year's, and others of the same body and year. */

import type { Options } from "gouji";
import { addressesIn, type FileTrouble, fetchFiles, type SiteFile } from "./site-files";
import type { ElementWords } from "./words";

/** Bytes of the largest page that is read. */
const MOST_BYTES = 6 << 20;

/** Other documents that are fetched. */
const MOST_OTHERS = 5;

/** What the options call them. */
type Given = Pick<Options, "previous" | "others">;

/** Codes of the checker's refusals, by the document that it could not read. */
const REFUSALS: Record<string, keyof Given> = { unreadable_previous: "previous", unreadable_others: "others" };

export class Documents {
  /** Settled once every document was fetched, or given up; `null`: nothing is on its way. */
  loading: Promise<void> | null = null;
  private previous: readonly SiteFile[] = [];
  private others: readonly SiteFile[] = [];
  /** Which of them the checker could not read. */
  private readonly unreadable = new Set<keyof Given>();
  private asked = "";

  /** Fetches the documents that the attributes name, where they name others than before. */
  load(previous: string | null, others: string | null, base: string): void {
    const addresses = {
      previous: addressesIn(previous).slice(0, 1),
      others: addressesIn(others).slice(0, MOST_OTHERS),
    };
    const asked = JSON.stringify([base, addresses]);
    const isNothing = addresses.previous.length + addresses.others.length === 0;
    if (asked === this.asked || (this.asked === "" && isNothing)) return;
    this.asked = asked;
    const loading = Promise.all([
      fetchFiles(addresses.previous, base, MOST_BYTES),
      fetchFiles(addresses.others, base, MOST_BYTES),
    ]).then(([before, beside]) => {
      if (this.loading !== loading) return;
      this.previous = before;
      this.others = beside;
      this.unreadable.clear();
      this.loading = null;
    });
    this.loading = loading;
  }

  /** The options with these documents; those that the options name themselves come first. */
  with<T extends Given>(options: T): T {
    const [previous] = textsOf(this.unreadable.has("previous") ? [] : this.previous);
    const others = textsOf(this.unreadable.has("others") ? [] : this.others);
    return {
      ...options,
      ...(previous && options.previous === undefined ? { previous } : {}),
      ...(others.length > 0 && options.others === undefined ? { others } : {}),
    };
  }

  /** Whether an error says that one of them is no report; it is left out from now on. */
  refuses(error: unknown): boolean {
    const refused = REFUSALS[(error as { code?: string }).code ?? ""];
    const files = refused === undefined ? [] : this[refused];
    if (refused === undefined || textsOf(files).length === 0 || this.unreadable.has(refused)) return false;
    this.unreadable.add(refused);
    return true;
  }

  /** What is amiss with them, a sentence each. */
  troubles(words: ElementWords): string[] {
    const kinds: (keyof Given & ("previous" | "others"))[] = ["previous", "others"];
    return kinds.flatMap((kind) =>
      this[kind].flatMap(({ name, trouble }) => {
        const why: FileTrouble | "unreadable" | null = trouble ?? (this.unreadable.has(kind) ? "unreadable" : null);
        return why === null ? [] : [words.fill(`document_${why}`, { name })];
      }),
    );
  }
}

function textsOf(files: readonly SiteFile[]): string[] {
  return files.flatMap(({ bytes }) => (bytes === null ? [] : [textOf(bytes)]));
}

/** A page as text: UTF-8, else the encoding of older sites. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
