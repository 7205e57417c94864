/** How far the form is filled, what can be done at once, and whether it is kept. */

import { button, element, fill, say } from "../../view/dom";
import type { PageWords } from "../words";
import type { FormSession } from "./session";

export interface BarActions {
  zeros(): void;
  undo(): void;
  redo(): void;
  forget(): void;
}

/** How a draft was kept last. */
export type Kept = { saved: Date } | "untouched" | "refused" | "elsewhere";

type Act = keyof BarActions;
const KEYS: Partial<Record<Act, string>> = { undo: "Control+Z", redo: "Control+Y" };

/** Its buttons stay the same ones: one that is being pressed may end the typing that draws the bar anew. */
export class FillingBar {
  readonly root = element("div", { className: "filling-bar" });
  private readonly progress = element("span", { className: "progress" });
  private readonly state = element("span", { className: "kept", attributes: { role: "status" } });
  private readonly buttons: Record<Act, HTMLButtonElement>;

  constructor(actions: BarActions) {
    const act = (name: Act) =>
      button("", () => actions[name](), {
        className: name === "zeros" ? "quiet" : "link",
        data: { act: name },
        attributes: { "aria-keyshortcuts": KEYS[name] },
      });
    const buttons = { zeros: act("zeros"), undo: act("undo"), redo: act("redo"), forget: act("forget") };
    this.buttons = buttons;
    fill(this.root, [this.progress, buttons.zeros, buttons.undo, buttons.redo, this.state, buttons.forget]);
  }

  show(session: FormSession, kept: Kept, words: PageWords): void {
    const { filled, all } = session.progress;
    this.progress.textContent = words.fill("form.progress", { filled, all });
    this.sayKept(kept, words);
    for (const name of Object.keys(this.buttons) as Act[]) say(this.buttons[name], words.get(`form.${name}`));
    this.enable({ zeros: filled < all, undo: session.canUndo, redo: session.canRedo, forget: true });
  }

  /** Where the button with the focus has nothing more to do, the focus goes to its neighbour. */
  private enable(enabled: Record<Act, boolean>): void {
    const { buttons } = this;
    const names = Object.keys(buttons) as Act[];
    const focused = names.find((name) => buttons[name] === document.activeElement);
    for (const name of names) buttons[name].disabled = !enabled[name];
    if (focused === undefined || enabled[focused]) return;
    const next: Act = focused === "undo" ? "redo" : "undo";
    if (enabled[next]) buttons[next].focus();
  }

  private sayKept(kept: Kept, words: PageWords): void {
    const text =
      typeof kept === "object" ? words.fill("form.kept", { time: clock(kept.saved) }) : words.get(`form.kept_${kept}`);
    this.state.dataset.kept = typeof kept === "object" ? "saved" : kept;
    say(this.state, text);
  }
}

/** `09:05` */
function clock(time: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}
