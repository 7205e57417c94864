/** Accepting a finding with a reason, and taking that back. */

import { button, element, fill } from "../view/dom";
import type { Finding } from "../view/shapes";
import type { ElementWords } from "./words";

/** Asks for the reason. Nothing is waived without one. */
export class Waiving {
  readonly root = element("div", {
    className: "waiving",
    attributes: { part: "waiving", role: "group", hidden: true },
  });
  private readonly message = element("p");
  private readonly label = element("label");
  private readonly input = element("input", { attributes: { type: "text", maxlength: 500 } });
  private readonly keep = button("", () => this.finish(true), { className: "primary" });
  private readonly cancel = button("", () => this.finish(false), { className: "quiet" });
  private take: ((reason: string) => void) | null = null;
  private asked: HTMLElement | null = null;

  /** @param leave gives the focus to something else, where what asked is gone */
  constructor(private readonly leave: () => void) {
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.root.append(this.message, this.label, this.keep, this.cancel);
  }

  speak(own: ElementWords): void {
    this.root.setAttribute("aria-label", own.get("waive.title"));
    fill(this.label, [own.get("waive.reason"), this.input]);
    this.cancel.textContent = own.get("waive.cancel");
  }

  /** Asks why what this says may be so, and hands on the answer; `keep` is the button's text. */
  ask(message: string, keep: string, take: (reason: string) => void): void {
    this.take = take;
    this.keep.textContent = keep;
    this.asked = (this.root.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    this.message.textContent = message;
    this.input.value = "";
    this.root.hidden = false;
    this.input.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    // Enter in a field would otherwise submit the page's form.
    event.preventDefault();
    event.stopPropagation();
    this.finish(event.key === "Enter");
  }

  private finish(keep: boolean): void {
    const reason = this.input.value.trim();
    if (keep && reason === "") {
      this.input.focus();
      return;
    }
    const { take } = this;
    this.take = null;
    this.root.hidden = true;
    if (this.asked?.isConnected) this.asked.focus();
    else this.leave();
    if (keep) take?.(reason);
  }
}

/** The findings that were waived, with their reasons. */
export class WaivedList {
  readonly root = element("details", { className: "waived", attributes: { part: "waived", hidden: true } });

  constructor(private readonly restore: (finding: Finding) => void) {}

  show(waived: readonly Finding[], own: ElementWords): void {
    this.root.hidden = waived.length === 0;
    const entries = waived.map((finding) =>
      element("li", {}, [
        element("p", { text: finding.message }),
        element("p", { className: "aside", text: own.fill("waived.reason", { reason: finding.reason ?? "" }) }),
        button(own.get("waived.restore"), () => this.restore(finding), {
          className: "quiet",
          attributes: { "aria-label": own.fill("waived.restore_this", { finding: finding.message }) },
        }),
      ]),
    );
    const title = element("summary", { text: own.fill("waived", { n: waived.length }) });
    fill(this.root, [title, element("ul", {}, entries)]);
  }
}
