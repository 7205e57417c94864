/** One of several views at a time, chosen as ARIA's tabs are. */

import { element, fill } from "../../view/dom";

export interface Tab<Name extends string> {
  name: Name;
  label: string;
}

export class Tabs<Name extends string> {
  readonly root = element("div", { className: "tabs", attributes: { role: "tablist" } });
  readonly panel = element("div", { className: "tab-panel", attributes: { role: "tabpanel", id: "batch-panel" } });
  private tabs: readonly Tab<Name>[] = [];

  constructor(
    public current: Name,
    private readonly chosen: (name: Name) => void,
  ) {
    this.root.addEventListener("keydown", (event) => this.onKey(event));
  }

  show(tabs: readonly Tab<Name>[], label: string): void {
    this.tabs = tabs;
    this.root.setAttribute("aria-label", label);
    const hadFocus = this.root.contains(document.activeElement);
    fill(
      this.root,
      tabs.map((tab) => this.draw(tab)),
    );
    this.panel.setAttribute("aria-labelledby", `batch-tab-${this.current}`);
    if (hadFocus) this.root.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private draw({ name, label }: Tab<Name>): HTMLElement {
    const isCurrent = name === this.current;
    return element("button", {
      className: "tab",
      text: label,
      attributes: {
        type: "button",
        role: "tab",
        id: `batch-tab-${name}`,
        "aria-selected": String(isCurrent),
        "aria-controls": "batch-panel",
        tabindex: isCurrent ? 0 : -1,
      },
      on: { click: () => this.chosen(name) },
    });
  }

  private onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = this.tabs.findIndex(({ name }) => name === this.current);
    const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
    if (next) this.chosen(next.name);
  }
}
