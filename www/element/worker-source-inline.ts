/** The worker's module within its script, for the one that stands beside the classic script. */

import { base64 } from "gouji-base64";
import { decode } from "../package/decode";
import type { Source } from "../package/source";

export async function workerSource(): Promise<Source> {
  return decode(base64);
}
