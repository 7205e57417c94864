/** For Node, Deno and Bun: reads the module's file itself. */
import { connect } from "./api.js";
import { createGlue } from "./gouji-glue.js";

export * from "./exports.js";

async function fromFile() {
  const { readFile } = await import("node:fs/promises");
  return readFile(new URL("./gouji.wasm", import.meta.url));
}

export const {
  init,
  check,
  checkElement,
  Checker,
  render,
  regionEntry,
  regionEntryUnread,
  region,
  regionBook,
  paper,
  blankPaper,
  form,
  forms,
  rules,
  version,
} = /* @__PURE__ */ connect(createGlue, fromFile);
export type Checker = InstanceType<typeof Checker>;
