/** UEditor 1.4.3 and UEditorPlus: a toolbar button; corrections between two scenes of its undo. */

import { type AdapterFinder, setText } from "../element/editing";
import { buttonText, type Drawer, makeDrawer, type PanelSettings } from "./panel";

interface Editor {
  body?: HTMLElement;
  container: HTMLElement;
  getContent(): string;
  fireEvent(name: string): void;
  addListener(name: string, listener: (name: string, value?: unknown) => unknown): void;
  /** Puts what is edited into the field that the form submits. */
  sync(): void;
}

interface UEditor {
  instants?: Record<string, Editor>;
  plugins: Record<string, (this: Editor) => void>;
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
      // It does so by itself only when its area loses the focus, which it need not have.
      editor.sync();
    },
    content: () => editor.getContent(),
  };
};

/**
 * Adds the button and the panel beneath the editor to every editor made afterwards.
 * UEditorPlus shows the button where `toolbars` name `gouji`, UEditor in any case.
 */
export function registerUEditor(UE: UEditor, settings: PanelSettings = {}): void {
  const drawers = new WeakMap<Editor, Drawer>();
  // Of its own accord, so that the gate does not depend on the button.
  UE.plugins.gouji = function plugin() {
    this.addListener("ready", () => {
      drawers.set(this, drawerOf(this, settings));
    });
    this.addListener("fullscreenchanged", (_, isFull) => {
      drawers.get(this)?.float(isFull === true);
    });
    this.addListener("destroy", () => {
      drawers.get(this)?.remove();
    });
    // UEditorPlus submits on Ctrl+Enter, past the form's own events. It tells this of a form's
    // submit as well, which the gate has let through by then: a draft, for instance.
    this.addListener("beforesubmit", () =>
      window.event?.type === "submit" ? undefined : drawers.get(this)?.mayPublish(),
    );
  };
  UE.registerUI("gouji", (editor, name) => {
    const title = buttonText(settings);
    const onclick = () => drawers.get(editor)?.toggle();
    return new UE.ui.Button({ name, title, label: title, showText: true, showIcon: false, onclick });
  });
}

function drawerOf(editor: Editor, settings: PanelSettings): Drawer {
  const drawer = makeDrawer(editor.container, `#${CSS.escape(editor.container.id)}`, settings);
  // What is published is then what was checked, also from the source view.
  drawer.panel.addEventListener("gouji-before-publish", () => editor.sync());
  return drawer;
}
