/** One report of many: what was found in it. */

import { button, element, fill } from "../../view/dom";
import { icon } from "../../view/icons";
import type { PageWords } from "../words";
import type { ListedFinding, Row } from "./protocol";
import { failureText } from "./table";

export interface DetailActions {
  open(path: string): void;
  pick(path: string): void;
}

export class Detail {
  readonly root = element("section", { className: "detail", attributes: { tabindex: -1, "aria-live": "polite" } });

  constructor(private readonly actions: DetailActions) {}

  show(
    row: Row | undefined,
    findings: readonly ListedFinding[],
    previous: string | null,
    isAtHand: boolean,
    words: PageWords,
  ): void {
    if (!row) {
      fill(this.root, [element("p", { className: "aside", text: words.get("batch.pick") })]);
      return;
    }
    const { path, organ, headline, failure } = row;
    const reason = headline || (failure === null ? "" : failureText(failure, words));
    const listed = findings.map(({ rule, severity, message }) =>
      element("li", { data: { rule, severity } }, [icon(severity), element("span", { text: message })]),
    );
    fill(this.root, [
      element("h3", { text: organ ?? path }),
      element("p", { className: "aside path", text: path }),
      isAtHand
        ? button(words.get("batch.open"), () => this.actions.open(path), { className: "primary" })
        : element("p", { className: "aside", text: words.get("batch.not_at_hand") }),
      previous === null
        ? null
        : element("p", {}, [
            element("span", { text: words.get("batch.previous") }),
            button(previous, () => this.actions.pick(previous), { className: "link" }),
          ]),
      row.status === "unreadable" ? element("p", { text: reason }) : null,
      row.status !== "unreadable" && listed.length === 0 ? element("p", { text: words.get("batch.sound") }) : null,
      element("ol", { className: "detail-findings" }, listed),
    ]);
  }
}
