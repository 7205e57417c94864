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
