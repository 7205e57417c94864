/** The list of bodies of which reports are expected. */

import { button, element, fill } from "../../view/dom";
import type { PageWords } from "../words";

export class Expected {
  readonly root = element("details", { className: "expected" });
  private readonly names = element("textarea", {
    attributes: { id: "batch-list", rows: 6, spellcheck: "false", "aria-describedby": "batch-list-hint" },
  });

  constructor(private readonly take: (list: string[]) => void) {}

  focus(): void {
    this.root.querySelector("summary")?.focus();
  }

  draw(list: readonly string[], words: PageWords): void {
    this.names.value = list.join("\n");
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
