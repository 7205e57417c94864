/** The verdict in one sentence. "All hold" is said only of what was assessed. */

import type { CheckResult, Severity } from "./shapes";
import type { Words } from "./words";

/** The gravest first. */
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** Everything was assessed, everything holds, and nothing else was found. */
export function isSound(result: CheckResult): boolean {
  const { held, failed, not_assessed } = result.relations;
  return result.status === "passed" && held > 0 && failed === 0 && not_assessed === 0;
}

/** `已检查 42 条勾稽关系，2 条不成立，错误 3 条，提醒 2 条`. */
export function verdict(result: CheckResult, words: Words): string {
  if (result.status === "unreadable") return result.reason?.message ?? words.get("verdict.unreadable");
  return [...relations(result, words), ...counted(result, words)].join(words.comma);
}

/** What is known of the relations, and of how many nothing is. */
function relations(result: CheckResult, words: Words): string[] {
  const { held, failed, not_assessed } = result.relations;
  if (isSound(result)) return [words.fill("verdict.sound", { n: held })];
  if (held + failed === 0) {
    const [key, n] =
      not_assessed > 0 ? (["verdict.none_assessed", not_assessed] as const) : (["verdict.no_relation", 0] as const);
    return [words.fill(key, { n })];
  }
  if (failed === 0 && not_assessed > 0) {
    return [words.fill("verdict.held", { n: held }), words.fill("verdict.not_assessed", { n: not_assessed })];
  }
  return [
    words.fill("verdict.checked", { n: held + failed }),
    failed > 0 ? words.fill("verdict.failed", { n: failed }) : words.get("verdict.none_failed"),
    ...(not_assessed > 0 ? [words.fill("verdict.not_assessed", { n: not_assessed })] : []),
  ];
}

/** The findings by severity, under the names that lists, batches and records have for them. */
export function counted({ summary }: Pick<CheckResult, "summary">, words: Words): string[] {
  return SEVERITIES.filter((severity) => summary[severity] > 0).map((severity) =>
    words.fill("verdict.count", { severity: words.get(`severity.${severity}`), n: summary[severity] }),
  );
}

/** The heading of the list: as many findings as the verdict counts, and in how many entries they stand. */
export function heading({ findings }: CheckResult, causes: number, words: Words): string {
  const n = findings.length;
  if (n === 0) return words.get("list.title");
  return words.fill(n === causes ? "list.count" : "list.count_grouped", { n, m: causes });
}

/** What stands in place of an empty list. */
export function nothingFound({ relations }: CheckResult, words: Words): string {
  return words.get(relations.not_assessed > 0 ? "list.none_assessed" : "list.none");
}
