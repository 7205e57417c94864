/** The reader's own forms: taken from files, kept on this machine, used for every check. */

import type { Engine } from "../view/engine";
import { faultsOf, type FormFault, MOST_FORM_BYTES, MOST_FORMS } from "../view/form-faults";
import type { EditionForm, Language } from "../view/shapes";

/** A form as it is kept. */
export interface OwnForm {
  id: string;
  name: string;
  /** The file that it came from. */
  file: string;
  text: string;
  /** Whether a document has any number of one of its rows. */
  hasLines: boolean;
}

/** What became of a file. */
export type Taken =
  | { kind: "taken"; form: OwnForm; isKept: boolean }
  | { kind: "faulty"; file: string; faults: readonly FormFault[] }
  /** There is no room for another one. */
  | { kind: "full"; file: string }
  | { kind: "doubled"; file: string; id: string };

const KEY = "gouji.forms";

export class OwnForms {
  private forms: OwnForm[] = [];

  constructor(private readonly engine: Engine) {
    // Another version of the page may have kept what this one does not take.
    for (const { file, text } of recall()) this.take(file, text, "zh-CN", () => true);
  }

  get list(): readonly OwnForm[] {
    return this.forms;
  }

  /** Takes a form from a file, in place of one with the same id. */
  add(file: string, text: string, lang: Language): Taken {
    return this.take(file, text, lang, keep);
  }

  private take(file: string, text: string, lang: Language, keep: (forms: readonly OwnForm[]) => boolean): Taken {
    const read = this.read(file, text, lang);
    if (!("form" in read)) return read;
    const { form } = read;
    const { library } = this.engine;
    if (library.some(({ id }) => id === form.id)) return { kind: "doubled", file, id: form.id };
    const others = this.forms.filter(({ id }) => id !== form.id);
    const forms = [...others, form];
    if (forms.length > MOST_FORMS || bytesOf(forms) > MOST_FORM_BYTES) return { kind: "full", file };
    this.use(forms, lang);
    return { kind: "taken", form, isKept: keep(forms) };
  }

  remove(id: string, lang: Language): void {
    const forms = this.forms.filter((form) => form.id !== id);
    this.use(forms, lang);
    keep(forms);
  }

  private read(file: string, text: string, lang: Language): { form: OwnForm } | Taken {
    try {
      const editions = this.engine.formsWith([text], lang);
      const { id, name, tables } = editions[editions.length - 1] as EditionForm;
      const hasLines = tables.some(({ rows }) => rows.some(({ repeated }) => repeated));
      return { form: { id, name, file, text, hasLines } };
    } catch (error) {
      const faults = faultsOf(error) ?? [{ form: 0, line: 1, column: 1, sentence: (error as Error).message }];
      return { kind: "faulty", file, faults };
    }
  }

  private use(forms: OwnForm[], lang: Language): void {
    this.forms = forms;
    this.engine.bring(
      forms.map(({ text }) => text),
      lang,
    );
  }
}

/** The text of a file that is, or is meant to be, a form; `null` for everything else. */
export async function formIn(file: File): Promise<string | null> {
  const isJson = /\.json$/i.test(file.name) || file.type === "application/json";
  if (!isJson || file.size > 2 * MOST_FORM_BYTES) return null;
  try {
    const text = await file.text();
    return isForm(text) ? text : null;
  } catch {
    return null;
  }
}

/** The tables of a form are a list, those of a result are not; settings have none. */
function isForm(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof read === "object" && read !== null && Array.isArray((read as { tables?: unknown }).tables);
  } catch {
    // With a fault in it, it is a form all the same: the checker says where.
    return /^\s*\{/.test(text.replace(/^\ufeff/, "")) && /"tables"\s*:\s*\[/.test(text);
  }
}

function bytesOf(forms: readonly OwnForm[]): number {
  return new Blob(forms.map(({ text }) => text)).size;
}

function recall(): { file: string; text: string }[] {
  try {
    const read: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(read) ? read.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(read: unknown): read is { file: string; text: string } {
  const { file, text } = (read ?? {}) as { file?: unknown; text?: unknown };
  return typeof file === "string" && typeof text === "string";
}

/** False where the browser does not allow it, or has no room. */
function keep(forms: readonly OwnForm[]): boolean {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(forms.map(({ file, text }) => ({ file, text }))));
    return true;
  } catch {
    return false;
  }
}
