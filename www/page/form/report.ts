/** A draft → the report as HTML, in the official form with its exact merges. */

import { element, fill, say } from "../../view/dom";
import type { Address, EditionForm, Figure, TableForm } from "../../view/shapes";
import { drawTable } from "../../view/table";
import { Words } from "../../view/words";
import { type Draft, type Passage, PASSAGES, titleOf } from "./draft";

/** The official labels, whatever language the page speaks. */
const CHINESE = new Words("zh-CN");

/** One form's report as elements that follow the draft: what is checked, copied and downloaded. */
export class ReportDocument {
  readonly body = element("article");
  private readonly title = element("h1");
  private readonly cells = new Map<Address, HTMLElement>();
  private readonly passages = new Map<Passage, HTMLElement>();

  constructor(edition: EditionForm) {
    this.body.append(this.title);
    for (const { passage, section } of PASSAGES) {
      if (section === 5) for (const form of edition.tables) this.addTable(edition, form);
      this.addHeading(edition, section);
      const place = element("div");
      this.passages.set(passage, place);
      this.body.append(place);
    }
  }

  /** Writes the draft and its figures into the elements. */
  show(draft: Draft, figures: ReadonlyMap<Address, Figure>): void {
    say(this.title, titleOf(draft));
    for (const [address, cell] of this.cells) say(cell, String(figures.get(address) ?? ""));
    for (const [passage, place] of this.passages) writeParagraphs(place, draft.passages[passage]);
  }

  /** The report as a page of its own. */
  page(): string {
    const page = document.implementation.createHTMLDocument(this.title.textContent ?? "");
    page.documentElement.lang = "zh-CN";
    const charset = page.createElement("meta");
    charset.setAttribute("charset", "utf-8");
    page.head.prepend(charset);
    page.body.append(page.importNode(this.body, true));
    return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
  }

  private addHeading(edition: EditionForm, section: number): boolean {
    const form = edition.sections[section - 1];
    if (form) this.body.append(element("h2", { text: `${form.ordinal}、${form.heading}` }));
    return form !== undefined;
  }

  private addTable(edition: EditionForm, form: TableForm): void {
    if (!this.addHeading(edition, form.section)) this.body.append(element("h2", { text: form.title }));
    const { table, cells } = drawTable(form, CHINESE);
    for (const [address, { cell }] of cells) {
      cell.textContent = "";
      delete cell.dataset.cell;
      this.cells.set(address, cell);
    }
    table.setAttribute("border", "1");
    for (const marked of [table, ...Array.from(table.querySelectorAll("[class]"))]) marked.removeAttribute("class");
    this.body.append(table);
  }
}

function writeParagraphs(place: HTMLElement, text: string): void {
  const lines = text.split("\n").map((line) => line.trim());
  const paragraphs = lines.filter((line) => line !== "");
  if (paragraphs.join("") === place.textContent && paragraphs.length === place.childElementCount) return;
  fill(
    place,
    paragraphs.map((paragraph) => element("p", { text: paragraph })),
  );
}
