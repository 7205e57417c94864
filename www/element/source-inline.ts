/** The element's module within the script, for one file that is whole. */

import { base64 } from "gouji-element-base64";
import { decode } from "../package/decode";
import type { Source } from "../package/source";

export async function source(): Promise<Source> {
  return decode(base64);
}
