/** What the comparison with other reports found, among the findings of the report itself. */

import type { CheckResult, Finding } from "../view/shapes";
import type { ListedFinding } from "./batch/protocol";

/** A result with the findings of a batch that a check of the report by itself does not make. */
export function withFound(result: CheckResult, found: readonly ListedFinding[] = []): CheckResult {
  const added = found.filter((finding) => !result.findings.some((known) => isSame(known, finding)));
  if (added.length === 0 || result.status === "unreadable") return result;
  const summary = { ...result.summary };
  for (const { severity } of added) summary[severity]++;
  const status = summary.error + summary.warning > 0 ? "findings" : "passed";
  return { ...result, status, summary, findings: [...result.findings, ...added.map(asFinding)] };
}

/** The words are those of the language in which it was found. */
function isSame(known: Finding, { rule, cells }: ListedFinding): boolean {
  return known.rule === rule && known.cells[0] === cells[0];
}

function asFinding({ rule, severity, message, cells }: ListedFinding): Finding {
  return {
    rule,
    severity,
    message,
    params: {},
    cells,
    span: null,
    basis: "",
    fix: null,
    fingerprint: "",
    reason: null,
  };
}
