/** For browsers, with and without a bundler, and for workers. */
import { decode } from "./decode.js";
import { connect } from "./read-api.js";
import { compile } from "./source.js";

export type { FileInput, Reader } from "./read-api.js";

/** The file beside this one; where it was moved away, the copy that is a script. */
async function beside() {
  try {
    return await compile(new URL("./gouji-read.wasm", import.meta.url));
  } catch (error) {
    if ((error as { code?: string }).code === "wasm_refused") throw error;
    const { base64 } = await import("./gouji-read-base64.js");
    return decode(base64);
  }
}

export const { read, init } = /* @__PURE__ */ connect(beside);
