/** TinyMCE: a plugin with a button and, from version 5 on, a sidebar. */

import { type AdapterFinder, setText } from "../element/editing";
import { buttonText, type Drawer, makeDrawer, makePanel, type PanelSettings } from "./panel";

interface Editor {
  id: string;
  readonly: boolean;
  getBody(): HTMLElement | null;
  getContent(): string;
  nodeChanged(): void;
  execCommand(name: string, shown: boolean, value: string): void;
  queryCommandValue(name: string): string;
  undoManager: { transact(work: () => void): void };
  /** From version 5 on. */
  ui?: { registry?: Registry };
  /** Of version 4. */
  addButton?(name: string, button: { text: string; onclick(): void }): void;
  getContainer(): HTMLElement;
  on(name: string, listener: (event: { state?: boolean }) => void): void;
  off(name: string, listener: () => void): void;
}

interface Registry {
  addToggleButton(
    name: string,
    button: { text: string; onAction(): void; onSetup(api: { setActive(on: boolean): void }): () => void },
  ): void;
  addSidebar(name: string, sidebar: { tooltip: string; onSetup(api: { element(): HTMLElement }): () => void }): void;
}

interface TinyMce {
  get?(): Editor[];
  /** Of version 4. */
  editors?: Editor[];
  PluginManager: { add(name: string, plugin: (editor: Editor) => void): void };
}

/** Not the button's name: a sidebar brings a button of its own name, without a text. */
const SIDEBAR = "gouji-panel";

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
    content: () => editor.getContent(),
    // From version 7 on its area can still receive the focus then.
    isReadOnly: () => editor.readonly,
  };
};

/** Registers the plugin `gouji`: name it in `plugins` and in `toolbar`. */
export function registerTinyMce(tinymce: TinyMce, settings: PanelSettings = {}): void {
  // Version 4 calls it as a constructor: no arrow function.
  tinymce.PluginManager.add("gouji", function plugin(editor) {
    const registry = editor.ui?.registry;
    if (registry) addSidebar(editor, registry, settings);
    else addDrawer(editor, settings);
  });
}

function addSidebar(editor: Editor, registry: Registry, settings: PanelSettings): void {
  const text = buttonText(settings);
  const isOpen = () => editor.queryCommandValue("ToggleSidebar") === SIDEBAR;
  const toggle = () => editor.execCommand("ToggleSidebar", false, SIDEBAR);
  registry.addToggleButton("gouji", {
    text,
    onAction: toggle,
    onSetup: (api) => {
      const follow = () => api.setActive(isOpen());
      editor.on("ToggleSidebar", follow);
      return () => editor.off("ToggleSidebar", follow);
    },
  });
  registry.addSidebar(SIDEBAR, {
    tooltip: text,
    onSetup: (api) => {
      const panel = makePanel(selectorOf(editor), settings, () => isOpen() || toggle());
      fit(panel);
      api.element().append(panel);
      return () => panel.remove();
    },
  });
}

/** As high as the sidebar, and no higher: the panel scrolls in itself. */
function fit(panel: HTMLElement): void {
  panel.style.width = "26rem";
  panel.style.height = "0";
  panel.style.minHeight = "100%";
  panel.style.overflowY = "auto";
  panel.style.setProperty("--gouji-list-height", "none");
}

function addDrawer(editor: Editor, settings: PanelSettings): void {
  let drawer: Drawer | null = null;
  editor.addButton?.("gouji", { text: buttonText(settings), onclick: () => drawer?.toggle() });
  editor.on("init", () => {
    drawer = makeDrawer(editor.getContainer(), selectorOf(editor), settings);
  });
  editor.on("FullscreenStateChanged", ({ state }) => drawer?.float(state === true));
  editor.on("remove", () => drawer?.remove());
}

function selectorOf(editor: Editor): string {
  return `#${CSS.escape(editor.id)}`;
}
