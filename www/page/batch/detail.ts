/** One report of many: what was found in it. */

import { button, element, fill } from "../../view/dom";
import { icon } from "../../view/icons";
import type { PageWords } from "../words";
import type { ListedFinding, Row } from "./protocol";
import { sentenceOf } from "./table";

export interface DetailActions {
  open(path: string): void;
  pick(path: string): void;
  /** The report is the region's own; `null`: it is not. */
  own(path: string | null): void;
}

/** What is shown of a report beside its row. */
export interface Shown {
  findings: readonly ListedFinding[];
  /** The file of the year before that it was compared with. */
  previous: string | null;
  isAtHand: boolean;
  /** The reader said that it is the region's own. */
  isOwn: boolean;
}

export class Detail {
  readonly root = element("section", { className: "detail", attributes: { tabindex: -1, "aria-live": "polite" } });

  private drawn = "";

  constructor(private readonly actions: DetailActions) {}

  /** Draws a report, where anything of it has changed: what is being read or has the focus stays. */
  show(row: Row | undefined, shown: Shown, words: PageWords): void {
    const drawn = JSON.stringify([row, shown, words.language]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const hadFocus = this.root.contains(document.activeElement) && document.activeElement !== this.root;
    this.draw(row, shown, words);
    // The button that was pressed is drawn anew.
    if (hadFocus) this.root.querySelector<HTMLElement>("[aria-pressed], button")?.focus();
  }

  private draw(row: Row | undefined, { findings, previous, isAtHand, isOwn }: Shown, words: PageWords): void {
    if (!row) {
      fill(this.root, [element("p", { className: "aside", text: words.get("batch.pick") })]);
      return;
    }
    const { path, organ } = row;
    const listed = findings.map(({ rule, severity, message }) =>
      element("li", { data: { rule, severity } }, [icon(severity), element("span", { text: message })]),
    );
    fill(this.root, [
      element("h3", { text: organ ?? path }),
      element("p", { className: "aside path", text: path }),
      isAtHand
        ? button(words.get("batch.open"), () => this.actions.open(path), { className: "primary" })
        : element("p", { className: "aside", text: words.get("batch.not_at_hand") }),
      row.status === "unreadable"
        ? null
        : button(words.get("batch.own"), () => this.actions.own(isOwn ? null : path), {
            className: "quiet",
            attributes: { "aria-pressed": String(isOwn) },
          }),
      previous === null
        ? null
        : element("p", {}, [
            element("span", { text: words.get("batch.previous") }),
            button(previous, () => this.actions.pick(previous), { className: "link" }),
          ]),
      row.status === "unreadable" ? element("p", { text: sentenceOf(row, words) }) : null,
      row.status === "passed" && listed.length === 0 && row.unassessed === 0
        ? element("p", { text: words.get("batch.sound") })
        : null,
      row.unassessed > 0 ? element("p", { text: words.fill("batch.unassessed", { n: row.unassessed }) }) : null,
      element("ol", { className: "detail-findings" }, listed),
    ]);
  }
}
