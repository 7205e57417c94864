/**
 * Which fields of a form an editor fills only when the form is submitted: what such a field lacks
 * before that tells nothing. It is told by what a person typed, never by a correction, which an
 * editor may have refused.
 */

import type { Field } from "./field";

/** Milliseconds after which a field has followed what is typed, if it ever does before a submit. */
export const FOLLOWED = 1000;

interface Seen {
  value: string;
  /** The text that was edited when the field had this value. */
  text: string;
  /** Since when that text is another one, or the field lacks it altogether. */
  since: number;
  /** It was filled before a submit. */
  follows: boolean;
}

export class LateFields {
  private readonly seen = new WeakMap<Field, Seen>();
  private attended: { root: Node; end: () => void } | undefined;
  /** A key was pressed since the text was noted. */
  private isKeyed = false;

  /**
   * Notes the text that is edited beside these fields.
   *
   * @param isOwn whether the element itself changes it now
   */
  note(root: Node, fields: readonly Field[], isOwn: boolean): void {
    this.attend(root);
    const text = root.textContent ?? "";
    const isTyped = this.isKeyed && !isOwn;
    this.isKeyed = false;
    for (const field of fields) {
      const seen = this.look(field);
      if (!seen) {
        const isBlank = field.value.trim() === "" && text.trim() !== "";
        this.seen.set(field, { value: field.value, text, since: isBlank ? Date.now() : 0, follows: false });
      } else if (!isTyped) {
        seen.text = text;
      } else if (text !== seen.text) {
        seen.since ||= Date.now();
      }
    }
  }

  private attend(root: Node): void {
    if (this.attended?.root === root) return;
    this.leave();
    const press = ({ isTrusted }: Event) => {
      this.isKeyed ||= isTrusted;
    };
    root.addEventListener("keydown", press, true);
    this.attended = { root, end: () => root.removeEventListener("keydown", press, true) };
  }

  /** Listens to nothing any more; what is known of the fields stays. */
  leave(): void {
    this.attended?.end();
    this.attended = undefined;
  }

  /** Whether nobody fills this field before the submit. */
  isLate(field: Field): boolean {
    const seen = this.look(field);
    return seen !== undefined && !seen.follows && seen.since > 0 && Date.now() - seen.since > FOLLOWED;
  }

  /** What is known of a field; that it has changed since is noted. */
  private look(field: Field): Seen | undefined {
    const seen = this.seen.get(field);
    if (seen && seen.value !== field.value) {
      seen.follows = true;
      seen.value = field.value;
    }
    return seen;
  }
}
