/** A report that is edited as text: in a field, or in the source view of an editor. */

import { reveal } from "./reveal";

/** A text for a part of the text, in UTF-16 code units. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** A text and the ways into it. */
export interface EditedText {
  read(): string;
  isEditable(): boolean;
  /** Gives the text the focus with this part selected. */
  select(start: number, end: number): void;
  /** Puts these texts in, as one step of its own undo. They are ordered and do not overlap. */
  replace(replacements: readonly Replacement[]): void;
}

export type Field = HTMLTextAreaElement | HTMLInputElement;

/** What is needed of CodeMirror, from version 2 on. */
interface CodeMirror {
  getValue(): string;
  getOption(name: string): unknown;
  posFromIndex(index: number): unknown;
  setSelection(from: unknown, to: unknown): void;
  replaceRange(text: string, from: unknown, to: unknown): void;
  focus(): void;
}

export function isField(element: Element): element is Field {
  return element.localName === "textarea" || element.localName === "input";
}

export function textOfField(field: Field): EditedText {
  return {
    read: () => field.value,
    isEditable: () => !field.readOnly && !field.matches(":disabled"),
    select: (start, end) => {
      field.scrollIntoView({ block: "nearest" });
      field.focus({ preventScroll: true });
      field.setSelectionRange(start, end);
      if (field.localName === "textarea") reveal(field as HTMLTextAreaElement, start);
    },
    replace: (replacements) => {
      const { start, end, text } = joined(field.value, replacements);
      field.focus();
      field.setSelectionRange(start, end);
      if (field.ownerDocument.execCommand("insertText", false, text)) return;
      field.setRangeText(text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}

/** The text of a CodeMirror, `null` where this element is none. */
export function textOfCodeMirror(element: Element): EditedText | null {
  const code = (element as { CodeMirror?: CodeMirror }).CodeMirror;
  if (!code) return null;
  return {
    read: () => code.getValue(),
    isEditable: () => !code.getOption("readOnly"),
    select: (start, end) => {
      element.scrollIntoView({ block: "nearest" });
      code.focus();
      code.setSelection(code.posFromIndex(start), code.posFromIndex(end));
    },
    replace: (replacements) => {
      const { start, end, text } = joined(code.getValue(), replacements);
      code.replaceRange(text, code.posFromIndex(start), code.posFromIndex(end));
    },
  };
}

/** One replacement that does the same, from the first to the last of these. */
function joined(whole: string, replacements: readonly Replacement[]): Replacement {
  const start = replacements[0]?.start ?? 0;
  let end = start;
  let text = "";
  for (const part of replacements) {
    text += whole.slice(end, part.start) + part.text;
    end = part.end;
  }
  return { start, end, text };
}
