/** For browsers, with and without a bundler, and for workers. */
import { connect } from "./api.js";
import { createGlue } from "./gouji-glue.js";
import { inlineBytes } from "./inline-bytes.js";
import { compile } from "./source.js";

export * from "./exports.js";

/**
 * The file beside this one. A bundler that moved this module without it, or a
 * place without `fetch` of files, gets the copy that is a script.
 */
async function beside() {
  try {
    return await compile(new URL("./gouji.wasm", import.meta.url));
  } catch (error) {
    if ((error as { code?: string }).code === "wasm_refused") throw error;
    return inlineBytes();
  }
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
} = /* @__PURE__ */ connect(createGlue, beside);
export type Checker = InstanceType<typeof Checker>;
