/**
 * Findings grouped by cause. One slip should read as one thing: what the repair
 * says leads, with the findings that it explains, and many findings of one rule in
 * one row are one line.
 */

import { parts } from "./names";
import { relationOf } from "./relation";
import type { Address, CheckResult, Correction, Finding, Severity, Slip } from "./shapes";

export interface Cause {
  /** Counted from 1; the same number stands in the list, on the cells, in print. */
  number: number;
  kind: "slip" | "many" | "one";
  severity: Severity;
  findings: Finding[];
  /** What happened and what mends it, where the repair tells. */
  slip: MendedSlip | null;
  /** The cells that are wrong. */
  cells: Address[];
  /** The cells in which a relation fails because of another cell. */
  affected: Address[];
}

/** A slip with its corrections. */
export interface MendedSlip {
  message: string;
  corrections: Correction[];
  /** No smallest repair does without it. */
  certain: boolean;
}

/** From so many findings of one rule in one place on, they are one line. */
const MANY_IN_A_ROW = 3;
/** From so many on, a whole table is one place. */
const MANY_IN_A_TABLE = 12;
/** Relations are read one by one, each with its own figures, up to so many that fail in one table. */
const MANY_RELATIONS = 6;
/** A finding on more cells is about their row or relation: the first is ringed. */
const MOST_RINGED = 3;
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

type Uncounted = Omit<Cause, "number">;

/** The causes in the order in which a reader should take them. */
export function causesOf(result: CheckResult): Cause[] {
  const left = new Set(result.findings);
  const causes: Uncounted[] = [];
  for (const slip of result.repair?.slips ?? []) {
    const explained = [...left].filter((finding) => explains(slip, finding));
    for (const finding of explained) left.delete(finding);
    causes.push(slipCause(slip, result.repair?.cells ?? [], explained));
  }
  for (const findings of gather([...left])) causes.push(plainCause(findings));
  // A stable sort: within a severity the order of the result stays.
  causes.sort((one, two) => rank(one) - rank(two));
  return causes.map((cause, index) => ({ ...cause, number: index + 1 }));
}

function rank(cause: Uncounted): number {
  return cause.slip ? -1 : SEVERITIES.indexOf(cause.severity);
}

/** The relations that the slip broke, and the blanks that it is about. */
function explains(slip: Slip, finding: Finding): boolean {
  const cell = finding.cells[0];
  if (cell === undefined) return false;
  if (finding.rule === "cell.blank") return (slip.cells as Address[]).includes(cell);
  return slip.explains.some((relation) => relation.rule === finding.rule && relation.cell === cell);
}

function slipCause(slip: Slip, corrections: Correction[], findings: Finding[]): Uncounted {
  const own = corrections.filter((correction) => slip.cells.includes(correction.cell));
  const cells: Address[] = slip.cells;
  const primary = findings.map((finding) => finding.cells[0] ?? "");
  const affected = primary.filter((cell) => cell !== "" && !cells.includes(cell));
  const mended = { message: slip.message, corrections: own, certain: own.every((correction) => correction.certain) };
  return { kind: "slip", severity: gravest(findings), findings, slip: mended, cells: slip.cells, affected };
}

function plainCause(findings: Finding[]): Uncounted {
  const cells = findings.flatMap(ringed);
  const kind = findings.length > 1 ? "many" : "one";
  return { kind, severity: gravest(findings), findings, slip: null, cells: [...new Set(cells)], affected: [] };
}

function ringed(finding: Finding): Address[] {
  // About a label or a place, not about a figure.
  if (finding.rule.startsWith("structure.")) return [];
  const ofMany = relationOf(finding) !== null || finding.cells.length > MOST_RINGED;
  return ofMany ? finding.cells.slice(0, 1) : finding.cells;
}

/** The gravest severity among findings, `error` where there is none. */
export function gravest(findings: readonly Finding[]): Severity {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "error";
}

function gather(findings: Finding[]): Finding[][] {
  const inTable = countBy(findings, (finding) => place(finding, false));
  const inRow = countBy(findings, (finding) => place(finding, true));
  const groups = new Map<string, Finding[]>();
  for (const [index, finding] of findings.entries()) {
    const key = groupKey(finding, inTable, inRow) ?? `alone ${index}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function groupKey(finding: Finding, inTable: Map<string, number>, inRow: Map<string, number>): string | null {
  const table = place(finding, false);
  if (relationOf(finding)) return (inTable.get(table) ?? 0) >= MANY_RELATIONS ? table : null;
  if ((inTable.get(table) ?? 0) >= MANY_IN_A_TABLE) return table;
  const row = place(finding, true);
  return (inRow.get(row) ?? 0) >= MANY_IN_A_ROW ? row : null;
}

/** The rule, the severity and the row or table of a finding as one key. */
function place(finding: Finding, withRow: boolean): string {
  const { table, row } = parts(finding.cells[0] ?? "");
  return [finding.rule, finding.severity, table, withRow ? row : ""].join(" ");
}

function countBy(findings: Finding[], key: (finding: Finding) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1);
  return counts;
}
