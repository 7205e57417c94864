/** The worker in which single reports are checked: ready before the first one comes, and replaced when it fails. */

import { question, type Waiting } from "./ask";
import type { Request } from "./protocol";
import { startWorker } from "./start";

/** Milliseconds for which the page waits at its start: a worker that comes later is waited for by the report. */
const START = 5_000;

let idle: Worker | null = null;

/** Starts the worker: nothing has to be loaded afterwards. */
export async function prepare(): Promise<void> {
  const worker = startWorker();
  idle = worker;
  const answerOf = (reply: { done: string }) => reply.done === "ready" || undefined;
  await question(worker, { do: "start" }, { answerOf, longest: START }).catch(() => undefined);
}

/** Asks the worker; a second question at a time has one of its own. */
export async function askOpener<T>(request: Request, waiting: Waiting<T>): Promise<T> {
  const worker = idle ?? startWorker();
  idle = null;
  try {
    const answer = await question(worker, request, waiting);
    if (idle) worker.terminate();
    else idle = worker;
    return answer;
  } catch (error) {
    // It may be busy still, or out of memory.
    worker.terminate();
    idle ??= startWorker();
    throw error;
  }
}
