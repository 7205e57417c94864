/** Tells in which cell of a document the caret stands. */
export class Caret {
  private document: Document | null = null;

  constructor(private readonly moved: (at: Element | null) => void) {}

  follow(document: Document | null): void {
    if (document === this.document) return;
    this.document?.removeEventListener("selectionchange", this.onMove);
    this.document = document;
    document?.addEventListener("selectionchange", this.onMove);
  }

  private readonly onMove = (): void => {
    const node = this.document?.getSelection()?.anchorNode ?? null;
    const at = node?.nodeType === 1 ? (node as Element) : (node?.parentElement ?? null);
    this.moved(at?.closest("td, th") ?? null);
  };
}
