/** How far the form is filled, what can be done at once, and whether it is kept. */

import { button, element, fill } from "../../view/dom";
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

export class FillingBar {
  readonly root = element("div", { className: "filling-bar" });
  private readonly progress = element("span", { className: "progress" });
  private readonly state = element("span", { className: "kept", attributes: { role: "status" } });

  constructor(private readonly actions: BarActions) {}

  show(session: FormSession, kept: Kept, words: PageWords): void {
    const { filled, all } = session.progress;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.act : undefined;
    const act = (name: "zeros" | "undo" | "redo" | "forget", disabled = false, keys?: string) =>
      button(words.get(`form.${name}`), () => this.actions[name](), {
        className: name === "zeros" ? "quiet" : "link",
        data: { act: name },
        attributes: { disabled, "aria-keyshortcuts": keys },
      });
    this.progress.textContent = words.fill("form.progress", { filled, all });
    this.sayKept(kept, words);
    fill(this.root, [
      this.progress,
      act("zeros", filled === all),
      act("undo", !session.canUndo, "Control+Z"),
      act("redo", !session.canRedo, "Control+Y"),
      this.state,
      act("forget"),
    ]);
    if (focused !== undefined) this.root.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus();
  }

  private sayKept(kept: Kept, words: PageWords): void {
    const text =
      typeof kept === "object" ? words.fill("form.kept", { time: clock(kept.saved) }) : words.get(`form.kept_${kept}`);
    this.state.dataset.kept = typeof kept === "object" ? "saved" : kept;
    if (this.state.textContent !== text) this.state.textContent = text;
  }
}

/** `09:05` */
function clock(time: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}
