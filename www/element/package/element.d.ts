import type { Options, Result, Waiver } from "./index.js";

/** Event `gouji-result`: a new result. */
export interface ResultDetail {
  result: Result;
  valid: boolean;
}

/** Event `gouji-select`: the person goes to a cell. */
export interface SelectDetail {
  cell: string;
}

/** Event `gouji-before-publish`: something is about to be published. Cancelling it holds that. */
export interface PublishDetail {
  /** `null` where nothing was checked yet. */
  result: Result | null;
  valid: boolean;
  /** Whether the element holds publishing by itself. */
  held: boolean;
}

/** A figure for a cell. */
export interface Correction {
  cell: string;
  to: number;
}

/** A text for a cell of a live editor. */
export interface Change {
  cell: Element;
  text: string;
}

/** What an editor offers beyond its document. */
export interface EditorAdapter {
  /** Puts the texts into the cells, where it can as one step of the editor's own undo; a promise where that takes time. */
  change(changes: readonly Change[]): void | Promise<void>;
  /** The HTML that it would save now: a correction that is not in there was not taken. */
  content?(): string;
  /** Whether the editor lets nothing be changed now, where its document does not tell. */
  isReadOnly?(): boolean;
}

/** The adapter of the editor whose editing area this is; `null`: another editor's. */
export type AdapterFinder = (root: HTMLElement) => EditorAdapter | null;

/** `<gouji-checker>` */
export class GoujiChecker extends HTMLElement {
  static readonly version: string;
  static readonly adapters: AdapterFinder[];
  /** Selector of the field, editor or region that is watched; without it the element's own content. */
  for: string | null;
  htmlFor: string;
  /** `advise` shows findings, `gate` also holds publishing while there are errors. */
  mode: "advise" | "gate";
  year: number | null;
  /** Selector of the buttons that publish; without it every submit that is no draft. */
  publish: string | null;
  /** Selector of the buttons that only save. */
  draft: string | null;
  /** Under this name the form carries the waivers, as settings in JSON. */
  name: string;
  /** The waivers to begin with, as the form carried them. */
  value: string;
  options: Options;
  /** Forms that a document may follow beside those of the library, each an object or its JSON; the attribute has addresses of files. */
  forms: readonly (object | string)[];
  waivers: readonly Waiver[];
  editor: EditorAdapter | null;
  readonly form: HTMLFormElement | null;
  readonly result: Result | null;
  /** A report was found, it has no error, and enough of it could be assessed. Nothing unread, unsaved or changed since is valid. */
  readonly valid: boolean;
  check(): Promise<Result | null>;
  /** Asks the gate, for a page that publishes without submitting a form; shows why where it is held. */
  mayPublish(): boolean;
  /** Puts figures into cells; tells whether they stand in what the editor would save. */
  apply(corrections: readonly Correction[]): Promise<boolean>;
}

/** Defines `<gouji-checker>`; a second time is harmless. */
export function define(): void;

/** How an editor's panel is set up. */
export interface PanelSettings {
  /** `gate` holds publishing while there are errors. */
  mode?: "advise" | "gate";
  /** Language of the panel, else that of the page. */
  lang?: string;
  /** Selector of the buttons that publish. */
  publish?: string;
  /** Selector of the buttons that only save. */
  draft?: string;
}

/** TinyMCE: registers the plugin `gouji`; name it in `plugins` and in `toolbar`. */
export function registerTinyMce(tinymce: object, settings?: PanelSettings): void;
/** CKEditor 5: a plugin class with the toolbar item `gouji`. Takes the package `ckeditor5`. */
export function ckEditorPlugin(parts: object, settings?: PanelSettings): new (editor: never) => { init(): void };
/** wangEditor 5: registers the menu `gouji`, once, before the toolbar is made. */
export function registerWangEditor(wangEditor: object, settings?: PanelSettings): void;
/** wangEditor 5: puts the panel beneath an editor; `selector` names the element that it was made in. */
export function attachWangEditor(wangEditor: object, editor: object, selector: string, settings?: PanelSettings): void;
/** UEditor: adds a button to every editor made afterwards. */
export function registerUEditor(UE: object, settings?: PanelSettings): void;

declare global {
  interface HTMLElementTagNameMap {
    "gouji-checker": GoujiChecker;
  }
  interface HTMLElementEventMap {
    "gouji-result": CustomEvent<ResultDetail>;
    "gouji-select": CustomEvent<SelectDetail>;
    "gouji-before-publish": CustomEvent<PublishDetail>;
  }
}
