/** With the module inside: for a single file, and where nothing can be fetched. */
import { connect } from "./api.js";
import { base64 } from "./gouji-base64.js";
import { createGlue } from "./gouji-glue.js";
import { decode } from "./decode.js";

export * from "./exports.js";
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
} = /* @__PURE__ */ connect(createGlue, async () => decode(base64));
export type Checker = InstanceType<typeof Checker>;
