/** The editors that are known by name; in all others corrections are typed. */

import type { AdapterFinder } from "../element/editing";
import { findCkEditor } from "./ckeditor";
import { findKindEditor } from "./kindeditor";
import { findTinyMce } from "./tinymce";
import { findUEditor } from "./ueditor";
import { findWangEditor } from "./wangeditor";

export { ckEditorPlugin } from "./ckeditor";
export type { PanelSettings } from "./panel";
export { registerTinyMce } from "./tinymce";
export { registerUEditor } from "./ueditor";
export { attachWangEditor, registerWangEditor } from "./wangeditor";

/** In the order in which they are asked. */
export const EDITORS: readonly AdapterFinder[] = [
  findTinyMce,
  findCkEditor,
  findUEditor,
  findWangEditor,
  findKindEditor,
];
