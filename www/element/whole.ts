/** The whole module, for what the element's own lacks: loaded when a report needs it. */

import type { Source } from "../package/source";
import { besideOrWithin } from "./source";

export { createGlue } from "gouji-element-whole-glue";

export function source(): Promise<Source> {
  const address = new URL("./gouji-element-whole.wasm", import.meta.url);
  return besideOrWithin(address, () => import("gouji-element-whole-base64"));
}
