/** A repair in words. */

import type { Names } from "./names";
import type { Correction, Repair } from "./shapes";
import type { WordKey, Words } from "./words";

/** `“自然人 / （二）部分公开”应为 3，现为 8`. */
export function correctionText(correction: Correction, names: Names, words: Words): string {
  const { from, to } = correction;
  const cell = names.cell(correction.cell);
  if (from === null) return words.fill("repair.one_blank", { cell, to });
  return words.fill("repair.one", { cell, to, from });
}

/** The repair in one line: what should stand where, or how many cells change. */
export function headline(repair: Repair, names: Names, words: Words): string {
  const [first, ...more] = repair.cells;
  if (!first) return "";
  const text =
    more.length === 0 ? correctionText(first, names, words) : words.fill("repair.several", { n: repair.cells.length });
  return repair.unique ? text : words.fill("repair.likely", { headline: text });
}

/** Why this correction, in a few words. */
export function reasonText(correction: Correction, words: Words): string {
  if (correction.reasons && correction.reasons.length > 0) return correction.reasons.join(words.comma);
  if (correction.reason) return correction.reason;
  const key = `how.${correction.how}`;
  return isKnown(key) ? words.get(key) : "";
}

const HOW = ["digit_swap", "one_digit", "blank_is_zero", "sum", "value"];

function isKnown(key: string): key is WordKey {
  return HOW.some((how) => key === `how.${how}`);
}
