/** What leaves the page by the reader's own hand: text, JSON, a table, paper. */

import { type PaperOptions, render } from "gouji";
import { drawTable } from "../view/table";
import type { Words } from "../view/words";
import type { Names } from "../view/names";
import type { Session } from "./session";

/** Puts text on the clipboard; false where the browser does not allow it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Over plain http the clipboard interface is absent, and this still works.
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

/** Hands the reader a file of this content. */
export function download(name: string, type: string, content: string | Blob | Uint8Array<ArrayBuffer>): void {
  const kind = typeof content === "string" ? `${type};charset=utf-8` : type;
  const address = URL.createObjectURL(new Blob([content], { type: kind }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const OFFICE_TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** What can be handed to an office program. */
export type OfficeFormat = keyof typeof OFFICE_TYPES;

/**
 * The report in the official form with its text, its present figures, and the
 * findings as comments, those of a batch among them. The writer loads with the first one.
 */
export async function downloadOffice(session: Session, name: string, format: OfficeFormat): Promise<void> {
  const { input, options } = session.whole;
  return downloadWritten(input, { ...options, figures: session.figures, compared: session.found }, name, format);
}

/** Any report in the official form, for an office program. */
export async function downloadWritten(
  input: Parameters<typeof render>[0],
  options: PaperOptions,
  name: string,
  format: OfficeFormat,
): Promise<void> {
  const { write } = await import("gouji/write");
  download(`${name}.${format}`, OFFICE_TYPES[format], await write(input, format, options));
}

/**
 * The record of the check as one page to keep: of the report as it was handed in, and beside
 * it the figures that were changed here alone.
 */
export function recordOf(session: Session): string {
  const { input, options } = session.whole;
  return render(input, "html", { ...options, figures: session.figures, compared: session.found });
}

/** The tables as a page of their own, with the official merges and the present figures. */
export function tablesAsPage(session: Session, names: Names, words: Words): string {
  const page = document.implementation.createHTMLDocument(session.result.title ?? "");
  page.documentElement.lang = words.language;
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  for (const name of names.tableNames(session.original.form)) {
    const form = names.form(name);
    if (!form) continue;
    const heading = page.createElement("h2");
    heading.textContent = session.sectionTitle(form, words.language);
    const { table, cells } = drawTable(form, words);
    for (const [address, view] of cells) {
      view.cell.textContent = session.text(address);
      delete view.cell.dataset.cell;
    }
    table.setAttribute("border", "1");
    table.removeAttribute("class");
    for (const marked of Array.from(table.querySelectorAll("[class]"))) marked.removeAttribute("class");
    page.body.append(heading, page.importNode(table, true));
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
