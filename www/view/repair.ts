/** A repair in words. */

import type { MendedSlip } from "./causes";
import type { Correction } from "./shapes";
import type { Words } from "./words";

/** What happened, said as a likelihood where another repair does without it. */
export function slipText(slip: MendedSlip, words: Words): string {
  return slip.certain ? slip.message : words.fill("repair.likely", { headline: slip.message });
}

/** Why this correction, in a few words. */
export function reasonText(correction: Correction, words: Words): string {
  return correction.reasons.join(words.comma);
}

/** What stands in the cell: what was not read is not called blank. */
export function foundText({ from, reason_codes }: Correction, words: Words): string {
  if (from !== null) return String(from);
  return words.get(reason_codes.includes("unread") ? "cell.unread" : "cell.blank");
}
