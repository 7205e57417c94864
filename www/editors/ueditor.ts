/** UEditor 1.4.3 and UEditorPlus: a toolbar button; corrections between two scenes of its undo. */

import { type AdapterFinder, setText } from "../element/editing";
import { buttonText, type Drawer, makeDrawer, type PanelSettings } from "./panel";

interface Editor {
  key: string;
  body?: HTMLElement;
  container: HTMLElement;
  fireEvent(name: string): void;
  addListener(name: string, listener: () => unknown): void;
}

interface UEditor {
  instants?: Record<string, Editor>;
  registerUI(name: string, make: (editor: Editor, name: string) => unknown): void;
  ui: { Button: new (options: Record<string, unknown>) => unknown };
}

/** The editor of this body among those of the page. */
export const findUEditor: AdapterFinder = (root) => {
  const { UE } = window as { UE?: UEditor };
  const editor = Object.values(UE?.instants ?? {}).find((candidate) => candidate.body === root);
  if (!editor) return null;
  return {
    change(changes) {
      editor.fireEvent("saveScene");
      for (const { cell, text } of changes) setText(cell, text);
      editor.fireEvent("saveScene");
      editor.fireEvent("contentchange");
    },
  };
};

/** Adds the button to every editor made afterwards; the panel stands beneath the editor. */
export function registerUEditor(UE: UEditor, settings: PanelSettings = {}): void {
  UE.registerUI("gouji", (editor, name) => {
    let drawer: Drawer | null = null;
    const title = buttonText(settings);
    const onclick = () => {
      drawer ??= makeDrawer(editor.container, `#${CSS.escape(editor.container.id)}`, settings);
      drawer.toggle();
    };
    // UEditorPlus submits on Ctrl+Enter, past the form's own events.
    editor.addListener("beforesubmit", () => drawer?.mayPublish());
    // The gate has to stand before anyone presses the button.
    window.setTimeout(() => {
      drawer ??= makeDrawer(editor.container, `#${CSS.escape(editor.container.id)}`, settings);
    });
    return new UE.ui.Button({ name, title, label: title, showText: true, showIcon: false, onclick });
  });
}
