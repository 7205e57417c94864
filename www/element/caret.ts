/** Tells in which cell of an editor the caret stands. */

import { selectionOf } from "./editing";

export class Caret {
  private root: Element | null = null;

  constructor(private readonly moved: (at: Element | null) => void) {}

  follow(root: Element | null): void {
    if (root?.ownerDocument !== this.root?.ownerDocument) {
      this.root?.ownerDocument.removeEventListener("selectionchange", this.onMove);
      root?.ownerDocument.addEventListener("selectionchange", this.onMove);
    }
    this.root = root;
  }

  private readonly onMove = (): void => {
    const node = this.root && selectionOf(this.root)?.anchorNode;
    const at = node?.nodeType === 1 ? (node as Element) : (node?.parentElement ?? null);
    this.moved(at?.closest("td, th") ?? null);
  };
}
