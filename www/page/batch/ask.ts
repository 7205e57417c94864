/** One question to a worker. */

import type { Reply, Request } from "./protocol";
import { startWorker } from "./start";

/** How an answer is known, and how long it is waited for. */
export interface Waiting<T> {
  /** The answer in a reply, if it is one. */
  answerOf: (reply: Reply) => T | undefined;
  /** Milliseconds. */
  longest: number;
  /** Nobody waits any more. */
  signal?: AbortSignal | undefined;
}

/** Asks a worker of its own, and ends it. */
export function ask<T>(request: Request, answerOf: (reply: Reply) => T | undefined, longest: number): Promise<T> {
  const worker = startWorker();
  return question(worker, request, { answerOf, longest }).finally(() => worker.terminate());
}

/** Asks this worker. Rejects where it fails, takes too long, or nobody waits any more. */
export function question<T>(worker: Worker, request: Request, { answerOf, longest, signal }: Waiting<T>): Promise<T> {
  const ended = new AbortController();
  let watch: ReturnType<typeof setTimeout> | undefined;
  return new Promise<T>((resolve, reject) => {
    const within = { signal: ended.signal };
    watch = setTimeout(() => reject(new Error("no answer in time")), longest);
    if (signal?.aborted) reject(new Error("nobody waits"));
    signal?.addEventListener("abort", () => reject(new Error("nobody waits")), within);
    const fail = (event: Event) => {
      event.preventDefault();
      reject(new Error((event as ErrorEvent).message ?? ""));
    };
    worker.addEventListener("error", fail, within);
    worker.addEventListener("messageerror", fail, within);
    const hear = ({ data }: MessageEvent<Reply>) => {
      if (data.done === "failed") reject(Object.assign(new Error(data.message), { code: data.code }));
      const answer = answerOf(data);
      if (answer !== undefined) resolve(answer);
    };
    worker.addEventListener("message", hear as EventListener, within);
    worker.postMessage(request);
  }).finally(() => {
    clearTimeout(watch);
    ended.abort();
  });
}
