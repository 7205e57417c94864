/** The package's functions on the element's own module, which leaves reading HTML to the page. */

import { checking } from "../package/api";
import { type Given, given } from "../package/input";
import { Instance } from "../package/instance";
import { walkPage } from "../package/walk";
import { createGlue } from "gouji-element-glue";
import { parse } from "./parse";
import { source } from "./source";

export { GoujiError } from "../package/errors";

const instance = new Instance(createGlue, source);

/** Text that is HTML becomes a page, and that the numbers which the module takes. */
function read(input: unknown): Given {
  const document = given(input);
  const html = instance.call((module) =>
    typeof document === "string" ? (module.isHtml(document) ? document : undefined) : module.htmlOf(document),
  );
  return html === undefined ? document : walkPage(parse(html));
}

export const { init, check, checkElement, forms, rules, version } = /* @__PURE__ */ checking(instance, read);
