/**
 * A result after figures were changed. The checker sees the figures alone, so
 * what it found in the document itself is kept from the first result.
 */

import type { Address, CheckResult, Finding } from "../view/shapes";

/** Rules that read the figures only: their answer is always the newest. */
const OF_FIGURES = /^(applications|review|disclosure|carryover|aggregate)\./;
/** Rules on what stands in one cell: newest for the cells that were changed. */
const OF_A_CELL = /^cell\./;

/** The first result with the newest answer on the figures. */
export function afterChanges(original: CheckResult, figures: CheckResult, changed: ReadonlySet<Address>): CheckResult {
  const isChanged = (finding: Finding) => finding.cells.some((cell) => changed.has(cell));
  const kept = original.findings.filter(
    (finding) => !OF_FIGURES.test(finding.rule) && !(OF_A_CELL.test(finding.rule) && isChanged(finding)),
  );
  const renewed = figures.findings.filter(
    (finding) => OF_FIGURES.test(finding.rule) || (OF_A_CELL.test(finding.rule) && isChanged(finding)),
  );
  const findings = [...renewed, ...kept];
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const summary = { error: count("error"), warning: count("warning"), info: count("info") };
  return {
    ...original,
    status: summary.error + summary.warning > 0 ? "findings" : "passed",
    tables: figures.tables,
    written: withoutChanged(original.written, changed),
    findings,
    repair: figures.repair,
    relations: figures.relations,
    summary,
  };
}

function withoutChanged(written: Record<Address, string>, changed: ReadonlySet<Address>): Record<Address, string> {
  return Object.fromEntries(Object.entries(written).filter(([address]) => !changed.has(address)));
}
