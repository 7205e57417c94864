/** Writes reports as files, in Node, Deno and Bun. */
import { createGlue } from "./gouji-write-glue.js";
import { blankPaper, init, paper, regionBook } from "./node.js";
import { writing } from "./writing.js";

export type { FileFormat, Writing } from "./writing.js";

async function fromFile() {
  const { readFile } = await import("node:fs/promises");
  return readFile(new URL("./gouji-write.wasm", import.meta.url));
}

export const { write, writeForm, writeRegion, initWrite } = /* @__PURE__ */ writing(
  { init, paper, blankPaper, regionBook },
  createGlue,
  fromFile,
);
