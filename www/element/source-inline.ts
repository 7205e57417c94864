/** The element's module within the script, for one file that is whole. */

import { base64 } from "gouji-element-base64";
import { decode } from "../package/decode";
import type { Source } from "../package/source";

export async function source(): Promise<Source> {
  return decode(base64);
}

/** Known only while the script is being run. */
const { currentScript } = document;

/** Where the worker's script stands: beside this one. */
export function workerAddress(): string {
  return new URL("gouji-worker.js", (currentScript as HTMLScriptElement | null)?.src || document.baseURI).href;
}
