/** The whole module within the script: there it is the element's own. */

export { createGlue } from "gouji-element-glue";
export { source } from "./source-inline";
