/** TinyMCE 6 to 8: a plugin with button and sidebar; its undo also in 4 and 5. */

import { type AdapterFinder, setText } from "../element/editing";
import { buttonText, makePanel, type PanelSettings } from "./panel";

interface Editor {
  id: string;
  getBody(): HTMLElement | null;
  nodeChanged(): void;
  execCommand(name: string, shown: boolean, value: string): void;
  queryCommandValue(name: string): string;
  undoManager: { transact(work: () => void): void };
  ui: {
    registry: {
      addToggleButton(
        name: string,
        button: { text: string; onAction(): void; onSetup(api: { setActive(on: boolean): void }): () => void },
      ): void;
      addSidebar(
        name: string,
        sidebar: { tooltip: string; onSetup(api: { element(): HTMLElement }): () => void },
      ): void;
    };
  };
  on(name: string, listener: () => void): void;
  off(name: string, listener: () => void): void;
}

interface TinyMce {
  get?(): Editor[];
  /** Of version 4. */
  editors?: Editor[];
  PluginManager: { add(name: string, plugin: (editor: Editor) => void): void };
}

/** The editor of this body among those of the page. */
export const findTinyMce: AdapterFinder = (root) => {
  const { tinymce } = window as { tinymce?: TinyMce };
  const editors = tinymce?.get?.() ?? tinymce?.editors ?? [];
  const editor = Array.isArray(editors) ? editors.find((candidate) => candidate.getBody() === root) : undefined;
  if (!editor) return null;
  return {
    change(changes) {
      editor.undoManager.transact(() => {
        for (const { cell, text } of changes) setText(cell, text);
      });
      editor.nodeChanged();
    },
  };
};

/** Registers the plugin `gouji`: name it in `plugins` and in `toolbar`. */
export function registerTinyMce(tinymce: TinyMce, settings: PanelSettings = {}): void {
  tinymce.PluginManager.add("gouji", (editor) => {
    const text = buttonText(settings);
    const isOpen = () => editor.queryCommandValue("ToggleSidebar") === "gouji";
    const toggle = () => editor.execCommand("ToggleSidebar", false, "gouji");
    editor.ui.registry.addToggleButton("gouji", {
      text,
      onAction: toggle,
      onSetup: (api) => {
        const follow = () => api.setActive(isOpen());
        editor.on("ToggleSidebar", follow);
        return () => editor.off("ToggleSidebar", follow);
      },
    });
    editor.ui.registry.addSidebar("gouji", {
      tooltip: text,
      onSetup: (api) => {
        const panel = makePanel(`#${CSS.escape(editor.id)}`, settings, () => isOpen() || toggle());
        panel.style.width = "26rem";
        api.element().append(panel);
        return () => panel.remove();
      },
    });
  });
}
