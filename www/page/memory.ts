/** Figures of reports that were checked, on this machine: body, year, form and figures. No text is kept. */

import type { Engine, FiguresInput } from "../view/engine";
import type { CheckResult } from "../view/shapes";
import { bodyOf } from "./body";
import { storage } from "./storage";

/** What is remembered of a report: what can be given as the report of the year before. */
export interface Remembered extends FiguresInput {
  organ: string;
  year: number;
  form: string;
}

/** What tells a report from all others. */
export type Known = Pick<Remembered, "organ" | "year" | "form">;

const PREFIX = "gouji.figures.";

export class Memory {
  constructor(private readonly engine: Engine) {}

  /** Whether the browser lets the page keep anything. */
  get isAllowed(): boolean {
    return storage() !== null;
  }

  /** Everything that is remembered: each body's latest year first. */
  get list(): Remembered[] {
    const found = names().map((name) => rememberedIn(storage()?.getItem(name) ?? null));
    const list = found.filter((one): one is Remembered => one !== null);
    return list.sort((one, other) => one.organ.localeCompare(other.organ, "zh-CN") || other.year - one.year);
  }

  recall(known: Known): Remembered | null {
    return rememberedIn(storage()?.getItem(this.nameOf(known)) ?? null);
  }

  /** What a report of this body, year and form can be held against. */
  yearBefore({ organ, year, form }: Known): Remembered | null {
    const found = this.recall({ organ, year: year - 1, form });
    return found && this.isReadable(found) ? found : null;
  }

  /** Remembers it in place of what was known of this body and year; false where the browser does not allow it. */
  remember(figures: Remembered): boolean {
    try {
      const store = storage();
      store?.setItem(this.nameOf(figures), JSON.stringify(figures));
      return store !== null;
    } catch {
      return false;
    }
  }

  forget(known: Known): void {
    storage()?.removeItem(this.nameOf(known));
  }

  forgetAll(): void {
    for (const name of names()) storage()?.removeItem(name);
  }

  /** They are of a form that there is no more, or were written by another hand: they must not stop a check. */
  private isReadable(figures: Remembered): boolean {
    try {
      return this.engine.check(figures, { ...this.engine.common, lang: "zh-CN" }).status !== "unreadable";
    } catch {
      return false;
    }
  }

  /** The editions of one document have one name: last year's may have been another. */
  private nameOf({ organ, year, form }: Known): string {
    return `${PREFIX}${this.engine.forms.kind(form)}/${year}/${bodyOf(organ)}`;
  }
}

/** The figures of a result; `null` where its body, its year or its tables are not known. */
export function figuresOf({ status, organ, year, form, edition, tables }: CheckResult): Remembered | null {
  const isKnown = status !== "unreadable" && Object.keys(tables).length > 0;
  if (!isKnown || bodyOf(organ) === "" || organ === null || year === null || form === null) return null;
  // The form of a table that repeats a row holds words of the document.
  const figures = Object.entries(tables).flatMap(([id, table]) =>
    table ? [[id, { edition: table.edition, rows: table.rows }] as const] : [],
  );
  return { organ, year, form, edition, tables: Object.fromEntries(figures) };
}

/** Whether both say the same figures. */
export function sameFigures(one: FiguresInput, other: FiguresInput): boolean {
  return JSON.stringify(one.tables) === JSON.stringify(other.tables);
}

function names(): string[] {
  const store = storage();
  const all = Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? "");
  return all.filter((name) => name.startsWith(PREFIX));
}

/** Another version may have written something else: then it is none of ours. */
function rememberedIn(text: string | null): Remembered | null {
  try {
    const read: unknown = JSON.parse(text ?? "null");
    return isRemembered(read) ? read : null;
  } catch {
    return null;
  }
}

function isRemembered(read: unknown): read is Remembered {
  const { organ, year, form, tables } = (read ?? {}) as Partial<Remembered>;
  const isNamed = typeof organ === "string" && typeof year === "number" && typeof form === "string";
  return isNamed && typeof tables === "object" && tables !== null;
}
