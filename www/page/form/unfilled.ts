/** What the checker says, without the cells that were not reached yet: the bar counts them. */

import type { Alternative, CheckResult, Repair } from "../../view/shapes";

export function withoutBlanks(result: CheckResult): CheckResult {
  const findings = result.findings.filter(({ rule }) => rule !== "cell.blank" && rule !== "cell.table_blank");
  const summary = { ...result.summary, warning: result.summary.warning - (result.findings.length - findings.length) };
  return { ...result, findings, summary, repair: result.repair && repairOf(result.repair) };
}

/** Of a repair what changes figures that were put in; `null` where it only fills cells. */
function repairOf(repair: Repair): Repair | null {
  const { cells, slips } = changing(repair);
  if (repair.cells.length === cells.length) return repair;
  if (cells.length === 0) return null;
  const alternatives = repair.alternatives.map(changing);
  return { ...repair, cells, slips, alternatives, headline: slips.map(({ message }) => message).join("；") };
}

function changing({ cells, slips }: Alternative): Alternative {
  const put_in = cells.filter(({ from }) => from !== null);
  const kept = new Set<string>(put_in.map(({ cell }) => cell));
  return { cells: put_in, slips: slips.filter((slip) => slip.cells.some((cell) => kept.has(cell))) };
}
