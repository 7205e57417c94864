/** Reads a Word, Excel or PDF file in a worker, so that the page never stops meanwhile. */

import type { Reply, Request } from "./protocol";
import { startWorker } from "./start";

/** A file that is not read after so many milliseconds never will be. */
const LONGEST = 120_000;

/** What the checker takes for the file. Rejects where the worker fails. */
export function readInWorker(file: Blob): Promise<string | Uint8Array> {
  const worker = startWorker();
  return new Promise<string | Uint8Array>((resolve, reject) => {
    const watch = setTimeout(() => reject(new Error("not read in time")), LONGEST);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    });
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
      clearTimeout(watch);
      if (data.done === "read") resolve(data.content);
      if (data.done === "failed") reject(new Error(data.message));
    });
    const request: Request = { do: "read", file };
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
