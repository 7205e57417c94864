/** The open reports, to pick one from where there are several. */

import { button, element, fill, setAttribute } from "../view/dom";
import { type Icon, icon } from "../view/icons";
import { isSound } from "../view/verdict";
import type { CheckResult } from "../view/shapes";
import type { PageWords } from "./words";

/** A report in the list. */
export interface Entry {
  name: string;
  result: CheckResult;
  /** Figures changed on the page: the result is not that of the document. */
  changed: number;
}

/** The list; hidden for a single report. */
export class DocumentList {
  readonly root = element("nav", { className: "documents" });

  constructor(private readonly pick: (index: number) => void) {}

  show(entries: readonly Entry[], current: number, words: PageWords): void {
    this.root.hidden = entries.length < 2;
    setAttribute(this.root, "aria-label", words.get("documents"));
    const items = (this.root.hidden ? [] : entries).map((entry, index) => {
      const state = brief(entry, words);
      const choose = button("", () => this.pick(index), {
        className: "document",
        attributes: { "aria-current": index === current ? "true" : null },
      });
      choose.append(
        icon(signOf(entry)),
        element("span", { className: "document-name", text: entry.name }),
        element("span", { className: "aside", text: state }),
      );
      return element("li", {}, [choose]);
    });
    fill(this.root, [element("ol", {}, items)]);
  }
}

function brief({ result, changed }: Entry, words: PageWords): string {
  if (changed > 0) return words.fill("documents.changed", { n: changed });
  if (result.status === "unreadable") return words.get("documents.unreadable");
  const { relations, summary } = result;
  if (relations.failed > 0) return words.fill("documents.failed", { n: relations.failed });
  if (summary.error > 0) return words.fill("documents.errors", { n: summary.error });
  if (summary.warning > 0) return words.fill("documents.warnings", { n: summary.warning });
  if (relations.not_assessed > 0) return words.fill("documents.not_assessed", { n: relations.not_assessed });
  return words.get(isSound(result) ? "documents.sound" : "documents.none_failed");
}

function signOf({ result, changed }: Entry): Icon {
  if (result.status === "unreadable") return "unreadable";
  if (result.summary.error > 0) return "error";
  if (result.summary.warning > 0) return "warning";
  return isSound(result) && changed === 0 ? "passed" : "info";
}
