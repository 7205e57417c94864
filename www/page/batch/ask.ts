/** One question to a worker of its own. */

import type { Reply, Request } from "./protocol";
import { startWorker } from "./start";

/**
 * Asks a worker, takes the first reply that `answerOf` knows as the answer, and
 * ends it. Rejects where the worker fails or takes longer than so many milliseconds.
 */
export function ask<T>(
  request: Request,
  answerOf: (reply: Reply) => T | undefined,
  longest: number,
  signal?: AbortSignal,
): Promise<T> {
  const worker = startWorker();
  let watch: ReturnType<typeof setTimeout> | undefined;
  return new Promise<T>((resolve, reject) => {
    watch = setTimeout(() => reject(new Error("no answer in time")), longest);
    signal?.addEventListener("abort", () => reject(new Error("nobody waits any more")));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    });
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
      if (data.done === "failed") reject(Object.assign(new Error(data.message), { code: data.code }));
      const answer = answerOf(data);
      if (answer !== undefined) resolve(answer);
    });
    worker.postMessage(request);
  }).finally(() => {
    clearTimeout(watch);
    worker.terminate();
  });
}
