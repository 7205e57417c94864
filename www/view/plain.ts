/** The findings as plain text, for a message to whoever has to correct them. */

import type { Cause } from "./causes";
import type { Names } from "./names";
import { correctionText, headline } from "./repair";
import type { CheckResult } from "./shapes";
import { verdict } from "./verdict";
import type { Words } from "./words";

/** Title, verdict, and each cause as a numbered paragraph. */
export function plainText(result: CheckResult, causes: readonly Cause[], names: Names, words: Words): string {
  const lines = [result.title ?? "", verdict(result, words)].filter((line) => line !== "");
  for (const cause of causes) {
    const [first, ...more] = sentences(cause, names, words);
    lines.push(`${cause.number}. ${first ?? ""}`, ...more.map((sentence) => `   ${sentence}`));
  }
  return `${lines.join("\n")}\n`;
}

function sentences(cause: Cause, names: Names, words: Words): string[] {
  const messages = cause.findings.map((finding) => finding.message);
  if (!cause.repair) return messages;
  const { cells } = cause.repair;
  const each = cells.length > 1 ? cells.map((cell) => correctionText(cell, names, words)) : [];
  return [headline(cause.repair, names, words), ...each, ...messages];
}
