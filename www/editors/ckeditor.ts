/** CKEditor 5: a plugin with a button; corrections through its model. */

import type { AdapterFinder } from "../element/editing";
import { buttonText, type Drawer, makeDrawer, type PanelSettings } from "./panel";

interface ModelNode {
  is(type: string): boolean;
  getChildren(): Iterable<ModelNode>;
  getAttributes(): Iterable<[string, unknown]>;
}

interface Writer {
  createRangeIn(node: ModelNode): unknown;
  remove(range: unknown): void;
  insertText(text: string, attributes: Iterable<[string, unknown]>, parent: ModelNode, offset: number): void;
}

interface Editor {
  getData(): string;
  model: { change(work: (writer: Writer) => void): void };
  editing: {
    mapper: { toModelElement(view: unknown): ModelNode | undefined };
    view: { document: ViewDocument; domConverter: { mapDomToView(element: Element): unknown } };
  };
  sourceElement?: HTMLElement;
  commands: { get(name: string): Command | undefined };
  locale: unknown;
  ui: {
    componentFactory: { add(name: string, make: (locale: unknown) => unknown): void };
    view: { element: Element | null };
    once(name: string, work: () => void): void;
  };
}

interface Command {
  on(name: string, listener: (event: unknown, name: string, value: unknown) => void): void;
}

interface ClipboardInput {
  dataTransfer: { getData(type: string, ...more: unknown[]): string };
  content?: unknown;
}

interface ViewDocument {
  on(name: string, listener: (event: unknown, data: ClipboardInput) => void, options: { priority: string }): void;
}

interface Button {
  set(values: Record<string, unknown>): void;
  on(name: string, listener: () => void): void;
}

/** What the plugin needs of the package `ckeditor5`. */
export interface CkEditorParts {
  Plugin: new (...parameters: never[]) => { editor: unknown; destroy(): void };
  ButtonView: new (locale: never) => Button;
}

/** The editor of this editing area: it keeps itself there. */
export const findCkEditor: AdapterFinder = (root) => {
  const editor = (root as { ckeditorInstance?: Editor }).ckeditorInstance;
  if (!editor) return null;
  return {
    change(changes) {
      editor.model.change((writer) => {
        for (const { cell, text } of changes) replace(editor, writer, cell, text);
      });
    },
    content: () => editor.getData(),
  };
};

function replace(editor: Editor, writer: Writer, cell: Element, text: string): void {
  const found = editor.editing.mapper.toModelElement(editor.editing.view.domConverter.mapDomToView(cell));
  const blocks = found ? Array.from(found.getChildren()) : [];
  const block = blocks.find((candidate) => texts(candidate).length > 0) ?? blocks[0];
  if (!block) return;
  const attributes = Array.from(texts(block)[0]?.getAttributes() ?? []);
  writer.remove(writer.createRangeIn(block));
  writer.insertText(text, attributes, block, 0);
}

function texts(block: ModelNode): ModelNode[] {
  return block.is("element") ? Array.from(block.getChildren()).filter((child) => child.is("$text")) : [];
}

/**
 * WPS calls every run of text a run of blanks, and this editor's reader of Word pastes
 * makes blanks of it. Word itself writes the mark without quotes: it stays.
 */
function keepTextOfWps(editor: Editor): void {
  const mended = (html: string) => html.replace(/mso-spacerun:\s*'yes';?/g, "");
  const before = (_: unknown, data: ClipboardInput) => {
    const { dataTransfer } = data;
    const own = dataTransfer.getData.bind(dataTransfer);
    dataTransfer.getData = (type, ...more) => mended(own(type, ...more));
    if (typeof data.content === "string") data.content = mended(data.content);
  };
  editor.editing.view.document.on("clipboardInput", before, { priority: "highest" });
}

let nameless = 0;

/** The editor's own frame gets an id where its page gave none. */
function selectorOf(source: Element | undefined, beside: Element): string {
  const named = source?.id ? source : beside;
  if (named.id === "") named.id = `gouji-editor-${++nameless}`;
  return `#${CSS.escape(named.id)}`;
}

/** A plugin class with the toolbar item `gouji`; the panel stands beneath the editor. */
export function ckEditorPlugin({ Plugin, ButtonView }: CkEditorParts, settings: PanelSettings = {}): unknown {
  return class Gouji extends Plugin {
    private drawer: Drawer | null = null;

    init(): void {
      const editor = this.editor as Editor;
      keepTextOfWps(editor);
      editor.ui.once("ready", () => {
        const beside = editor.ui.view.element ?? editor.sourceElement;
        if (beside) this.drawer = makeDrawer(beside, selectorOf(editor.sourceElement, beside), settings);
        const fullScreen = editor.commands.get("toggleFullscreen");
        fullScreen?.on("change:value", (_, __, isFull) => this.drawer?.float(isFull === true));
      });
      editor.ui.componentFactory.add("gouji", (locale) => {
        const button = new ButtonView(locale as never);
        button.set({ label: buttonText(settings), withText: true });
        button.on("execute", () => this.drawer?.toggle());
        return button;
      });
    }

    destroy(): void {
      this.drawer?.remove();
      super.destroy();
    }
  };
}
