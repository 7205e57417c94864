// Written from the Rust types by `GOUJI_UPDATE=1 cargo test typescript`. Do not edit.
import type { Input } from "./input.js";

/** A table of a form, as its file names it: `applications`. */
export type TableName = string;
/** A cell: `TABLE/ROW/COLUMN`, such as `applications/3.7/total`. */
export type Address = `${TableName}/${string}/${string}`;
/** A fact of a finding. */
export type Param = number | string | boolean | number[] | string[];

export type Result = { status: Status, reason: Reason | null, edition: string | null, 
/**
 * Id of the form that the report follows.
 */
form: string | null, year: number | null, organ: string | null, title: string | null, tables: Partial<Record<TableName, Table>>, written: Record<Address, string>, findings: Array<Finding>, repair: Repair | null, relations: Relations, waived: Array<Finding>, summary: Summary, };

export type Status = "passed" | "findings" | "unreadable";

export type Reason = { code: string, message: string, };

export type Table = { edition: string, rows: Record<string, (number | null)[]>, 
/**
 * The form with a row for each line of this document, where its own repeats a row.
 */
form?: TableForm, };

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

export type CorrectionReason = "blank" | "unread" | "total_left_at_zero" | "digit_swap" | "missing_digit" | "doubled_digit" | "extra_digit" | "one_digit" | "not_a_count" | "total_not_updated" | "neighbour_row" | "neighbour_column" | "should_be_zero" | "left_at_zero" | "other_figure";

export type SlipKind = "figure" | "blank" | "totals_left_at_zero" | "misplaced" | "moved" | "part_with_total";

export type Unnamed = "too_inconsistent" | "contradictory" | "too_large";

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
 * Other documents of the same body and year, for relations across documents.
 */
others?: Array<Input>, 
/**
 * The forms that a document may follow beside those of the library, each as its
 * file says it: an object, or its JSON as text.
 */
forms?: Array<object | string>, 
/**
 * When the report was published, or is to be: `2026-01-28`. It is held
 * against the date by which a body of its level publishes.
 */
published?: string, 
/**
 * Severities, waivers and the like.
 */
settings?: Settings, 
/**
 * When the check is made, as RFC 3339 writes it: `2026-03-01T09:30:00+08:00`.
 * Told in what is written about the check, and without any effect on the result.
 */
time?: string, };

export type Unit = { 
/**
 * Its name; else the report's own body is named.
 */
name?: string, 
/**
 * Its report.
 */
report: Input, };

export type Settings = { preset?: Preset, rules?: Record<string, Switch>, waivers?: Array<Waiver>, level?: OrganLevel, summary_characters?: number, similarity_percent?: number, checklist?: Array<ChecklistItem>, };

export type Preset = "national" | "local" | "wuwei";

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

export type ChecklistItem = { 
/**
 * What has to be told, as the finding names it: 政府网站发布信息的条数.
 */
name: string, 
/**
 * Words of which one shows that a sentence tells it.
 */
words: Array<string>, 
/**
 * Whether the sentence must give a number: a count, or that there is none.
 */
counted?: boolean, };

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
 * The document that it is an edition of, where that has several.
 */
edition_of?: string, 
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
 * Month and day of the year after the report year by which it is published: `01-31`.
 */
due?: string, 
/**
 * Words of which a document of a companion has one; any document, where there are none.
 */
marks?: Array<string>, 
/**
 * The six sections, in order.
 */
sections: Array<SectionForm>, 
/**
 * Its tables, in the order of the report.
 */
tables: Array<TableForm>, 
/**
 * What the package adds to the file: cells that are the sum of others.
 */
totals: Record<Address, Address[]>, };

export type Years = { 
/**
 * First report year.
 */
from: number, 
/**
 * Last report year, `None` while in force.
 */
to: number | null, 
/**
 * The report year for which it was recommended and not yet prescribed.
 */
recommended?: number, };

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

export type TableForm = { 
/**
 * Name in cell addresses.
 */
id: string, 
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
 * Labels of columns that hold no figures: 序号, 行次, 备注.
 */
other_columns?: Array<string>, 
/**
 * Whether a document may lack it: whoever has nothing to do with it leaves it out.
 */
optional?: boolean, 
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
 * What its figures obey (勾稽关系).
 */
relations: Array<Relation>, 
/**
 * Words in which the text of a document says a figure.
 */
said?: Array<Said>, 
/**
 * Figures that mean the same as one of another form: series of years go on through them.
 */
same_as?: Array<SameAs>, 
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
 * Labels over it in the head, outermost first: they tell columns of one label apart.
 */
group?: Array<string>, 
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
accepted?: Array<string>, 
/**
 * Unit of its figures, where the form prints one beside each label.
 */
unit?: string, 
/**
 * Whether a document has any number of it, each with a label of its own: a line a unit.
 */
repeated?: boolean, 
/**
 * Whether it is printed without its label: the one row of figures beneath the heads.
 */
unlabelled?: boolean, 
/**
 * What its figures are, where that is not what the column holds: money among counts.
 */
kind?: Kind, 
/**
 * The row of which it is a line, in the form of one document.
 */
line_of?: string, };

