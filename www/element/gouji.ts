/**
 * The package's functions on the element's own module, which leaves reading HTML to the
 * page. What that module lacks throws `needs_whole`, until the whole one has been loaded.
 */

import { checking } from "../package/api";
import type { CheckExports } from "../package/glue";
import { type Given, given } from "../package/input";
import { type Callable, Instance } from "../package/instance";
import { walkPage } from "../package/walk";
import { createGlue } from "gouji-element-glue";
import { parse } from "./parse";
import { source } from "./source";
import { MissingFile } from "./trouble";

export { GoujiError } from "../package/errors";

let current = new Instance(createGlue, source);

const instance: Callable<CheckExports> = {
  start: (from) => current.start(from),
  call: (work) => current.call(work),
};

/** Puts the whole module in place of the element's own. */
export async function grow(): Promise<void> {
  const whole = await import("./whole").catch((cause) => {
    throw new MissingFile("element-whole.js", cause);
  });
  const grown = new Instance(whole.createGlue, whole.source);
  await grown.start();
  current = grown;
}

/** Text that is HTML becomes a page, and that the numbers which the module takes. */
function read(input: unknown): Given {
  const document = given(input);
  const html = instance.call((module) =>
    typeof document === "string" ? module.asHtml(document) : module.htmlOf(document),
  );
  return html === undefined ? document : walkPage(parse(html));
}

export const { init, check, checkElement, forms, rules, version } = /* @__PURE__ */ checking(instance, read);
