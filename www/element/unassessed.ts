/** A report of which too little could be held against itself: nobody knows whether it is right. */

import { type Forms, figureAt, formOfTable, parts } from "../view/names";
import type { Address, CheckResult, Finding } from "../view/shapes";

/** What could not be assessed, and the findings by which that is accepted. */
export interface Unassessed {
  count: number;
  all: number;
  findings: Finding[];
}

/** `null` where enough was assessed, or someone has said why it need not be. */
export function unassessed(result: CheckResult, forms: Forms): Unassessed | null {
  if (result.status === "unreadable") return null;
  const { held, failed, not_assessed: count } = result.relations;
  const all = held + failed + count;
  const isMuch = 2 * count > all || Object.values(result.tables).some((table) => table && isBlank(table.rows));
  if (!isMuch) return null;
  const about = (finding: Finding) => finding.cells.some((cell) => isUnread(result, cell, forms));
  const findings = result.findings.filter((finding) => finding.severity !== "error" && about(finding));
  if (findings.length === 0 && result.waived.some(about)) return null;
  return { count, all, findings };
}

function isBlank(rows: Record<string, readonly (number | null)[]>): boolean {
  const figures = Object.values(rows).flat();
  return figures.length > 0 && figures.every((figure) => figure === null);
}

/** Whether no figure was read there. */
function isUnread({ tables }: CheckResult, address: Address, forms: Forms): boolean {
  const form = formOfTable(tables, forms, parts(address).table);
  return (figureAt(tables, form, address) ?? null) === null;
}
