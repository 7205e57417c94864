/** With the module inside: for a single file, and where nothing can be fetched. */
import { connect } from "./api.js";
import { base64 } from "./base64.js";
import { decode } from "./inline-bytes.js";

export * from "./exports.js";
export const { init, check, checkElement, render, form, forms, rules, version } = /* @__PURE__ */ connect(async () =>
  decode(base64),
);
