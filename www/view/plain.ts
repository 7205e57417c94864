/** The findings as plain text, for a message to whoever has to correct them. */

import type { Cause } from "./causes";
import type { Names } from "./names";
import { foundText, slipText } from "./repair";
import type { CheckResult, Correction } from "./shapes";
import type { Words } from "./words";

/** Title, verdict (of the figures that are shown), and each cause as a numbered paragraph. */
export function plainText(
  result: CheckResult,
  causes: readonly Cause[],
  names: Names,
  words: Words,
  verdict: string,
): string {
  const lines = [result.title ?? "", verdict].filter((line) => line !== "");
  for (const cause of causes) {
    const [first, ...more] = sentences(cause, names, words);
    lines.push(`${cause.number}. ${first ?? ""}`, ...more.map((sentence) => `   ${sentence}`));
  }
  return `${lines.join("\n")}\n`;
}

function sentences(cause: Cause, names: Names, words: Words): string[] {
  const messages = cause.findings.map((finding) => finding.message);
  if (!cause.slip) return messages;
  const { corrections } = cause.slip;
  const each = corrections.length > 1 ? corrections.map((correction) => correctionText(correction, names, words)) : [];
  return [slipText(cause.slip, words), ...each, ...messages];
}

function correctionText(correction: Correction, names: Names, words: Words): string {
  const { cell, to } = correction;
  return words.fill("repair.change", { cell: names.cell(cell), from: foundText(correction, words), to });
}
