/**
 * What an editor and its page would save, as far as it can be known: the editor's own model,
 * and the fields that the form submits. What the screen shows may be another thing.
 */

import type { EditorAdapter } from "./editing";
import { type Field, isField } from "./field";
import type { LateFields } from "./late";
import { numbersOf, numbersOfTree } from "./numbers";
import { parse } from "./parse";

/** A place from which something is saved. */
export interface Saved {
  /** The numbers in it now, as one text; `null`: not to be told. */
  numbers(): string | null;
  /** A form's field: many editors fill it when the form is submitted, and not before. */
  isField: boolean;
  /** It is known to be filled at the submit, and not before. */
  isLate(): boolean;
}

/** An editor's own document as plain data, by what its kind of editor leaves on its area. */
type Model = (root: HTMLElement) => unknown;

interface Marked {
  /** ProseMirror, and with it Tiptap. */
  pmViewDesc?: { node?: { toJSON(): unknown } };
  __lexicalEditor?: { getEditorState(): { toJSON(): { root: unknown } } };
  __quill?: { getContents(): { ops: unknown } };
}

/** What React keeps of a component. */
interface Fiber {
  return: Fiber | null;
  memoizedProps?: { editor?: { children?: unknown; apply?: unknown } } | null;
}

/** The component of Slate that holds its editor stands closely around the area. */
const MOST_FIBERS = 40;

const MODELS: readonly Model[] = [
  (root) => (root as Marked).pmViewDesc?.node?.toJSON(),
  (root) => (root as Marked).__lexicalEditor?.getEditorState().toJSON().root,
  (root) => (root.parentElement as Marked | null)?.__quill?.getContents().ops,
  slateOf,
];

/** Slate in React: its editor is a property of a component around the area. */
function slateOf(root: HTMLElement): unknown {
  const key = Object.keys(root).find((name) => name.startsWith("__reactFiber$"));
  let at = key === undefined ? null : (root as unknown as Record<string, Fiber>)[key];
  for (let steps = 0; at && steps < MOST_FIBERS; steps++, at = at.return) {
    const editor = at.memoizedProps?.editor;
    if (editor && Array.isArray(editor.children) && typeof editor.apply === "function") return editor.children;
  }
  return undefined;
}

/**
 * The places from which this area is saved. Of an editor that tells its own content nothing
 * else counts.
 *
 * @param target what the element's `for` names
 * @param forms the forms that are published
 * @param late what is known of their fields
 */
export function savedOf(
  root: HTMLElement,
  target: HTMLElement,
  forms: readonly HTMLFormElement[],
  editor: EditorAdapter,
  late: LateFields,
): Saved[] {
  const own = { isField: false, isLate: () => false };
  if (editor.content) return [{ ...own, numbers: tried(() => editor.content?.(), ofText) }];
  const models = MODELS.map((model) => ({ ...own, numbers: tried(() => model(root), numbersOfTree) }));
  const reports = fieldsOf(target, forms).filter(({ value }) => /<t[dh][\s>]|"text"/i.test(value));
  const fields = reports.map((field) => ({
    numbers: tried(() => field.value, ofText),
    isField: true,
    isLate: () => late.isLate(field),
  }));
  return [...models, ...fields].filter(({ numbers }) => numbers() !== null);
}

/** The fields that a report may be saved from: that of the editor, and those of its forms. */
export function fieldsOf(target: HTMLElement, forms: readonly HTMLFormElement[]): Field[] {
  const within = [target, target.parentElement, ...forms];
  const found = within.flatMap((place) =>
    Array.from(place?.querySelectorAll<Field>("textarea, input[type=hidden]") ?? []),
  );
  if (isField(target)) found.push(target);
  return Array.from(new Set(found));
}

function tried<T>(read: () => T, numbers: (content: NonNullable<T>) => string | null): Saved["numbers"] {
  return () => {
    try {
      const content = read();
      return content === null || content === undefined ? null : numbers(content);
    } catch {
      // An editor that is no longer there, or another one by the same mark.
      return null;
    }
  };
}

function ofText(text: string): string | null {
  if (/<t[dh][\s>]/i.test(text)) return numbersOf(parse(text).body);
  return /^\s*[[{]/.test(text) ? numbersOfTree(JSON.parse(text)) : null;
}
