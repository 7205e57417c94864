/** The figures of other years in the page: offered to be remembered, used for the year after, forgotten. */

import { button, element, fill, say } from "../view/dom";
import type { Names } from "../view/names";
import { figuresOf, type Known, type Memory, type Remembered, sameFigures } from "./memory";
import type { Session } from "./session";
import type { PageWordKey, PageWords } from "./words";

export class Remembering {
  readonly root = element("section", { className: "remembering" });
  /** Last year's figures: whether the report is held against them. */
  private readonly used = element("p");
  /** The figures of the report itself. */
  private readonly own = element("p", { className: "aside" });
  // A live region has to be there before its text changes.
  private readonly told = element("p", { className: "aside", attributes: { role: "status", tabindex: -1 } });
  private readonly list = element("details", { className: "aside" });
  private readonly count = element("summary");
  private readonly items = element("ul");
  private session!: Session;
  private words!: PageWords;
  private names!: Names;
  /** What the lines say now: at each key that is typed they are the same. */
  private shown = "";

  /** @param changed is called when other figures of last year are to be used */
  constructor(
    private readonly memory: Memory,
    private readonly changed: () => void,
  ) {
    this.list.append(this.count, this.items);
    this.root.append(this.used, this.own, this.told, this.list);
  }

  /** Last year's figures that a report is to be held against. */
  before(session: Session): Remembered | null {
    return session.declinesRemembered ? null : this.find(session);
  }

  /** Shows what there is to say of this report. */
  show(session: Session, names: Names, words: PageWords): void {
    if (session !== this.session || words !== this.words) say(this.told, "");
    Object.assign(this, { session, names, words });
    const { list } = this.memory;
    const before = session.remembered ?? this.find(session);
    const figures = session.source.isSample ? null : figuresOf(session.result);
    const known = figures && this.memory.recall(figures);
    const isSame = figures !== null && known !== null && sameFigures(figures, known);
    const said = [words.language, before, session.remembered, figures && nameOf(figures), known && isSame, list];
    const shown = JSON.stringify(said);
    if (shown === this.shown) return;
    this.shown = shown;
    this.root.setAttribute("aria-label", words.get("remembering"));
    fill(this.used, before ? this.lineOnUse(before, session.remembered !== null) : []);
    fill(this.own, figures ? this.lineOnOwn(figures, known === null ? "new" : isSame ? "same" : "other") : []);
    this.drawList(list);
    this.root.hidden = before === null && figures === null && list.length === 0;
  }

  /** Last year's figures of the same body; none where its report itself is at hand. */
  private find({ original, source, hasPrevious }: Session): Remembered | null {
    const figures = source.isSample || hasPrevious ? null : figuresOf(original);
    return figures && this.memory.yearBefore(figures);
  }

  private lineOnUse(before: Remembered, isUsed: boolean): (HTMLElement | null)[] {
    const text = this.words.fill(isUsed ? "remembering.used" : "remembering.unused", nameOf(before));
    const press = isUsed ? "remembering.decline" : "remembering.use";
    return [this.text(text), this.press(press, before, () => this.decline(isUsed))];
  }

  private lineOnOwn(figures: Remembered, state: "new" | "same" | "other"): (HTMLElement | null)[] {
    if (!this.memory.isAllowed) return [this.text(this.words.get("remembering.forbidden"))];
    const remember = state === "other" ? "remembering.renew" : "remembering.remember";
    return [
      this.text(this.words.fill(`remembering.${state}`, nameOf(figures))),
      state === "same" ? null : this.press(remember, figures, () => this.remember()),
      state === "new" ? null : this.press("remembering.forget", figures, () => this.forget(figures)),
    ];
  }

  private drawList(list: readonly Remembered[]): void {
    const { words, names } = this;
    this.list.hidden = list.length === 0;
    say(this.count, words.fill("remembering.list", { n: list.length }));
    const items = list.map((one) =>
      element("li", {}, [
        this.text(words.fill("remembering.entry", { ...nameOf(one), form: words.edition(one.form, names) })),
        this.press("remembering.forget", one, () => this.forget(one)),
      ]),
    );
    const all = button(words.get("remembering.forget_all"), () => this.forgetAll(), { className: "link" });
    fill(this.items, [...items, element("li", {}, [all])]);
  }

  private text(text: string): HTMLElement {
    return element("span", { text, attributes: { tabindex: -1 } });
  }

  /** A press whose full name says whose figures it is about. */
  private press(key: PageWordKey, known: Known, act: () => void): HTMLButtonElement {
    const label = `${this.words.get(key)}${this.words.fill("remembering.of", nameOf(known))}`;
    return button(this.words.get(key), act, { className: "link", attributes: { "aria-label": label } });
  }

  private remember(): void {
    const figures = figuresOf(this.session.result);
    const isKept = figures !== null && this.memory.remember(figures);
    this.end(isKept ? "" : this.words.get("remembering.refused"), this.own);
  }

  private decline(declines: boolean): void {
    this.session.declinesRemembered = declines;
    this.end("", this.used);
  }

  private forget(known: Known): void {
    this.memory.forget(known);
    this.end(this.words.fill("remembering.forgotten", nameOf(known)));
  }

  private forgetAll(): void {
    this.memory.forgetAll();
    this.end(this.words.get("remembering.all_forgotten"));
  }

  /** What was pressed may be gone: the focus goes to what is said in its place. */
  private end(told: string, line: HTMLElement = this.told): void {
    this.changed();
    say(this.told, told);
    const said = told === "" ? line.querySelector("span") : this.told;
    said?.focus();
  }
}

function nameOf({ organ, year }: Known): { organ: string; year: number } {
  return { organ, year };
}