export type Kind = "count" | "signed" | "amount" | "decimal";

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

export type Relation = { 
/**
 * Rule id under which a broken relation is reported.
 */
id: string, 
/**
 * Over what it is repeated; once, where nothing is said.
 */
each?: Each, 
/**
 * The rows or columns in which it holds; all, where none are named.
 */
in?: Array<string>, 
/**
 * The relation: `1 + 2 = 3.7 + 4`.
 */
holds: string, 
/**
 * The condition under which it has to hold: `amount > 0`.
 */
when?: string, 
/**
 * The operand that a reader looks at first; else the one that stands alone.
 */
names?: string, 
/**
 * How it takes a blank cell.
 */
blank?: Blank, 
/**
 * By how much the two sides may differ.
 */
tolerance?: number, 
/**
 * How much a broken relation weighs; an error, where nothing is said.
 */
severity?: Severity, 
/**
 * Whether a broken one is told, and nothing is guessed of which figure is wrong.
 */
no_correction?: boolean, 
/**
 * The relation in the words of the form, for print.
 */
text?: string, 
/**
 * What it rests on.
 */
basis?: string, 
/**
 * What is said where it is broken; `{left}`, `{right}` and `{difference}` are
 * figures, `{row}`, `{column}` and `{cell}` name the cell.
 */
message?: Sentence, };

export type Each = "once" | "row" | "column";

export type Blank = "not_assessed" | "zero" | "all_or_none";

export type Sentence = { 
/**
 * In simplified Chinese.
 */
"zh-CN": string, 
/**
 * In English; where it is not given, the Chinese one is shown.
 */
en?: string, };

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

export type Said = { 
/**
 * Row and column id: `total/amount`.
 */
cell: string, 
/**
 * The words, with `{}` where the number stands: `行政处罚总数为{}宗`.
 */
words: Array<string>, };

export type SameAs = { 
/**
 * Row and column id: `3.1/count`.
 */
cell: string, 
/**
 * What its documents are called, and the address there: `annual_report.applications/1/total`.
 */
figure: string, };

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

export type RegionEntry = { 
/**
 * Its file, as the caller calls it.
 */
file: string, 
/**
 * The verdict.
 */
status: Status, 
/**
 * Why it could not be checked.
 */
reason: RegionReason | null, 
/**
 * The form that it follows, where a caller brought that: the name of its family.
 */
form?: string, 
/**
 * The edition of its tables.
 */
edition: string | null, 
/**
 * Its report year; of an unreadable report what its file's name says.
 */
year: number | null, 
/**
 * The body that reports, else what the file's name says.
 */
organ: string | null, 
/**
 * The most important of it in one sentence; empty where it passed.
 */
headline: string, 
/**
 * Its findings by severity, all of them.
 */
summary: Summary, 
/**
 * Relations that could not be assessed, those of missing tables among them.
 */
not_assessed: number, 
/**
 * Its first 200 findings.
 */
findings: Array<RegionFinding>, 
/**
 * How many more there are, by rule.
 */
more: Array<RegionMore>, 
/**
 * Its figures as a result's JSON.
 */
tables: unknown, 
/**
 * Its running text.
 */
text: unknown, 
/**
 * A trace of its text, by which similar ones are found.
 */
sketch: unknown, };

export type RegionReason = { 
/**
 * Permanent code.
 */
code: string, 
/**
 * Its sentence.
 */
message: string, };

export type RegionFinding = { 
/**
 * Permanent id of the rule.
 */
rule: string, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * Its sentence.
 */
message: string, 
/**
 * The cells that it is about, the primary one first.
 */
cells: Address[], };

export type RegionMore = { 
/**
 * Permanent id of the rule.
 */
rule: string, 
/**
 * How much they weigh.
 */
severity: Severity, 
/**
 * How many.
 */
findings: number, };

export type RegionOptions = { 
/**
 * Language of the messages, a BCP 47 tag: `zh-CN` (the default) or `en`.
 */
lang?: string, 
/**
 * `file` of the region's own report, of any year. Else it is told by its
 * name and figures, where that is certain.
 */
region?: string, 
/**
 * Names of the bodies of which reports are expected.
 */
list?: Array<string>, 
/**
 * The forms of your own that entries follow, as they were given for the entries.
 */
forms?: Array<object | string>, 
/**
 * Severities, waivers and the like.
 */
settings?: Settings, };

export type Region = { 
/**
 * The form of its reports, where a caller brought that.
 */
form?: RegionForm, 
/**
 * How many reports came to what.
 */
totals: RegionTotals, 
/**
 * The years, oldest first: sums by cell, missing units.
 */
years: Array<RegionYear>, 
/**
 * Every report with what was found, by body and year.
 */
reports: Array<RegionReport>, 
/**
 * Similar texts, by year, the most similar first.
 */
similar: Array<RegionSimilar>, 
/**
 * Findings by rule, the most frequent first.
 */
rules: Array<RegionRule>, 
/**
 * Bodies and what was found in their reports.
 */
bodies: Array<RegionBody>, 
/**
 * What could not be checked.
 */
failed: Array<RegionFailed>, 
/**
 * Readable reports whose body or year nothing tells: no year adds them up,
 * and none is compared with them.
 */
unassigned: Array<RegionUnassigned>, 
/**
 * The same of the reports of each other form, where there are any.
 */
others?: Array<Region>, };

