// Written from the Rust types by `GOUJI_UPDATE=1 cargo test typescript`. Do not edit.
import type { Input } from "./input.js";

/** One of the three tables. */
export type TableName = "disclosure" | "applications" | "review";
/** A cell: `TABLE/ROW/COLUMN`, such as `applications/3.7/total`. */
export type Address = `${TableName}/${string}/${string}`;
/** A fact of a finding. */
export type Param = number | string | boolean | number[] | string[];

export type Result = { status: Status, reason: Reason | null, edition: string | null, year: number | null, organ: string | null, title: string | null, tables: Partial<Record<TableName, Table>>, written: Record<Address, string>, findings: Array<Finding>, repair: null, relations: Relations, waived: Array<Finding>, summary: Summary, };

export type Status = "passed" | "findings" | "unreadable";

export type Reason = { code: string, message: string, };

export type Table = { edition: string, rows: Record<string, (number | null)[]>, };

export type Finding = { rule: string, severity: Severity, message: string, params: Record<string, Param>, cells: Address[], span: Span | null, basis: string, fix: Fix | null, fingerprint: string, reason: string | null, };

export type Severity = "error" | "warning" | "info";

export type Span = { start: number, end: number, };

export type Fix = { cell: Address, value: number, kind: FixKind, };

export type FixKind = "deductive" | "suggested";

export type Relations = { 
/**
 * Relations that hold.
 */
held: number, 
/**
 * Relations that do not hold.
 */
failed: number, 
/**
 * Relations of which an operand is missing, blank or unreadable.
 */
not_assessed: number, };

export type Summary = { 
/**
 * Certainly wrong.
 */
error: number, 
/**
 * Very likely wrong.
 */
warning: number, 
/**
 * Worth knowing.
 */
info: number, };

export type Options = { 
/**
 * Language of the messages, a BCP 47 tag: `zh-CN` (the default) or `en`.
 */
lang?: string, 
/**
 * The report year, where the caller knows it better than the document.
 */
year?: number, 
/**
 * Name of the file, which may tell the year and the body.
 */
fileName?: string, 
/**
 * The same body's report of the year before.
 */
previous?: Input, 
/**
 * The reports of the units that this report adds up.
 */
units?: Array<Unit>, 
/**
 * Severities, waivers and the like.
 */
settings?: Settings, };

export type Unit = { 
/**
 * Its name; else the report's own body is named.
 */
name?: string, 
/**
 * Its report.
 */
report: Input, };

export type Settings = { preset?: Preset, rules?: Record<string, Switch>, waivers?: Array<Waiver>, level?: OrganLevel, summary_characters?: number, similarity_percent?: number, };

export type Preset = "national" | "local";

export type Switch = "error" | "warning" | "info" | "off";

export type Waiver = { 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * The finding's fingerprint as the result gives it.
 */
fingerprint: string, 
/**
 * Why it is accepted; must say something.
 */
reason: string, };

export type OrganLevel = "ministry" | "province" | "province_department" | "prefecture" | "prefecture_department" | "county" | "county_department" | "township";
