/** What the element shows: the state, the headline of the repair, the findings. */

import { type Cause, causesOf } from "../view/causes";
import { button, element, fill, focusAround, say, setAttribute } from "../view/dom";
import { type Icon, icon } from "../view/icons";
import { type Attention, FindingsList } from "../view/list";
import type { Names } from "../view/names";
import type { Address, CheckResult, Finding, RuleText } from "../view/shapes";
import { isSound, verdict } from "../view/verdict";
import type { Words } from "../view/words";
import type { Correction } from "./reading";
import { WaivedList, Waiving } from "./waiving";
import type { ElementWords } from "./words";

export interface PanelActions {
  goTo(cell: Address): void;
  take(corrections: readonly Correction[]): void;
  waive(findings: readonly Finding[], reason: string): void;
  restore(finding: Finding): void;
  attend(attention: Attention | null): void;
}

/** What a result is shown with. */
export interface PanelContext {
  words: Words;
  own: ElementWords;
  names: Names;
  rules: ReadonlyMap<string, RuleText>;
  /** Whether corrections can be put in. */
  editable: boolean;
  /** What is to be said before everything else. */
  warning: string | null;
}

/** More errors stand in the list only. */
const MOST_HELD = 8;

export class Panel {
  readonly root = element("section", { className: "panel", attributes: { part: "panel" } });
  causes: Cause[] = [];
  /** What is shown, to draw it once. */
  private shown = "";
  private marked: Address | null = null;
  private waiveThis = "";
  /** What led to a cell last. */
  private left: { control: HTMLElement | null; cell: Address } | null = null;
  private readonly heldTitle = element("h2");
  private readonly heldText = element("p");
  private readonly heldList = element("ul");
  private readonly heldAsk = element("p", { attributes: { hidden: true } });
  private readonly held = element(
    "div",
    { className: "held", attributes: { part: "held", tabindex: -1, hidden: true } },
    [element("div", { attributes: { role: "alert" } }, [this.heldTitle, this.heldText]), this.heldList, this.heldAsk],
  );
  // A live region has to be there before its text changes.
  private readonly sentence = element("p", { className: "verdict", attributes: { role: "status", part: "verdict" } });
  private readonly sign = element("span", { className: "sign" });
  private readonly rest = element("div");
  private readonly unguarded = element("p", { className: "warning unguarded", attributes: { hidden: true } });
  private readonly ownForms = element("div", { className: "own-forms", attributes: { hidden: true } });
  private readonly refused = element("p", { className: "warning", attributes: { role: "alert", hidden: true } });
  private readonly state = element(
    "div",
    { className: "state", data: { status: "reading" }, attributes: { part: "state", tabindex: -1 } },
    [
      element("div", { className: "state-line" }, [this.sign, this.sentence]),
      this.rest,
      this.refused,
      this.ownForms,
      this.unguarded,
    ],
  );
  private readonly list: FindingsList;
  private readonly keys = element("p", { className: "aside keys", attributes: { id: "keys" } });
  private readonly findings = element("div", { className: "findings" });
  private readonly waiving: Waiving;
  private readonly waived: WaivedList;

  constructor(private readonly actions: PanelActions) {
    this.waiving = new Waiving(() => this.state.focus());
    this.waived = new WaivedList((finding) => actions.restore(finding));
    this.list = new FindingsList({
      goTo: (cell) => this.goTo(cell),
      take: (corrections) => actions.take(corrections),
      attend: (attention) => actions.attend(attention),
      waive: (finding) =>
        this.waiving.ask(finding.message, this.waiveThis, (reason) => actions.waive([finding], reason)),
    });
    this.list.root.setAttribute("part", "list");
    this.list.root.setAttribute("aria-describedby", this.keys.id);
    this.findings.append(this.keys, this.list.root);
    this.root.append(this.held, this.state, this.waiving.root, this.findings, this.waived.root);
  }

  /** The panel in this language. */
  speak(own: ElementWords): void {
    this.root.lang = own.language;
    this.root.setAttribute("aria-label", own.get("panel"));
    this.waiving.speak(own);
    this.waiveThis = own.get("waive.keep");
    this.keys.textContent = own.get("keys");
  }

