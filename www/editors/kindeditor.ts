/** KindEditor 4: corrections are typed; the field that its form submits is filled at once. */

import type { AdapterFinder } from "../element/editing";
import { byTyping } from "../element/typing";

interface Editor {
  edit?: { doc?: Document };
  html(): string;
  sync(): void;
}

/** The editor of this body among those of the page. */
export const findKindEditor: AdapterFinder = (root) => {
  const { KindEditor } = window as { KindEditor?: { instances?: ArrayLike<Editor> } };
  const editor = Array.from(KindEditor?.instances ?? []).find((candidate) => candidate.edit?.doc?.body === root);
  if (!editor) return null;
  return {
    async change(changes) {
      await byTyping.change(changes);
      // By itself it does so when the form is submitted.
      editor.sync();
    },
    content: () => editor.html(),
  };
};
