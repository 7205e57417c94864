/** How far the run is, what failed, and what can be done about it. */

import { button, element, fill, say } from "../../view/dom";
import type { PageWords } from "../words";
import type { BatchRun } from "./run";

export interface ProgressActions {
  retry(): void;
  cancel(): void;
  resume(): void;
  /** Compares once more what could not be compared. */
  compare(): void;
  forget(): void;
}

export class Progress {
  readonly root = element("div", { className: "state batch-state", data: { status: "reading" } });
  private readonly bar = element("progress", { className: "bar" });
  private readonly sentence = element("p", { className: "verdict", attributes: { role: "status" } });
  private readonly rest = element("div", { className: "state-rest" });
  private drawn = "";

  constructor(
    private readonly run: BatchRun,
    private readonly actions: ProgressActions,
  ) {
    this.root.append(element("div", { className: "state-line" }, [this.sentence]), this.bar, this.rest);
  }

  get text(): string {
    return this.sentence.textContent ?? "";
  }

  show(words: PageWords): void {
    const { run } = this;
    const { done, all } = run.tally;
    const isRunning = run.stage === "checking" || run.stage === "collecting" || run.stage === "comparing";
    this.root.dataset.status = isRunning ? "reading" : run.rows.size === 0 ? "unreadable" : "findings";
    this.root.dataset.stage = run.stage;
    this.bar.hidden = !isRunning;
    this.bar.max = Math.max(1, all);
    this.bar.value = done;
    this.bar.setAttribute("aria-label", words.get("batch.progress"));
    const text = this.say(words);
    // Counts that change ten times a second are not read out each time.
    this.sentence.setAttribute("aria-live", isRunning ? "off" : "polite");
    say(this.sentence, text);
    this.showRest(words, isRunning);
  }

  private say(words: PageWords): string {
    const { run } = this;
    const { done, all } = run.tally;
    switch (run.stage) {
      case "idle":
        return words.get("batch.idle");
      case "collecting":
        return words.fill("batch.collecting", { done, all });
      case "checking":
        return this.sayLeft(words);
      case "comparing":
        return words.fill("batch.comparing", { all });
      case "cancelled":
        return words.fill("batch.cancelled", { done, rest: all - done });
      case "done":
        return this.sayDone(words);
    }
  }

  private sayLeft(words: PageWords): string {
    const { done, all } = this.run.tally;
    const seconds = this.run.tally.left(Date.now());
    const counted = words.fill("batch.checking", { done, all });
    if (seconds === null) return counted;
    const left =
      seconds < 90
        ? words.fill("batch.left_seconds", { n: seconds })
        : words.fill("batch.left_minutes", { n: Math.ceil(seconds / 60) });
    return `${counted}${words.comma}${left}`;
  }

  private sayDone(words: PageWords): string {
    const rows = [...this.run.rows.values()];
    const errors = rows.filter((row) => row.errors > 0).length;
    const unreadable = rows.filter((row) => row.status === "unreadable").length;
    return words.fill("batch.done", { all: rows.length, errors, unreadable });
  }

  private showRest(words: PageWords, isRunning: boolean): void {
    const { run } = this;
    const retriable = run.retriable.length;
    const canResume = run.stage === "cancelled" && run.resumable > 0;
    const notes = [
      run.stage === "cancelled" && run.absent > 0 ? words.fill("batch.absent", { n: run.absent }) : null,
      run.stage === "cancelled" && run.absent <= 0 && !canResume ? words.get("batch.absent_some") : null,
      run.isKept ? null : words.get("batch.not_kept"),
      ...run.damaged.map((name) => words.fill("batch.damaged", { name })),
    ].filter((note) => note !== null);
    const isEmpty = run.rows.size === 0;
    const acts: Partial<Record<keyof ProgressActions, string>> = {
      ...(isRunning && { cancel: words.get("batch.cancel") }),
      ...(canResume && { resume: words.get("batch.resume") }),
      ...(!isRunning && retriable > 0 && { retry: words.fill("batch.retry", { n: retriable }) }),
      ...(run.stage === "done" && !isEmpty && run.region === null && { compare: words.get("batch.compare") }),
      ...(!isRunning && !isEmpty && { forget: words.get("batch.forget") }),
    };
    this.drawRest(acts, notes);
  }

  /** Draws what can be done, where that has changed: a button that is being pressed stays. */
  private drawRest(acts: Partial<Record<keyof ProgressActions, string>>, notes: readonly string[]): void {
    const drawn = JSON.stringify([acts, notes]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.act : undefined;
    const buttons = (Object.keys(acts) as (keyof ProgressActions)[]).map((name) =>
      button(acts[name] ?? "", () => this.actions[name](), {
        className: name === "forget" ? "link" : "quiet",
        data: { act: name },
      }),
    );
    fill(this.rest, [...buttons, ...notes.map((note) => element("p", { className: "note", text: note }))]);
    if (focused !== undefined) this.rest.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus();
  }
}
