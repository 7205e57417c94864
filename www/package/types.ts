// Written from the Rust types by `GOUJI_UPDATE=1 cargo test typescript`. Do not edit.
import type { Input } from "./input.js";

/** A cell: `TABLE/ROW/COLUMN`, such as `applications/3.7/total`. */
export type Address = `${TableName}/${string}/${string}`;
/** A fact of a finding. */
export type Param = number | string | boolean | number[] | string[];

export type Result = { status: Status, reason: Reason | null, edition: string | null, year: number | null, organ: string | null, title: string | null, tables: Partial<Record<TableName, Table>>, written: Record<Address, string>, findings: Array<Finding>, repair: Repair | null, relations: Relations, waived: Array<Finding>, summary: Summary, };

export type Status = "passed" | "findings" | "unreadable";

export type Reason = { code: string, message: string, };

export type Table = { edition: string, rows: Record<string, (number | null)[]>, };

export type Finding = { rule: string, severity: Severity, message: string, params: Record<string, Param>, cells: Address[], span: Span | null, basis: string, fix: Fix | null, fingerprint: string, position?: Position, reason: string | null, };

export type Severity = "error" | "warning" | "info";

export type Position = { 
/**
 * In words: `表三!D12`, `第 2 页`.
 */
text: string, 
/**
 * Page of a paged document.
 */
page?: number, 
/**
 * Paragraph outside tables.
 */
paragraph?: number, 
/**
 * Table of a text document.
 */
table?: number, 
/**
 * Name of a sheet of a workbook.
 */
sheet?: string, 
/**
 * Row of the table or sheet.
 */
row?: number, 
/**
 * Column of the table or sheet.
 */
column?: number, 
/**
 * Name of a workbook's cell: `D12`.
 */
cell?: string, };

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

export type Repair = { proved: boolean, unique: boolean, reason: UnnamedReason | null, headline: string, cells: Array<Correction>, slips: Array<Slip>, alternatives: Array<Alternative>, };

export type Alternative = { cells: Array<Correction>, slips: Array<Slip>, };

export type UnnamedReason = { code: Unnamed, message: string, };

export type Correction = { cell: Address, from: number | null, to: number, how: How, certain: boolean, reasons: Array<string>, reason_codes: Array<CorrectionReason>, position?: Position, };

export type Slip = { kind: SlipKind, message: string, cells: Address[], explains: Array<BrokenRelation>, };

export type BrokenRelation = { rule: string, cell: Address, };

export type How = "digit_swap" | "one_digit" | "blank_is_zero" | "sum" | "value";

export type CorrectionReason = "blank" | "total_left_at_zero" | "digit_swap" | "missing_digit" | "extra_digit" | "one_digit" | "not_a_count" | "total_not_updated" | "neighbour_row" | "neighbour_column" | "left_at_zero" | "other_figure";

export type SlipKind = "figure" | "blank" | "totals_left_at_zero" | "misplaced" | "moved" | "part_with_total";

export type Unnamed = "too_inconsistent" | "contradictory";

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

export type Rule = { 
/**
 * Permanent id, never reused.
 */
id: string, 
/**
 * Its ordinary severity.
 */
severity: Severity, 
/**
 * What it wants, in one line.
 */
title: string, 
/**
 * Why, and what it does not see.
 */
about: string, 
/**
 * The paragraph of the official format or regulation that it rests on.
 */
basis: string, 
/**
 * A case that fails and one that holds.
 */
examples: Examples, };

export type Examples = { 
/**
 * A case that fails.
 */
fails: string, 
/**
 * A case that holds.
 */
holds: string, };

export type Edition = { 
/**
 * Permanent id, the year of the notice: `2019`, `2021`.
 */
id: string, 
/**
 * Full official name in Chinese.
 */
name: string, 
/**
 * Short name in English.
 */
english: string, 
/**
 * Document number of the notice that issued it.
 */
source: string, 
/**
 * The report years that it is for.
 */
years: Years, 
/**
 * The six sections, in order.
 */
sections: Array<SectionForm>, 
/**
 * The three tables, in the order of the report.
 */
tables: Array<TableForm>, };

export type Years = { 
/**
 * First report year.
 */
from: number, 
/**
 * Last report year, `None` while in force.
 */
to: number | null, };

export type SectionForm = { 
/**
 * Chinese ordinal, `一` … `六`.
 */
ordinal: string, 
/**
 * Official heading without its ordinal.
 */
heading: string, 
/**
 * Long forms of the heading that are as good (without ordinal).
 */
accepted: Array<string>, 
/**
 * English name.
 */
english: string, };

