/** Holding a publish: the notice that says why, and the mark in the page's title, for as long as that is true. */

import type { Panel } from "./panel";
import { isShown } from "./surface";
import { TitleMark } from "./title";
import type { ElementWords } from "./words";

/** How the report stands: `right`, or why it is not ready to publish. */
export type Standing =
  | "right"
  | "reading"
  | "checking"
  | "unchecked"
  | "unreadable"
  | "findings"
  /** What is shown is not what the editor would save. */
  | "unsaved"
  /** Too little of it could be assessed, and nobody has said why. */
  | "unassessed";

/** What a hold goes by, as it is now. */
export interface Circumstances {
  words: ElementWords;
  /** Whether the element holds by itself what is not right. */
  gates: boolean;
  standing: Standing;
  /** Of an unassessed report: how many of how many relations. */
  facts?: Record<string, number>;
  /** Asks for the reason why that is right. */
  ask?(): void;
}

export class Hold {
  private isByPage = false;
  private readonly title = new TitleMark();

  /** @param host the element that has to be seen for the notice to be */
  constructor(
    private readonly host: HTMLElement,
    private readonly panel: Panel,
    private readonly now: () => Circumstances,
  ) {}

  /**
   * Whether publishing is held; where it is, the reason is shown and has the focus.
   *
   * @param tell tells the page whether the element holds; `false`: the page does so itself
   */
  decide(tell: (held: boolean) => boolean): boolean {
    const { gates, standing } = this.now();
    const held = gates && standing !== "right";
    const isHeld = !tell(held) || held;
    this.isByPage = isHeld && !held;
    try {
      if (isHeld) this.begin();
      else this.end();
    } catch (error) {
      // What cannot be shown is held all the same.
      console.warn("gouji-checker:", error);
    }
    return isHeld;
  }

  /** Keeps the notice to what is true now. */
  review(): void {
    if (!this.panel.isHolding) return;
    const { gates, standing } = this.now();
    if (standing === "right" || !(gates || this.isByPage)) this.end();
    else this.explain();
  }

  /** Takes the notice away: there is nothing left to hold for. */
  end(): void {
    this.title.take();
    if (this.panel.isHolding) this.panel.release();
  }

  /** A hold that no one sees would look like a broken button. */
  private begin(): void {
    for (let at: Element | null = this.host; at; at = at.parentElement) {
      if (at.localName === "details") at.setAttribute("open", "");
    }
    const { words, standing } = this.now();
    this.explain();
    // Nobody knows of an error in what was not assessed.
    this.title.put(this.host, words.get(standing === "unassessed" ? "held_title_unassessed" : "held_title"));
    this.panel.focusHeld();
    if (!isShown(this.host)) window.alert(`${words.get("held")}\n${this.reason()}`);
  }

  private explain(): void {
    const { words, ask } = this.now();
    this.panel.hold(words, this.reason(), ask);
  }

  private reason(): string {
    const { words, standing } = this.now();
    if (this.isByPage || standing === "right") return words.get("held_host");
    const facts = { n: this.panel.errors.length, reason: this.panel.verdict, ...this.now().facts };
    return words.fill(`held_${standing}`, facts);
  }
}
