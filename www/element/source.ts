/** The element's module in a file beside the script. */

import { decode } from "../package/decode";
import { compile, type Source } from "../package/source";
import { MissingFile } from "./trouble";

export function source(): Promise<Source> {
  return besideOrWithin(new URL("./gouji-element.wasm", import.meta.url), () => import("gouji-element-base64"));
}

/** A bundler that moved the script without the file gets the copy that is a script. */
export async function besideOrWithin(address: URL, copy: () => Promise<{ base64: string }>): Promise<Source> {
  try {
    return await compile(address);
  } catch (error) {
    if ((error as { code?: string }).code === "wasm_refused") throw error;
    try {
      return decode((await copy()).base64);
    } catch {
      throw new MissingFile(address.pathname.replace(/.*\//, ""), error);
    }
  }
}

/** Where the worker's script stands: beside this one. */
export function workerAddress(): string {
  return new URL("./gouji-worker.js", import.meta.url).href;
}