export type RegionForm = { 
/**
 * Its id, or the name of its family.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type RegionTotals = { 
/**
 * All files.
 */
files: number, 
/**
 * Without error or warning.
 */
passed: number, 
/**
 * With at least one.
 */
findings: number, 
/**
 * Not checked.
 */
unreadable: number, 
/**
 * Readable, but of a body or a year that nothing tells.
 */
unassigned: number, 
/**
 * Readable, but not every relation could be assessed.
 */
partly: number, 
/**
 * Findings by severity.
 */
summary: Summary, 
/**
 * Reports that were compared with the one of the year before.
 */
pairs: number, };

export type RegionReport = { 
/**
 * Its file.
 */
file: string, 
/**
 * Its body.
 */
organ: string | null, 
/**
 * Its report year.
 */
year: number | null, 
/**
 * Its edition.
 */
edition: string | null, 
/**
 * The verdict, with what the comparison added.
 */
status: Status, 
/**
 * The most important of it in one sentence.
 */
headline: string, 
/**
 * Its findings by severity.
 */
summary: Summary, 
/**
 * Relations that could not be assessed, those of missing tables among them.
 */
not_assessed: number, 
/**
 * The file of the year before that it was compared with.
 */
previous: string | null, 
/**
 * Its first 200 findings, and what the comparison added.
 */
findings: Array<RegionFinding>, };

export type RegionRule = { 
/**
 * Permanent id.
 */
rule: string, 
/**
 * What it wants, in one line.
 */
title: string, 
/**
 * What these findings weigh: a rule whose findings weigh more and less
 * has an entry for each.
 */
severity: Severity, 
/**
 * Its findings.
 */
findings: number, 
/**
 * Reports with one at least.
 */
reports: number, };

export type RegionBody = { 
/**
 * The body.
 */
organ: string, 
/**
 * The years of which it has reports.
 */
years: Array<number>, 
/**
 * Its findings by severity.
 */
summary: Summary, };

export type RegionFailed = { 
/**
 * The file.
 */
file: string, 
/**
 * Why.
 */
reason: RegionReason | null, };

export type RegionUnassigned = { 
/**
 * Its file.
 */
file: string, 
/**
 * Its body, where that is known.
 */
organ: string | null, 
/**
 * Its report year, where that is known.
 */
year: number | null, };

export type RegionYear = { 
/**
 * The report year.
 */
year: number, 
/**
 * The region's own report, where it is there.
 */
region: RegionParent | null, 
/**
 * Units that are added up.
 */
units: number, 
/**
 * Bodies with two reports that differ: they are not added up.
 */
ambiguous: Array<RegionAmbiguous>, 
/**
 * Bodies without a report.
 */
missing: Array<RegionMissing>, 
/**
 * The units' sums by cell.
 */
cells: Array<RegionCell>, 
/**
 * The unit that the region's report left out or counted twice.
 */
omitted: RegionOmitted | null, };

export type RegionParent = { 
/**
 * Its file.
 */
file: string, 
/**
 * Its body.
 */
organ: string, 
/**
 * How it was told.
 */
told: RegionTold, };

export type RegionTold = "given" | "name" | "figures";

export type RegionAmbiguous = { 
/**
 * The body.
 */
organ: string, 
/**
 * Their files.
 */
files: Array<string>, };

export type RegionMissing = { 
/**
 * The body.
 */
organ: string, 
/**
 * Whether the caller's list has it.
 */
listed: boolean, 
/**
 * The years of which it has reports.
 */
years: Array<number>, 
/**
 * A file that seems to be its report and could not be read.
 */
unreadable: string | null, };

export type RegionCell = { 
/**
 * Its address.
 */
cell: Address, 
/**
 * The sum of the units; `null` where it has more digits than JavaScript
 * holds.
 */
sum: number | null, 
/**
 * Units with a number there.
 */
units: number, 
/**
 * Units without one.
 */
without: number, 
/**
 * What the region's own report says.
 */
region: number | null, };

export type RegionOmitted = { 
/**
 * The unit.
 */
organ: string, 
/**
 * Counted twice, not left out.
 */
twice: boolean, 
/**
 * The cells that it explains.
 */
cells: Address[], };

export type RegionSimilar = { 
/**
 * The report year.
 */
year: number, 
/**
 * One report's file.
 */
first: string, 
/**
 * Its body.
 */
first_organ: string, 
/**
 * The other's.
 */
second: string, 
/**
 * Its body.
 */
second_organ: string, 
/**
 * What the texts have in common, in per cent (Dice).
 */
percent: number, 
/**
 * The longest passages that both have, as they stand in the first.
 */
passages: Array<string>, 
/**
 * As a finding of the rule `similarity.units`.
 */
finding: RegionFinding, };
