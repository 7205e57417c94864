/** Everything by which a report comes in: paste, drop, files, samples. */

import { isArchiveFile } from "./batch/archive";
import { entriesOf, filesIn, filesOfFolder, type Found } from "./batch/files";
import { button, element, fill, setAttribute } from "../view/dom";
import { SAMPLES, type Sample } from "./samples";
import type { PageWords } from "./words";

/** What was handed in, before anything is known of it. */
export type Offer =
  | { kind: "file"; file: File }
  /** A paste or drop: its rich form where there is one, and its plain form. */
  | { kind: "text"; html: string; plain: string };

export interface IntakeActions {
  take(offers: Offer[]): void;
  sample(sample: Sample): void;
  /** Figures for the cells from the one in focus on are not a report; true: they were taken. */
  pasteFigures(text: string): boolean;
  close(): void;
  /** Many files at once: a folder, an archive. */
  many(name: string, found: AsyncIterable<Found> | readonly Found[]): void;
  /** A new report to be filled in, or one that was begun. */
  fillIn(draft: string | null): void;
}

/** A report that was begun, as it is offered to go on with. */
export interface Begun {
  id: string;
  name: string;
}

/** More files than this are a folder's worth. */
const MANY = 20;

/** The surface, and the listeners on the whole page. */
export class Intake {
  readonly root = element("section", { className: "intake" });
  private readonly files: HTMLInputElement;
  /** While something else has the page, what is pasted or dropped is not for here. */
  isResting = false;

  constructor(
    private readonly actions: IntakeActions,
    /** The reader's own forms, which come in by the same ways. */
    private readonly ownForms: HTMLElement,
  ) {
    this.files = element("input", {
      className: "visually-hidden",
      attributes: { type: "file", multiple: true, id: "files", tabindex: -1 },
      on: { change: () => this.onFiles() },
    });
    document.addEventListener("paste", (event) => this.onPaste(event));
    document.addEventListener("dragover", (event) => this.onDrag(event));
    document.addEventListener("dragleave", (event) => this.onDragLeave(event));
    document.addEventListener("drop", (event) => this.onDrop(event));
  }

  /** Draws the surface in this language; `closable` once a report is open. */
  draw(words: PageWords, closable: boolean, begun: readonly Begun[]): void {
    const hint = element("p", {
      className: "aside",
      text: words.get("intake.paste_hint"),
      attributes: { id: "paste-hint" },
    });
    const area = element("textarea", {
      className: "paste",
      attributes: {
        rows: 2,
        placeholder: words.get("intake.paste"),
        "aria-label": words.get("intake.paste_label"),
        "aria-describedby": "paste-hint",
        spellcheck: "false",
        autocomplete: "off",
      },
    });
    // What arrives without a paste event (dictation, a browser's own drag).
    area.addEventListener("input", () => {
      const plain = area.value;
      area.value = "";
      if (plain.trim() !== "") this.actions.take([{ kind: "text", html: "", plain }]);
    });
    setAttribute(this.files, "aria-label", words.get("intake.choose"));
    const choose = button(words.get("intake.choose"), () => this.files.click(), { className: "primary" });
    const folder = button(words.get("batch.folder"), () => this.chooseFolder(), { className: "quiet" });
    const samples = SAMPLES.map((sample) =>
      button(words.get(sample.name), () => this.actions.sample(sample), { className: "link" }),
    );
    setAttribute(this.root, "aria-label", words.get("intake.title"));
    fill(this.root, [
      element("div", { className: "surface" }, [area, hint, choose, folder]),
      element("p", { className: "samples" }, [element("span", { text: words.get("intake.samples") }), ...samples]),
      this.drawFilling(words, begun),
      this.ownForms,
      closable ? button(words.get("intake.close"), () => this.actions.close(), { className: "link close" }) : null,
      element("p", { className: "drop-hint", text: words.get("intake.drop"), attributes: { "aria-hidden": "true" } }),
      this.files,
    ]);
  }

  private drawFilling(words: PageWords, begun: readonly Begun[]): HTMLElement {
    const resumed = begun.map(({ id, name }) =>
      button(words.fill("form.resume", { name }), () => this.actions.fillIn(id), { className: "link" }),
    );
    return element("p", { className: "fill-in" }, [
      element("span", { text: words.get("form.new_hint") }),
      button(words.get("form.new"), () => this.actions.fillIn(null), { className: "link" }),
      ...resumed,
    ]);
  }

  /** Puts the focus where a paste is expected. */
  focus(): void {
    this.root.querySelector("textarea")?.focus();
  }

  private onFiles(): void {
    const files = Array.from(this.files.files ?? []);
    // The same file can be chosen again after it was corrected.
    this.files.value = "";
    void this.offerFiles(files);
  }

  /** Lets the reader choose a folder. The field is made for it: the page has one for files. */
  chooseFolder(): void {
    const field = element("input", { attributes: { type: "file", webkitdirectory: true } });
    field.addEventListener("change", () => {
      const found = filesOfFolder(field.files ?? []);
      const name = found[0]?.path.split("/")[0] ?? "";
      if (found.length > 0) this.actions.many(name, found);
    });
    field.click();
  }

  /** A few files are opened side by side; an archive or a folder's worth is checked as a whole. */
  private async offerFiles(files: readonly File[]): Promise<void> {
    const [first] = files;
    const isMany = files.length > MANY || (await anyArchive(files));
    if (first && isMany) {
      this.actions.many(
        first.name,
        files.map((file) => ({ path: file.name, file })),
      );
    } else this.offer(files.map((file) => ({ kind: "file", file })));
  }

  private onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (!data || this.isResting) return;
    const plain = data.getData("text/plain");
    if (event.target instanceof HTMLInputElement && !/[\t\n]/.test(plain)) return;
    event.preventDefault();
    if (this.actions.pasteFigures(plain)) return;
    this.offer(offersOf(data));
  }

  private onDrag(event: DragEvent): void {
    event.preventDefault();
    if (this.isResting) return;
    document.body.classList.add("dragging");
  }

  private onDragLeave(event: DragEvent): void {
    if (event.relatedTarget === null) document.body.classList.remove("dragging");
  }

  private onDrop(event: DragEvent): void {
    event.preventDefault();
    document.body.classList.remove("dragging");
    const data = event.dataTransfer;
    if (!data) return;
    // A drop can be asked only now, before anything is waited for.
    const entries = entriesOf(data);
    const folder = entries.find((entry) => entry.isDirectory);
    if (folder) {
      this.actions.many(folder.name, filesIn(entries));
      return;
    }
    if (this.isResting) return;
    const offers = offersOf(data);
    const files = offers.map((offer) => (offer.kind === "file" ? offer.file : null)).filter((file) => file !== null);
    if (files.length > 0) void this.offerFiles(files);
    else this.offer(offers);
  }

  private offer(offers: Offer[]): void {
    if (offers.length > 0) this.actions.take(offers);
  }
}

async function anyArchive(files: readonly File[]): Promise<boolean> {
  // A file that cannot be read says so when it is opened.
  const archives = await Promise.all(files.map((file) => isArchiveFile(file).catch(() => false)));
  return archives.includes(true);
}

/** Files where there are any; else the text. A picture beside text is left out. */
function offersOf(data: DataTransfer): Offer[] {
  const html = data.getData("text/html");
  const plain = data.getData("text/plain");
  if (html !== "" || plain !== "") return [{ kind: "text", html, plain }];
  return Array.from(data.files).map((file) => ({ kind: "file", file }));
}
