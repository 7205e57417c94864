/** A report that is being filled in: plain data, kept as it is. */

import type { FiguresInput } from "../../view/engine";
import type { Address, EditionForm, Figure } from "../../view/shapes";

/** Figures put in by hand. Totals that are computed have none. */
export type Figures = Readonly<Record<Address, Figure>>;

/** The parts of a report that are sentences, and where they stand. */
export type Passage = "preface" | "summary" | "problems" | "others";

/** The section, counted from 1, that a passage is; the preface stands before all. */
export const PASSAGES: readonly { passage: Passage; section: number }[] = [
  { passage: "preface", section: 0 },
  { passage: "summary", section: 1 },
  { passage: "problems", section: 5 },
  { passage: "others", section: 6 },
];

/** Last year's report: its figures, and its words where it has any. */
export interface PreviousReport {
  /** What the reader knows it by. */
  name: string;
  content: string | FiguresInput;
  figures: FiguresInput;
}

/** What is kept of a report. */
export interface Draft {
  id: string;
  organ: string;
  year: number;
  figures: Figures;
  passages: Readonly<Record<Passage, string>>;
  previous: PreviousReport | null;
  /** The user's form that it fills in, else the official one of its year. */
  form?: { id: string; name: string };
  /** When it was kept last, in milliseconds since 1970. */
  saved: number;
}

/** A new draft for the year that is due at this time, of an official form or a user's. */
export function newDraft(now: Date, form?: { id: string; name: string }): Draft {
  const passages = { preface: "", summary: "", problems: "", others: "" };
  const id = `${now.getTime().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  return {
    id,
    organ: "",
    year: yearDue(now),
    figures: {},
    passages,
    previous: null,
    saved: now.getTime(),
    ...(form && { form }),
  };
}

/** Reports are due from January to March for the year before. */
export function yearDue(now: Date): number {
  const year = now.getFullYear();
  return now.getMonth() < 6 ? year - 1 : year;
}

/** The form that a report of this year has to use, the newest of several, if there is one. */
export function editionOf(year: number, editions: readonly EditionForm[]): EditionForm | undefined {
  return [...editions].reverse().find(({ years }) => years.from <= year && (years.to === null || year <= years.to));
}

/** The title that the official format gives a report, or the name of a user's form. */
export function titleOf({ organ, year, form }: Draft): string {
  return `${organ.trim()}${year}年${form?.name ?? "政府信息公开工作年度报告"}`;
}

/** Whether nothing was written yet that would be missed. */
export function isUntouched(draft: Draft): boolean {
  const written = [draft.organ, ...Object.values(draft.passages)].some((text) => text.trim() !== "");
  return !written && Object.keys(draft.figures).length === 0 && draft.previous === null;
}
