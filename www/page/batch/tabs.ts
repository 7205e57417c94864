/** One of several views at a time, chosen as ARIA's tabs are. */

import { element, say } from "../../view/dom";

export interface Tab<Name extends string> {
  name: Name;
  label: string;
}

export class Tabs<Name extends string> {
  readonly root = element("div", { className: "tabs", attributes: { role: "tablist" } });
  readonly panel = element("div", { className: "tab-panel", attributes: { role: "tabpanel", id: "batch-panel" } });
  private tabs: readonly Tab<Name>[] = [];
  private readonly buttons = new Map<Name, HTMLButtonElement>();

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
    for (const tab of tabs) this.draw(tab);
    this.panel.setAttribute("aria-labelledby", `batch-tab-${this.current}`);
    if (hadFocus) this.buttons.get(this.current)?.focus();
  }

  /** A button that is being pressed must not be replaced: the press would be lost. */
  private draw({ name, label }: Tab<Name>): void {
    const isCurrent = name === this.current;
    const tab = this.buttons.get(name) ?? this.add(name);
    say(tab, label);
    tab.setAttribute("aria-selected", String(isCurrent));
    tab.tabIndex = isCurrent ? 0 : -1;
  }

  private add(name: Name): HTMLButtonElement {
    const tab = element("button", {
      className: "tab",
      attributes: { type: "button", role: "tab", id: `batch-tab-${name}`, "aria-controls": "batch-panel" },
      on: { click: () => this.chosen(name) },
    });
    this.buttons.set(name, tab);
    this.root.append(tab);
    return tab;
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
