/** One classic script: defines the element and leaves the functions as `gouji`. */

import { define } from "./define";

define();

export { check, checkElement, forms, init, rules, version } from "./gouji";
export { GoujiChecker } from "./checker";
export { attachWangEditor, ckEditorPlugin, registerTinyMce, registerUEditor, registerWangEditor } from "../editors";
