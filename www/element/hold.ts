/** Holding a publish: the notice that says why, and the mark in the page's title, for as long as that is true. */

import type { Panel } from "./panel";
import { isShown } from "./surface";
import { TitleMark } from "./title";
import type { ElementWords } from "./words";

/** How the report stands: `right`, or why it is not ready to publish. */
export type Standing = "right" | "reading" | "checking" | "unchecked" | "unreadable" | "findings";

/** What a hold goes by, as it is now. */
export interface Circumstances {
  words: ElementWords;
  /** Whether the element holds by itself what is not right. */
  gates: boolean;
  standing: Standing;
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
    const goesOn = tell(held);
    if (goesOn && !held) {
      this.end();
      return false;
    }
    this.isByPage = !held;
    this.begin();
    return true;
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
    const { words } = this.now();
    this.explain();
    this.title.put(this.host, words.get("held_title"));
    this.panel.focusHeld();
    if (!isShown(this.host)) window.alert(`${words.get("held")}\n${this.reason()}`);
  }

  private explain(): void {
    this.panel.hold(this.now().words, this.reason());
  }

  private reason(): string {
    const { words, standing } = this.now();
    if (this.isByPage || standing === "right") return words.get("held_host");
    return words.fill(`held_${standing}`, { n: this.panel.errors.length, reason: this.panel.verdict });
  }
}
