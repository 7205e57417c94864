/** The verdict in one sentence. "All hold" is said only of what was assessed. */

import { type Cause, causesOf } from "./causes";
import { relationOf } from "./relation";
import type { CheckResult } from "./shapes";
import type { Words } from "./words";

/** Everything was assessed, everything holds, and nothing else was found. */
export function isSound(result: CheckResult): boolean {
  const { held, failed, not_assessed } = result.relations;
  return result.status === "passed" && held > 0 && failed === 0 && not_assessed === 0;
}

/** `已检查 42 条勾稽关系，2 条不成立，另有 3 处需要核对`. */
export function verdict(result: CheckResult, words: Words): string {
  if (result.status === "unreadable") return result.reason?.message ?? words.get("verdict.unreadable");
  const { held, failed, not_assessed } = result.relations;
  if (isSound(result)) return words.fill("verdict.sound", { n: held }) + notes(result, words);
  const clauses: string[] = [];
  if (held + failed > 0) clauses.push(words.fill("verdict.checked", { n: held + failed }));
  if (failed > 0) clauses.push(words.fill("verdict.failed", { n: failed }));
  else if (held > 0) clauses.push(words.get("verdict.none_failed"));
  if (not_assessed > 0) clauses.push(words.fill("verdict.not_assessed", { n: not_assessed }));
  const others = causesOf(result).filter(isAside).length;
  if (others > 0) clauses.push(words.fill("verdict.others", { n: others }));
  return clauses.join(words.comma) + notes(result, words);
}

/** Counted as the list shows it, so that both numbers agree. */
function isAside(cause: Cause): boolean {
  return cause.severity !== "info" && !cause.findings.some((finding) => relationOf(finding) !== null);
}

function notes(result: CheckResult, words: Words): string {
  const { info } = result.summary;
  return info === 0 ? "" : words.comma + words.fill("verdict.notes", { n: info });
}
