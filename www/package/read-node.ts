/** For Node, Deno and Bun: reads the module's file itself. */
import { connect } from "./read-api.js";

export type { FileInput, Reader } from "./read-api.js";

async function fromFile() {
  const { readFile } = await import("node:fs/promises");
  return readFile(new URL("./gouji-read.wasm", import.meta.url));
}

export const { read, init } = /* @__PURE__ */ connect(fromFile);
