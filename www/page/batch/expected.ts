/** The list of bodies of which reports are expected. */

import { button, element, fill } from "../../view/dom";
import type { PageWords } from "../words";

export class Expected {
  readonly root = element("details", { className: "expected" });
  private readonly names = element("textarea", {
    attributes: { id: "batch-list", rows: 6, spellcheck: "false", "aria-describedby": "batch-list-hint" },
  });

  /** The list that is in force, as it was last put in. */
  private told = "";

  constructor(private readonly take: (list: string[]) => void) {}

  /** Gives the focus back after drawing: to the names where they had it. */
  focus(before: Element | null): void {
    const place = before === this.names ? this.names : this.root.querySelector("summary");
    place?.focus();
  }

  /** Draws it anew; names that were typed and are not yet in force stay. */
  draw(list: readonly string[], words: PageWords): void {
    const told = list.join("\n");
    if (told !== this.told) this.names.value = told;
    this.told = told;
    const title = list.length === 0 ? words.get("batch.list") : words.fill("batch.list.of", { n: list.length });
    fill(this.root, [
      element("summary", { text: title }),
      element("label", { text: words.get("batch.list.names"), attributes: { for: "batch-list" } }),
      this.names,
      element("p", { className: "aside", text: words.get("batch.list.hint"), attributes: { id: "batch-list-hint" } }),
      button(words.get("batch.list.use"), () => this.take(namesIn(this.names.value)), { className: "quiet" }),
    ]);
  }
}

/** One name a line; a column that was copied from a spreadsheet is such a list. */
function namesIn(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "");
}
