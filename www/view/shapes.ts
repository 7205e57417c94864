/**
 * The shapes that the checker answers with, as far as the views read them.
 * A cell is named by its address, `table/row/column`.
 */

export type Language = "zh-CN" | "en";
export type Severity = "error" | "warning" | "info";
export type TableName = "disclosure" | "applications" | "review";
export type Address = string;
/** `null`: the cell is blank or cannot be read as a number. */
export type Figure = number | null;

export interface TableFigures {
  edition: string;
  /** Row id → its figures in the order of the form's columns. */
  rows: Record<string, Figure[]>;
}

export type Tables = Partial<Record<TableName, TableFigures>>;

export interface Fix {
  cell: Address;
  value: number;
  kind: "deductive" | "suggested";
}

export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  params: Record<string, unknown>;
  /** The cell to look at first leads; empty for a finding on text. */
  cells: Address[];
  span: { start: number; end: number } | null;
  basis: string;
  fix: Fix | null;
  /** What a waiver names it by. */
  fingerprint?: string;
  /** Why it was waived, where it was. */
  reason?: string | null;
}

export interface Correction {
  cell: Address;
  from: Figure;
  to: number;
  /** Whether every smallest repair has this cell with this value. */
  certain: boolean;
  /** What speaks for it, the strongest reason first. */
  reasons: string[];
}

/** One thing that happened, however many cells it touched. */
export interface Slip {
  message: string;
  cells: Address[];
  /** The broken relations that it explains, by rule and first cell. */
  explains: { rule: string; cell: Address }[];
}

/** A set of corrections that makes every relation hold. */
export interface Alternative {
  cells: Correction[];
  slips: Slip[];
}

export interface Repair extends Alternative {
  proved: boolean;
  unique: boolean;
  /** Why no cell is named, where none is. */
  reason: { code: string; message: string } | null;
  headline: string;
  alternatives: Alternative[];
}

export interface Relations {
  held: number;
  failed: number;
  not_assessed: number;
}

export interface CheckResult {
  status: "passed" | "findings" | "unreadable";
  reason: { code: string; message: string } | null;
  edition: string | null;
  year: number | null;
  organ: string | null;
  title: string | null;
  tables: Tables;
  /** What stood in the cells that do not simply hold their number. */
  written?: Record<Address, string>;
  findings: Finding[];
  repair: Repair | null;
  relations: Relations;
  waived: Finding[];
  summary: Record<Severity, number>;
}

export interface LayoutCell {
  text: string;
  rows?: number;
  columns?: number;
}

export interface LayoutRow {
  /** A row of labels only. */
  head?: LayoutCell[];
  labels?: LayoutCell[];
  figures?: { cell: string; columns?: number }[];
}

export interface ColumnForm {
  id: string;
  label: string;
  english: string;
  kind: "count" | "signed" | "amount";
  unit?: string | null;
}

export interface RowForm {
  id: string;
  label: string;
  english: string;
  group?: string[];
  columns?: string[];
}

export interface TableForm {
  id: TableName;
  title: string;
  english: string;
  short: string;
  /** Number of the section that holds it, from 1. */
  section: number;
  columns: ColumnForm[];
  rows: RowForm[];
  head: LayoutCell[][];
  body: LayoutRow[];
}

export interface EditionForm {
  id: string;
  english: string;
  source: string;
  sections: { ordinal: string; heading: string; english: string }[];
  tables: TableForm[];
}

/** Title and explanation of a rule, by its permanent id. */
export interface RuleText {
  id: string;
  title: string;
}

export const TABLE_NAMES: readonly TableName[] = ["disclosure", "applications", "review"];
