/** Which of the reports are shown. */

import { button, element, fill, say } from "../../view/dom";
import type { PageWords } from "../words";
import { isOfKind, type Order, type Show } from "./order";
import type { Row } from "./protocol";

const KINDS: readonly Show[] = ["all", "error", "warning", "passed", "unreadable"];

export class Filters {
  readonly root = element("div", { className: "filters" });
  private readonly kinds = element("div", { className: "kinds", attributes: { role: "group" } });
  private readonly years = element("select", { attributes: { id: "batch-year" } });
  private readonly text = element("input", { attributes: { id: "batch-text", type: "search" } });
  private readonly choices = new Map<Show, HTMLButtonElement>();
  private known = "";

  constructor(private readonly change: (change: Partial<Order>) => void) {
    for (const kind of KINDS) {
      const attributes = { "aria-pressed": String(kind === "all") };
      this.choices.set(
        kind,
        button("", () => this.choose(kind), { className: "kind", attributes }),
      );
    }
    fill(this.kinds, [...this.choices.values()]);
    this.text.addEventListener("input", () => change({ text: this.text.value.trim() }));
    this.years.addEventListener("change", () => {
      change({ year: this.years.value === "" ? null : Number(this.years.value) });
    });
  }

  draw(words: PageWords): void {
    this.known = "";
    fill(this.root, [
      this.kinds,
      element("label", { text: words.get("batch.filter.year"), attributes: { for: "batch-year" } }),
      this.years,
      element("label", { text: words.get("batch.filter.text"), attributes: { for: "batch-text" } }),
      this.text,
    ]);
    this.kinds.setAttribute("aria-label", words.get("batch.filter.kinds"));
  }

  /** Says how many there are of each kind, and offers the years there are. */
  count(rows: readonly Row[], words: PageWords): void {
    for (const [kind, choice] of this.choices) {
      const text = words.fill(`batch.kind.${kind}`, { n: rows.filter((row) => isOfKind(row, kind)).length });
      // A button that is being pressed must not be replaced: the press would be lost.
      say(choice, text);
    }
    this.offerYears(rows, words);
  }

  private choose(kind: Show): void {
    for (const [other, choice] of this.choices) choice.setAttribute("aria-pressed", String(other === kind));
    this.change({ show: kind });
  }

  private offerYears(rows: readonly Row[], words: PageWords): void {
    const years = [...new Set(rows.map(({ year }) => year))].filter((year) => year !== null).sort();
    if (years.join() === this.known) return;
    this.known = years.join();
    const chosen = this.years.value;
    const options = years.map((year) => element("option", { text: String(year), attributes: { value: year } }));
    fill(this.years, [
      element("option", { text: words.get("batch.filter.all_years"), attributes: { value: "" } }),
      ...options,
    ]);
    this.years.value = chosen;
  }
}
