/** wangEditor 5: a menu; corrections through Slate. The page hands the editor over, since nothing lists them. */

import type { AdapterFinder } from "../element/editing";
import { buttonText, type Drawer, makeDrawer, type PanelSettings } from "./panel";

interface Editor {
  getEditableContainer(): HTMLElement;
  getHtml(): string;
  on(name: string, listener: () => void): void;
}

/** What is needed of the global `wangEditor` or of the package. */
export interface WangEditorParts {
  Boot: { registerMenu(menu: { key: string; factory(): unknown }): void };
  DomEditor: { toSlateNode(editor: never, node: never): unknown; findPath(editor: never, node: never): unknown };
  SlateEditor: { range(editor: never, path: never): unknown };
  SlateTransforms: { insertText(editor: never, text: string, options: never): void };
}

const editors = new Map<Editor, WangEditorParts>();
const drawers = new Map<Editor, Drawer>();

/** The editor of this area among those handed over. */
export const findWangEditor: AdapterFinder = (root) => {
  for (const [editor, parts] of editors) {
    if (!editor.getEditableContainer().contains(root)) continue;
    return {
      change(changes) {
        for (const { cell, text } of changes) replace(editor, parts, cell, text);
      },
      content: () => editor.getHtml(),
    };
  }
  return null;
};

function replace(editor: Editor, parts: WangEditorParts, cell: Element, text: string): void {
  const at = editor as never;
  const path = parts.DomEditor.findPath(at, parts.DomEditor.toSlateNode(at, cell as never) as never) as never;
  parts.SlateTransforms.insertText(at, text, { at: parts.SlateEditor.range(at, path), voids: false } as never);
}

/** Registers the menu `gouji`, once, before the toolbar is made. */
export function registerWangEditor(parts: WangEditorParts, settings: PanelSettings = {}): void {
  const menu = {
    title: buttonText(settings),
    tag: "button",
    // Also before the caret was ever in the text.
    alwaysEnable: true,
    getValue: () => "",
    isActive: () => false,
    isDisabled: () => false,
    exec: (editor: Editor) => drawers.get(editor)?.toggle(),
  };
  parts.Boot.registerMenu({ key: "gouji", factory: () => menu });
}

/** Puts the panel beneath an editor; `selector` names the element that it was made in. */
export function attachWangEditor(
  parts: WangEditorParts,
  editor: Editor,
  selector: string,
  settings: PanelSettings = {},
): void {
  const place = document.querySelector(selector);
  editors.set(editor, parts);
  if (place) drawers.set(editor, makeDrawer(place, selector, settings));
  editor.on("destroyed", () => {
    editors.delete(editor);
    drawers.get(editor)?.remove();
    drawers.delete(editor);
  });
}
