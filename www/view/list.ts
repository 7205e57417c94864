/** The list of findings, grouped by cause. */

import type { Cause, MendedSlip } from "./causes";
import { button, element, fill, focusAround } from "./dom";
import { icon } from "./icons";
import type { Names } from "./names";
import { foundText, reasonText, slipText } from "./repair";
import type { Address, Alternative, Correction, Finding, Repair, RuleText } from "./shapes";
import type { Words } from "./words";

/** What the reader looks at: the findings, and where Enter leads. */
export interface Attention {
  number: number;
  findings: Finding[];
  cell: Address | null;
}

/** What the list asks of whatever holds it. */
export interface ListActions {
  goTo(cell: Address): void;
  take(corrections: { cell: Address; to: number }[]): void;
  /** Accepts a finding with a reason; absent where nothing keeps reasons. */
  waive?(finding: Finding): void;
  /** The finding with the focus or, failing that, beneath the pointer. */
  attend(attention: Attention | null): void;
}

/** What is needed to write the findings of one result. */
export interface ListContext {
  names: Names;
  words: Words;
  rules: ReadonlyMap<string, RuleText>;
}

/** More corrections of one slip are folded. */
const MOST_LINES = 3;

/** The list; it keeps what is folded open and the focus across results. */
export class FindingsList {
  readonly root = element("ol", { className: "causes" });
  private readonly open = new Set<string>();
  private attentions = new WeakMap<Element, Attention>();
  private context!: ListContext;

  constructor(private readonly actions: ListActions) {
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    this.root.addEventListener("focusin", (event) => actions.attend(this.attentionAt(event.target)));
    this.root.addEventListener("mouseover", (event) => {
      actions.attend(this.attentionAt(focusAround(this.root)) ?? this.attentionAt(event.target));
    });
    this.root.addEventListener("mouseleave", () => actions.attend(this.attentionAt(focusAround(this.root))));
    this.root.addEventListener("focusout", (event) => {
      const next = event.relatedTarget as Element | null;
      // The relation that is written out belongs to what is looked at: its terms can be gone to.
      if (!this.root.contains(next) && !next?.closest(".relation")) actions.attend(null);
    });
  }

  /** Shows these causes, and after them what the repair leaves open. */
  show(causes: readonly Cause[], repair: Repair | null, context: ListContext): void {
    this.context = context;
    const active = focusAround(this.root);
    const hadFocus = this.root.contains(active);
    const focused = hadFocus ? (active as HTMLElement).dataset.key : undefined;
    this.attentions = new WeakMap();
    fill(this.root, [...causes.map((cause) => this.drawCause(cause)), repair ? this.drawAlternatives(repair) : null]);
    if (hadFocus) this.restoreFocus(focused);
  }

  /** Gives the focus to the first finding that names this cell. */
  focusCell(cell: Address): boolean {
    const entries = this.entries();
    const about = entries.find((entry) => this.attentions.get(entry)?.cell === cell);
    const naming = (entry: HTMLElement) =>
      this.attentions.get(entry)?.findings.some((finding) => finding.cells.includes(cell)) ?? false;
    const found = about ?? entries.find(naming);
    found?.focus();
    return found !== undefined;
  }

  /** Marks the cause with this number as the one the cell in focus belongs to. */
  mark(numbers: readonly number[]): void {
    for (const cause of Array.from(this.root.children)) {
      const number = Number((cause as HTMLElement).dataset.number);
      cause.classList.toggle("current", numbers.includes(number));
      if (number === numbers[0]) reveal(cause);
    }
  }

  /** What is said of the cause with this number. */
  sentence(number: number): string {
    return this.entryOf(number)?.querySelector(".sentence")?.textContent ?? "";
  }

  /** Gives the focus to the cause with this number. */
  focusNumber(number: number): void {
    this.entryOf(number)?.focus();
  }

