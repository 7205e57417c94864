/** The element without a side effect: `define()` makes it known. */

export {
  attachWangEditor,
  ckEditorPlugin,
  type PanelSettings,
  registerTinyMce,
  registerUEditor,
  registerWangEditor,
} from "../editors";
export { GoujiChecker, type PublishDetail, type ResultDetail, type SelectDetail } from "./checker";
export { define } from "./define";
export type { AdapterFinder, Change, EditorAdapter } from "./editing";
export type { Correction } from "./reading";
