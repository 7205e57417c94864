/** The comparison of everything that was checked, in a worker of its own. */

import type { ComparedRow, Region, Reply, Request } from "./protocol";
import { startWorker } from "./start";

/** Milliseconds that a comparison may take, and more for each file. */
const LONGEST = 60_000;
const LONGEST_OF_EACH = 50;

export interface ComparisonActions {
  /** What it adds to some rows. */
  compared(rows: readonly ComparedRow[]): void;
  /** `whole`: the answer with every report, as JSON. */
  combined(region: Region, whole: Blob): void;
  /** It has its answer, or failed. */
  ended(): void;
}

export class Comparison {
  private worker: Worker | null = null;
  private watch: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: ComparisonActions) {}

  get isRunning(): boolean {
    return this.worker !== null;
  }

  /** Compares anew; one that runs is given up. */
  start(request: Request & { do: "combine" }, files: number): void {
    this.stop();
    this.watch = setTimeout(() => this.end(), LONGEST + LONGEST_OF_EACH * files);
    this.worker = startWorker();
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.end();
    });
    this.worker.addEventListener("message", (event: MessageEvent<Reply>) => this.hear(event.data));
    this.worker.postMessage(request);
  }

  stop(): void {
    clearTimeout(this.watch);
    this.worker?.terminate();
    this.worker = null;
  }

  private hear(reply: Reply): void {
    if (reply.done === "compared") this.actions.compared(reply.rows);
    if (reply.done === "combined") this.actions.combined(reply.region, reply.whole);
    if (reply.done === "combined" || reply.done === "failed") this.end();
  }

  private end(): void {
    this.stop();
    this.actions.ended();
  }
}