  private entryOf(number: number): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`.cause[data-number="${number}"] .say`);
  }

  /** Gives the focus to the first entry. */
  focusFirst(): boolean {
    const first = this.entries()[0];
    first?.focus();
    return first !== undefined;
  }

  private restoreFocus(key: string | undefined): void {
    const same = key === undefined ? undefined : this.entries().find((entry) => entry.dataset.key === key);
    if (same) same.focus();
    else this.focusFirst();
  }

  /** Everything that the arrow keys walk: what is folded away is skipped. */
  private entries(): HTMLElement[] {
    const all = Array.from(this.root.querySelectorAll<HTMLElement>(".say"));
    return all.filter((entry) => !entry.closest("details:not([open])"));
  }

  private attentionAt(target: EventTarget | null): Attention | null {
    let at = target instanceof Element ? target : null;
    while (at && at !== this.root) {
      const attention = this.attentions.get(at);
      if (attention) return attention;
      at = at.parentElement;
    }
    return null;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const entries = this.entries();
    const within = entries.indexOf(focusAround(this.root) as HTMLElement);
    const next = entries[within + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) next.focus();
    event.preventDefault();
  }

  private drawCause(cause: Cause): HTMLElement {
    const item = element("li", { className: `cause cause-${cause.kind}`, data: { number: String(cause.number) } });
    if (cause.slip) item.append(...this.drawSlip(cause, cause.slip, item));
    else if (cause.kind === "many") item.append(...this.drawMany(cause, item));
    else for (const finding of cause.findings) this.drawFinding(item, finding, cause);
    return item;
  }

  /** The line of an entry: number, sign, sentence. Enter and click go to the cell. */
  private say(cause: Cause, text: string, attention: Attention, key: string, sign: boolean): HTMLButtonElement {
    const { names, words } = this.context;
    const severity = attention.findings[0]?.severity ?? cause.severity;
    const table = attention.cell === null ? "" : names.tableName(attention.cell);
    const act = () => (attention.cell === null ? undefined : this.actions.goTo(attention.cell));
    const line = button("", act, { className: "say", data: { key } });
    if (sign) {
      const label = words.get(`severity.${severity}`);
      const badge = element("span", { className: "badge", data: { severity } }, [
        icon(severity),
        element("span", { text: String(cause.number) }),
        // Who does not see the table hears which one it is.
        element("span", { className: "visually-hidden", text: ` ${[label, table].filter(Boolean).join(": ")}: ` }),
      ]);
      line.append(badge);
    }
    line.append(element("span", { className: "sentence", text }));
    return line;
  }

  private drawSlip(cause: Cause, slip: MendedSlip, item: HTMLElement): Node[] {
    const { words } = this.context;
    const attention = { number: cause.number, findings: cause.findings, cell: cause.cells[0] ?? null };
    this.attentions.set(item, attention);
    const key = `slip ${cause.cells.join(" ")}`;
    const nodes: Node[] = [this.say(cause, slipText(slip, words), attention, key, true)];
    nodes.push(...this.drawCorrections(slip.corrections, key));
    if (cause.findings.length > 0) {
      const inner = element("ol", { className: "folded-findings" });
      for (const finding of cause.findings) {
        const entry = element("li");
        this.drawFinding(entry, finding, cause, true);
        inner.append(entry);
      }
      nodes.push(this.fold(`explained ${key}`, words.fill("repair.explains", { n: cause.findings.length }), [inner]));
    }
    return nodes;
  }

  /** One line a cell, and one button for all of them where there are several. */
  private drawCorrections(corrections: Correction[], key: string): Node[] {
    const { words } = this.context;
    const many = corrections.length > 1;
    const lines = corrections.map((correction) => this.drawCorrection(correction, many));
    const block = element("div", { className: "corrections" }, lines);
    if (!many) return [block];
    const all = element("p", { className: "correction" }, [this.takeAll(corrections)]);
    if (corrections.length <= MOST_LINES) return [block, all];
    return [all, this.fold(`cells ${key}`, words.fill("repair.cells", { n: corrections.length }), [block])];
  }

  private takeAll(corrections: Correction[]): HTMLButtonElement {
    const text = this.context.words.get("repair.take_all");
    return button(text, () => this.actions.take(corrections), { className: "take" });
  }

  private drawCorrection(correction: Correction, named: boolean): HTMLElement {
    const { names, words } = this.context;
    const { cell, to } = correction;
    const reason = reasonText(correction, words);
    const name = named ? element("span", { text: words.fill("repair.cell", { cell: names.cell(cell) }) }) : null;
    return element("p", { className: "correction" }, [
      name,
      element("span", { className: "change" }, [
        element("del", { text: foundText(correction, words) }),
        " → ",
        element("ins", { text: String(to) }),
      ]),
      reason === "" ? null : element("span", { className: "aside", text: reason }),
      correction.position ? element("span", { className: "aside position", text: correction.position.text }) : null,
      this.takeButton(cell, to),
    ]);
  }

  /** What else would make every relation hold, as a last entry. */
  private drawAlternatives(repair: Repair): HTMLElement | null {
    const { words } = this.context;
    const unproved = repair.proved ? null : element("p", { className: "aside", text: words.get("repair.unproved") });
    const ways = repair.alternatives.map((way) =>
      element("li", {}, [
        ...way.slips.map((slip) => element("p", { className: "sentence", text: slip.message })),
        element("p", { className: "correction" }, [this.takeWay(way)]),
      ]),
    );
    if (!unproved && ways.length === 0) return null;
    const inner = element("ol", { className: "folded-findings" }, ways);
    const title = words.fill("repair.also", { n: ways.length });
    return element("li", { className: "cause alternatives" }, [
      unproved,
      ways.length > 0 ? this.fold("alternatives", title, [inner]) : null,
    ]);
  }

  private takeWay(way: Alternative): HTMLButtonElement {
    const { words } = this.context;
    const label = `${words.get("repair.take")}: ${way.slips.map((slip) => slip.message).join(words.comma)}`;
    return button(words.get("repair.take"), () => this.actions.take(way.cells), {
      className: "take",
      attributes: { "aria-label": label },
    });
  }

  private takeButton(cell: Address, to: number): HTMLButtonElement {
    const { names, words } = this.context;
    const label = words.fill("repair.take_cell", { cell: names.cell(cell), to });
    return button(words.get("repair.take"), () => this.actions.take([{ cell, to }]), {
      className: "take",
      attributes: { "aria-label": label },
      data: { fix: cell },
    });
  }

  private drawMany(cause: Cause, item: HTMLElement): Node[] {
    const { names, words, rules } = this.context;
    const [first] = cause.findings;
    if (!first) return [];
    const title = rules.get(first.rule)?.title ?? first.message;
    const cell = first.cells[0] ?? null;
    const sameRow = cause.cells.every((other) => names.row(other) === names.row(cell ?? ""));
    const place = cell !== null && sameRow ? names.rowName(cell) : "";
    const facts = { place, title, n: cause.findings.length };
    const text = words.fill(place === "" ? "list.many_anywhere" : "list.many", facts);
    const attention = { number: cause.number, findings: cause.findings, cell };
    this.attentions.set(item, attention);
    const inner = element("ol", { className: "folded-findings" });
    for (const finding of cause.findings) {
      const entry = element("li");
      this.drawFinding(entry, finding, cause, true);
      inner.append(entry);
    }
    const key = `many ${first.rule} ${cell}`;
    return [this.say(cause, text, attention, key, true), this.fold(key, words.get("list.each"), [inner])];
  }

  private drawFinding(entry: HTMLElement, finding: Finding, cause: Cause, folded = false): void {
    entry.dataset.rule = finding.rule;
    entry.dataset.severity = finding.severity;
    const cell = finding.cells[0] ?? null;
    const attention = { number: cause.number, findings: [finding], cell };
    this.attentions.set(entry, attention);
    const key = `${finding.rule} ${cell} ${finding.message}`;
    entry.append(this.say(cause, finding.message, attention, key, !folded));
    if (finding.position) entry.append(element("p", { className: "aside position", text: finding.position.text }));
    if (finding.fix && !cause.slip) entry.append(this.drawFix(finding.fix));
    if (this.actions.waive && finding.fingerprint) entry.append(this.drawWaive(finding));
    if (finding.basis !== "") {
      const basis = element("p", { className: "aside", text: finding.basis });
      const rule = element("p", { className: "aside" }, [element("code", { text: finding.rule })]);
      const fold = this.fold(`basis ${key}`, this.context.words.get("list.basis"), [basis, rule]);
      fold.className = "basis";
      entry.append(fold);
    }
  }

  private drawWaive(finding: Finding): HTMLElement {
    const { words } = this.context;
    return button(words.get("list.waive"), () => this.actions.waive?.(finding), {
      className: "waive",
      attributes: { "aria-label": words.fill("list.waive_this", { finding: finding.message }) },
    });
  }

  private drawFix(fix: { cell: Address; value: number }): HTMLElement {
    const text = this.context.words.fill("cell.proposal", { value: fix.value });
    return element("p", { className: "correction" }, [element("span", { text }), this.takeButton(fix.cell, fix.value)]);
  }

  private fold(key: string, summary: string, children: Node[]): HTMLDetailsElement {
    const details = element("details", {}, [element("summary", { text: summary }), ...children]);
    details.open = this.open.has(key);
    details.addEventListener("toggle", () => {
      if (details.open) this.open.add(key);
      else this.open.delete(key);
    });
    return details;
  }
}

/** Scrolls the panel that an entry stands in, and never the page itself. */
function reveal(entry: Element): void {
  let panel = entry.parentElement;
  while (panel && getComputedStyle(panel).overflowY !== "auto") panel = panel.parentElement;
  if (!panel) return;
  const outer = panel.getBoundingClientRect();
  const inner = entry.getBoundingClientRect();
  if (inner.top < outer.top) panel.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) panel.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
}
