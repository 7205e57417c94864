/** Reads a Word, Excel or PDF file in a worker, so that the page never stops meanwhile. */

import { ask } from "./ask";

/** A file that is not read after so many milliseconds never will be. */
const LONGEST = 120_000;

/** What the checker takes for the file. Rejects where the worker fails. */
export function readInWorker(file: Blob): Promise<string | Uint8Array> {
  return ask({ do: "read", file }, (reply) => (reply.done === "read" ? reply.content : undefined), LONGEST);
}