  /** One sentence and what to do next, where there is no result. */
  tell(status: "reading" | "unreadable", text: string, next = ""): void {
    this.causes = [];
    this.shown = "";
    this.refuse("");
    this.keepFocus(() => {
      this.set(status, status, text);
      this.state.classList.remove("grave");
      setAttribute(this.state, "data-sound", null);
      fill(this.rest, [next === "" ? null : element("p", { className: "aside", text: next })]);
      this.findings.hidden = true;
      this.waived.root.hidden = true;
    });
  }

  show(result: CheckResult, context: PanelContext): void {
    const shown = JSON.stringify([result, context.own.language, context.editable, context.warning]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.refuse("");
    if (this.root.lang !== context.own.language) this.speak(context.own);
    this.keepFocus(() => this.draw(result, context));
  }

  private draw(result: CheckResult, { words, own, names, rules, editable, warning }: PanelContext): void {
    this.root.dataset.editable = String(editable);
    this.causes = causesOf(result);
    this.set(result.status, signOf(result), verdict(result, words));
    this.state.classList.toggle("grave", result.summary.error > 0);
    setAttribute(this.state, "data-sound", isSound(result) ? "true" : null);
    fill(this.rest, [
      warning === null ? null : element("p", { className: "warning", text: warning }),
      result.status === "unreadable" && warning === null ? element("p", { text: own.get("unreadable_next") }) : null,
      this.headline(result, words),
      !editable && result.repair?.cells.length
        ? element("p", { className: "aside", text: own.get("read_only") })
        : null,
    ]);
    this.list.show(this.causes, result.repair, { names, words, rules });
    for (const entry of Array.from(this.list.root.querySelectorAll(".cause"))) entry.setAttribute("part", "finding");
    for (const entry of Array.from(this.root.querySelectorAll(".take"))) entry.setAttribute("part", "fix");
    this.findings.hidden = this.causes.length === 0;
    this.keys.hidden = !this.causes.some((cause) => cause.findings.some(({ cells }) => cells.length > 0));
    this.waived.show(result.waived, own);
    this.mark(this.marked);
  }

  /** Says that a correction was not taken; with an empty text, nothing. */
  refuse(text: string): void {
    this.refused.hidden = text === "";
    say(this.refused, text);
  }

  /** Says that what is shown is not what would be saved: nothing here is right then. */
  distrust(text: string, why: string): void {
    this.set("findings", "error", text);
    this.refuse(why);
    this.state.classList.add("grave");
    setAttribute(this.state, "data-sound", null);
    this.shown = "";
  }

  /** What is shown is of a text that has changed since; the answer to the new one is on its way. */
  wait(text: string): void {
    this.shown = "";
    this.state.dataset.status = "reading";
    setAttribute(this.state, "data-sound", null);
    fill(this.sign, [icon("reading")]);
    say(this.sentence, text);
  }

  /** Says which of the page's forms are not taken, and why. */
  tellForms(troubles: readonly string[]): void {
    this.ownForms.hidden = troubles.length === 0;
    if (Array.from(this.ownForms.children, ({ textContent }) => textContent).join() === troubles.join()) return;
    fill(
      this.ownForms,
      troubles.map((text) => element("p", { className: "warning", text })),
    );
  }

  /** Says that the gate guards nothing; with an empty text, nothing. */
  warn(text: string): void {
    this.unguarded.hidden = text === "";
    say(this.unguarded, text);
  }

  /** Asks for the reason why what this says may be so. */
  ask(message: string, keep: string, take: (reason: string) => void): void {
    this.waiving.ask(message, keep, take);
  }

  /** What has to be corrected: one slip counts once, however many relations it breaks. */
  get errors(): Cause[] {
    return this.causes.filter(({ severity }) => severity === "error");
  }

  get isHolding(): boolean {
    return !this.held.hidden;
  }

  /**
   * Says why publishing was held, with a way to each error, worded as in the list.
   *
   * @param ask where a reason is enough: asks for it
   */
  hold(own: ElementWords, text: string, ask?: () => void): void {
    this.held.hidden = false;
    say(this.heldTitle, own.get("held"));
    say(this.heldText, text);
    const { errors } = this;
    const more = errors.length - MOST_HELD;
    this.keepFocus(() =>
      fill(this.heldList, [
        ...errors.slice(0, MOST_HELD).map((cause) => this.wayTo(cause)),
        more > 0 ? element("li", { text: own.fill("held_more", { n: more }) }) : null,
      ]),
    );
    this.heldList.hidden = errors.length === 0;
    this.heldAsk.hidden = !ask;
    this.keepFocus(() =>
      fill(this.heldAsk, [ask ? button(own.get("held_ask"), ask, { className: "quiet held-ask" }) : null]),
    );
  }

  focusHeld(): void {
    this.held.focus();
    // Not in every engine that runs a page.
    this.held.scrollIntoView?.({ block: "center" });
  }

  private wayTo(cause: Cause): HTMLElement {
    const text = this.list.sentence(cause.number);
    const [cell] = cause.cells.length > 0 ? cause.cells : (cause.findings[0]?.cells ?? []);
    const go = () => (cell === undefined ? this.list.focusNumber(cause.number) : this.goTo(cell));
    return element("li", {}, [button(text, go, { className: "held-way" })]);
  }

  /** Takes the notice away again: there is nothing left to hold for. */
  release(): void {
    this.keepFocus(() => {
      this.held.hidden = true;
    });
  }

  /** What the verdict says now. */
  get verdict(): string {
    return this.sentence.textContent ?? "";
  }

  /**
   * Changes the panel. What has the focus may go with that: it passes to the same control
   * where that is drawn again, else to the state, which tells what has become of it.
   */
  private keepFocus(change: () => void): void {
    const before = focusAround(this.root);
    change();
    if (!before || isDrawn(focusAround(this.root))) return;
    (this.drawnAgain(before as HTMLElement) ?? this.state).focus();
  }

  /** The same control as it is drawn now. */
  private drawnAgain(before: HTMLElement): HTMLElement | undefined {
    if (isDrawn(before)) return before;
    const controls = Array.from(this.root.querySelectorAll<HTMLElement>("button, summary")).filter(isDrawn);
    const { className, textContent, dataset } = before;
    return controls.find((control) =>
      dataset.key === undefined
        ? control.className === className && control.textContent === textContent
        : control.dataset.key === dataset.key,
    );
  }

  private goTo(cell: Address): void {
    this.left = { control: focusAround(this.root) as HTMLElement | null, cell };
    this.actions.goTo(cell);
  }

  /**
   * Gives the focus to what led to a cell last, else to what is said of that cell now,
   * else to the state, which tells what has become of it.
   */
  back(): void {
    const control = this.left?.control && this.drawnAgain(this.left.control);
    if (control) control.focus();
    else if (this.findings.hidden || !this.left || !this.list.focusCell(this.left.cell)) this.state.focus();
  }

  /** Marks the findings of the cell in which the caret stands. */
  mark(cell: Address | null): void {
    this.marked = cell;
    const about = (cause: Cause) => cell !== null && (cause.cells.includes(cell) || cause.affected.includes(cell));
    this.list.mark(this.causes.filter(about).map((cause) => cause.number));
  }

  private set(status: string, sign: Icon, text: string): void {
    this.state.dataset.status = status;
    fill(this.sign, [icon(sign)]);
    // Set only when it differs, so that it is not read out at every keystroke.
    say(this.sentence, text);
  }

  private headline({ repair }: CheckResult, words: Words): HTMLElement | null {
    if (!repair?.headline) return null;
    const first = repair.cells[0];
    if (!first) return element("p", { className: "headline", text: repair.headline, attributes: { part: "headline" } });
    const label = words.get(repair.cells.length > 1 ? "repair.take_all" : "repair.take");
    return element("div", { className: "headline", attributes: { part: "headline" } }, [
      button(repair.headline, () => this.goTo(first.cell), { className: "headline-text" }),
      button(label, () => this.actions.take(repair.cells), { className: "take primary" }),
    ]);
  }
}

function isDrawn(element: Element | null): boolean {
  return element !== null && element.getClientRects().length > 0;
}

function signOf(result: CheckResult): Icon {
  if (result.status === "unreadable") return "unreadable";
  if (result.summary.error > 0) return "error";
  if (result.summary.warning > 0) return "warning";
  return isSound(result) ? "passed" : "info";
}