export type TableName = "disclosure" | "applications" | "review";

export type TableForm = { 
/**
 * Which table.
 */
id: TableName, 
/**
 * Number of the section that holds it, from 1.
 */
section: number, 
/**
 * Official title: the heading of its section.
 */
title: string, 
/**
 * English title.
 */
english: string, 
/**
 * Short name in messages: `表三`.
 */
short: string, 
/**
 * The note in its head, where the form prints one.
 */
note?: string, 
/**
 * Its columns, in order.
 */
columns: Array<ColumnForm>, 
/**
 * Its rows, in order.
 */
rows: Array<RowForm>, 
/**
 * The head rows with their merges.
 */
head: Array<Array<LayoutCell>>, 
/**
 * The body rows with their merges.
 */
body: Array<LayoutRow>, 
/**
 * The declared balance edits.
 */
balance_edits: Array<BalanceEdit>, 
/**
 * Stock and flow, where the form has it.
 */
stock?: Stock, 
/**
 * Figures that are often summed by mistake, where the form has them.
 */
summed?: Summed, 
/**
 * Figures of which one is part of the other, where the form has them.
 */
at_most?: AtMost, 
/**
 * Numbers of items and their change, where the form has them.
 */
items?: Items, 
/**
 * What goes over from one year to the next, where the form has it.
 */
carried?: Carried, };

export type ColumnForm = { 
/**
 * Name in cell addresses.
 */
id: string, 
/**
 * Official label.
 */
label: string, 
/**
 * English label.
 */
english: string, 
/**
 * What it holds.
 */
kind: Kind, 
/**
 * Unit of its figures, where the form says one.
 */
unit?: string, 
/**
 * Other labels that surely mean this column.
 */
accepted?: Array<string>, };

export type RowForm = { 
/**
 * Name in cell addresses, `3.3.1`.
 */
id: string, 
/**
 * Official label, numbering included.
 */
label: string, 
/**
 * English label.
 */
english: string, 
/**
 * Labels of the groups that it stands in, outermost first.
 */
group?: Array<string>, 
/**
 * The columns it has, where it has not all of them.
 */
columns?: Array<string>, 
/**
 * Other labels that surely mean this row.
 */
accepted?: Array<string>, };

export type Kind = "count" | "signed" | "amount";

export type LayoutCell = { 
/**
 * What is printed.
 */
text: string, 
/**
 * Rows spanned.
 */
rows?: number, 
/**
 * Columns spanned.
 */
columns?: number, };

export type LayoutRow = { 
/**
 * Its cells.
 */
head: Array<LayoutCell>, } | { 
/**
 * The label cells that start in this row.
 */
labels: Array<LayoutCell>, 
/**
 * Its figures.
 */
figures: Array<LayoutFigure>, };

export type LayoutFigure = { 
/**
 * Row and column id, `3.7/total`.
 */
cell: string, 
/**
 * Columns spanned.
 */
columns?: number, };

export type BalanceEdit = { 
/**
 * Rule id under which a broken relation is reported.
 */
rule: string, 
/**
 * Over what it is repeated.
 */
per: Per, 
/**
 * Ids of the operands whose sum is the left side.
 */
left: Array<string>, 
/**
 * Ids of the operands whose sum is the right side.
 */
right: Array<string>, 
/**
 * Id of the operand that a reader looks at first.
 */
target: string, 
/**
 * The relation in the words of the form, for print.
 */
text: string, };

export type Per = "row" | "column";

export type Stock = { 
/**
 * Row ids.
 */
rows: Array<string>, 
/**
 * Column id of what is in force at the end of the year.
 */
stock: string, 
/**
 * Column id of what was added in the year.
 */
added: string, 
/**
 * Column id of what was removed in the year.
 */
removed: string, };

export type Summed = { 
/**
 * Row ids.
 */
rows: Array<string>, 
/**
 * Column id of last year's items.
 */
stock: string, 
/**
 * Column id of this year's change.
 */
change: string, 
/**
 * Column id of the independent figure.
 */
flow: string, };

export type AtMost = { 
/**
 * Row ids.
 */
rows: Array<string>, 
/**
 * Column id of the part.
 */
part: string, 
/**
 * Column id of the whole.
 */
whole: string, };

export type Items = { 
/**
 * Row ids.
 */
rows: Array<string>, 
/**
 * Column id of last year's items.
 */
stock: string, 
/**
 * Column id of this year's change.
 */
change: string, };

export type Carried = { 
/**
 * Row id of what came from the year before.
 */
into: string, 
/**
 * Row id of what goes to the next year.
 */
out_of: string, };
