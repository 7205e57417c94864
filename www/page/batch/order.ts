/** Which rows are shown, and in which order. */

import type { Row } from "./protocol";

export type Column = "organ" | "year" | "edition" | "errors" | "warnings" | "unassessed" | "headline";
export type Show = "all" | "error" | "warning" | "passed" | "unreadable";

export interface Order {
  column: Column;
  down: boolean;
  show: Show;
  /** Only rows that have this text in the body's name, the file's or the headline. */
  text: string;
  year: number | null;
}

export const FIRST_ORDER: Order = { column: "errors", down: true, show: "all", text: "", year: null };

/** The rows asked for, in the order asked for; rows that are equal stay by their path. */
export function ordered(rows: readonly Row[], order: Order): Row[] {
  const wanted = rows.filter((row) => isWanted(row, order));
  const compare = COMPARE[order.column];
  const sign = order.down ? -1 : 1;
  return wanted.sort((one, other) => sign * compare(one, other) || byText(one.path, other.path));
}

function isWanted(row: Row, { show, text, year }: Order): boolean {
  if (year !== null && row.year !== year) return false;
  if (!isOfKind(row, show)) return false;
  return text === "" || [row.organ, row.path, row.headline].some((field) => field?.includes(text));
}

/** A row stands under the gravest thing about it. */
export function isOfKind(row: Row, show: Show): boolean {
  switch (show) {
    case "all":
      return true;
    case "error":
      return row.errors > 0;
    case "warning":
      return row.status === "findings" && row.errors === 0;
    default:
      return row.status === show;
  }
}

const COMPARE: Record<Column, (one: Row, other: Row) => number> = {
  organ: (one, other) => byText(one.organ ?? "", other.organ ?? ""),
  year: (one, other) => (one.year ?? 0) - (other.year ?? 0),
  edition: (one, other) => byText(one.edition ?? "", other.edition ?? ""),
  errors: (one, other) => weight(one) - weight(other),
  warnings: (one, other) => one.warnings - other.warnings,
  unassessed: (one, other) => one.unassessed - other.unassessed,
  headline: (one, other) => byText(one.headline, other.headline),
};

/** What could not be checked weighs more than any error. */
function weight(row: Row): number {
  return row.status === "unreadable" ? Number.MAX_SAFE_INTEGER : row.errors * 1_000_000 + row.warnings;
}

// Not by the language's rules: they are a hundred times slower, and rows are many.
function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
