/** The state of the check, always in view: one sentence, the headline, what to do. */

import { button, element, fill, say, setAttribute } from "../view/dom";
import { type Icon, icon } from "../view/icons";
import type { CheckResult, Repair } from "../view/shapes";
import { isSound, verdict } from "../view/verdict";
import type { Words } from "../view/words";
import type { PageWords } from "./words";

export interface StateActions {
  take(repair: Repair): void;
  /** Puts the focus on the cell that the headline names. */
  goTo(cell: string): void;
  undo(): void;
  revert(): void;
  toFindings(): void;
}

/** What the bar tells of an open report. */
export interface StateContext {
  result: CheckResult;
  words: Words;
  pageWords: PageWords;
  changed: number;
  canUndo: boolean;
}

export class StateBar {
  readonly root = element("div", { className: "state", data: { status: "reading" } });
  // A live region has to be there before its text changes.
  private readonly said = element("p", { className: "verdict", attributes: { role: "status" } });
  private readonly sign = element("span", { className: "sign" });
  private readonly rest = element("div", { className: "state-rest" });

  constructor(private readonly actions: StateActions) {
    this.root.append(element("div", { className: "state-line" }, [this.sign, this.said]), this.rest);
  }

  /** While a report is being read, where nothing was written yet, or where the checker could not start. */
  tell(status: "reading" | "begin" | "unreadable", text: string): void {
    this.set(status, status === "begin" ? "info" : status, text);
    this.root.classList.remove("grave");
    setAttribute(this.root, "data-sound", null);
    fill(this.rest, []);
  }

  show(context: StateContext): void {
    const { result, words, pageWords, changed } = context;
    const own = verdict(result, words);
    // What was changed here alone is no verdict on the document.
    const text = changed > 0 ? pageWords.fill("state.of_changes", { verdict: own }) : own;
    const isRight = isSound(result) && changed === 0;
    this.set(result.status, signOf(result, isRight), text);
    this.root.classList.toggle("grave", result.summary.error > 0);
    const hadFocus = this.rest.contains(document.activeElement);
    setAttribute(this.root, "data-sound", isRight ? "true" : null);
    fill(this.rest, [
      result.status === "unreadable"
        ? element("p", { className: "next", text: pageWords.get("unreadable.next") })
        : null,
      this.headline(context),
      this.changes(context),
      result.findings.length > 0
        ? button(pageWords.get("state.to_findings"), () => this.actions.toFindings(), { className: "link to-findings" })
        : null,
    ]);
    // What was pressed may be gone: undo is the next thing that may be wanted.
    if (hadFocus) this.rest.querySelector<HTMLElement>(".changes .link:not([disabled])")?.focus();
  }

  private set(status: string, sign: Icon, text: string): void {
    this.root.dataset.status = status;
    fill(this.sign, [icon(sign)]);
    // Set only when it differs, so that it is not read out at every keystroke.
    say(this.said, text);
  }

  private headline({ result, words }: StateContext): HTMLElement | null {
    const { repair } = result;
    if (!repair) return null;
    const first = repair.cells[0];
    // Where the headline says that no cell can be named, there is nothing that it offers to take over.
    if (!first || repair.reason) return element("p", { className: "headline", text: repair.headline });
    const label = repair.cells.length > 1 ? words.get("repair.take_all") : words.get("repair.take");
    return element("div", { className: "headline" }, [
      button(repair.headline, () => this.actions.goTo(first.cell), { className: "headline-text" }),
      button(label, () => this.actions.take(repair), { className: "primary take-headline" }),
    ]);
  }

  /** What the bar says now. */
  get sentence(): string {
    return this.said.textContent ?? "";
  }

  private changes({ changed, canUndo, pageWords }: StateContext): HTMLElement | null {
    if (changed === 0 && !canUndo) return null;
    return element("div", { className: "changes" }, [
      element("span", { text: pageWords.fill("state.changed", { n: changed }) }),
      button(pageWords.get("state.undo"), () => this.actions.undo(), {
        className: "link",
        attributes: { disabled: !canUndo, "aria-keyshortcuts": "Control+Z" },
      }),
      changed > 1 ? button(pageWords.get("state.revert"), () => this.actions.revert(), { className: "link" }) : null,
      changed > 0 ? element("span", { className: "aside", text: pageWords.get("state.not_in_document") }) : null,
    ]);
  }
}

function signOf(result: CheckResult, isRight: boolean): Icon {
  if (result.status === "unreadable") return "unreadable";
  if (result.summary.error > 0) return "error";
  if (result.summary.warning > 0) return "warning";
  return isRight ? "passed" : "info";
}
