/** The finished report, out of the page by the writer's own hand. */

import { button, element, fill } from "../../view/dom";
import { download, downloadWritten, type OfficeFormat } from "../exports";
import { figuresOf, type Memory } from "../memory";
import type { PageWordKey, PageWords } from "../words";
import { titleOf } from "./draft";
import type { FormSession } from "./session";

export class Outputs {
  private readonly root = element("div", { className: "tools" });
  private words!: PageWords;

  constructor(
    private readonly session: () => FormSession,
    private readonly memory: Memory,
    private readonly tell: (text: string) => void,
  ) {}

  draw(words: PageWords): HTMLElement {
    this.words = words;
    fill(this.root, [
      button(words.get("form.copy"), () => void this.copy(), { className: "primary" }),
      button(words.get("form.html"), () => this.html(), { className: "quiet" }),
      button(words.get("export.docx"), () => void this.office("docx"), { className: "quiet" }),
      button(words.get("export.xlsx"), () => void this.office("xlsx"), { className: "quiet" }),
      button(words.get("export.print"), () => window.print(), { className: "quiet" }),
      button(words.get("form.remember"), () => this.remember(), { className: "quiet" }),
    ]);
    return this.root;
  }

  /** Onto the clipboard with its tables, to be pasted into a field of the CMS. */
  private async copy(): Promise<void> {
    const copied = await copyRich(this.session().body);
    this.say(copied ? "form.copied" : "form.copy_failed");
  }

  /** Says what was done, and that cells are still blank where they are. */
  private say(key: PageWordKey): void {
    const { filled, all } = this.session().progress;
    const blank = filled < all ? [this.words.fill("form.still_blank", { n: all - filled })] : [];
    this.tell([this.words.get(key), ...blank].join(""));
  }

  /** Its figures, for the year after. */
  private remember(): void {
    const figures = figuresOf(this.session().result);
    if (!figures) this.tell(this.words.get("form.remember_unnamed"));
    else if (this.memory.remember(figures)) this.say("form.remembered_told");
    else this.tell(this.words.get("remembering.refused"));
  }

  private html(): void {
    const session = this.session();
    download(`${fileName(titleOf(session.present))}.html`, "text/html", session.page());
    this.say("form.downloaded");
  }

  private async office(format: OfficeFormat): Promise<void> {
    const session = this.session();
    await downloadWritten(session.page(), session.written, fileName(titleOf(session.present)), format);
    this.say("form.downloaded");
  }
}

/** What a file system may refuse is left out. */
function fileName(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]/gu, "").slice(0, 80);
}

/** By a selection: so it works over plain http and from a disk too. */
async function copyRich(body: HTMLElement): Promise<boolean> {
  const holder = element("div", { className: "visually-hidden", attributes: { "aria-hidden": "true" } });
  holder.append(...Array.from(body.childNodes, (node) => document.importNode(node, true)));
  const focused = document.activeElement;
  document.body.append(holder);
  const selection = window.getSelection();
  selection?.selectAllChildren(holder);
  const copied = document.execCommand("copy");
  selection?.removeAllRanges();
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
