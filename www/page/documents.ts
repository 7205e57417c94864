/** The open reports, to pick one from where there are several. */

import { button, element, fill, setAttribute } from "../view/dom";
import { icon } from "../view/icons";
import { isSound } from "../view/verdict";
import type { CheckResult } from "../view/shapes";
import type { PageWords } from "./words";

/** A report in the list. */
export interface Entry {
  name: string;
  result: CheckResult;
}

/** The list; hidden for a single report. */
export class DocumentList {
  readonly root = element("nav", { className: "documents" });

  constructor(private readonly pick: (index: number) => void) {}

  show(entries: readonly Entry[], current: number, words: PageWords): void {
    this.root.hidden = entries.length < 2;
    setAttribute(this.root, "aria-label", words.get("documents"));
    const items = (this.root.hidden ? [] : entries).map((entry, index) => {
      const state = brief(entry.result, words);
      const choose = button("", () => this.pick(index), {
        className: "document",
        attributes: { "aria-current": index === current ? "true" : null },
      });
      choose.append(
        icon(isSound(entry.result) ? "passed" : entry.result.status === "findings" ? "error" : "unreadable"),
        element("span", { className: "document-name", text: entry.name }),
        element("span", { className: "aside", text: state }),
      );
      return element("li", {}, [choose]);
    });
    fill(this.root, [element("ol", {}, items)]);
  }
}

function brief(result: CheckResult, words: PageWords): string {
  if (result.status === "unreadable") return words.get("documents.unreadable");
  const { failed } = result.relations;
  if (failed > 0) return words.fill("documents.failed", { n: failed });
  const others = result.summary.error + result.summary.warning;
  if (others > 0) return words.fill("documents.others", { n: others });
  return words.get(isSound(result) ? "documents.sound" : "documents.none_failed");
}
