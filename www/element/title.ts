/**
 * A mark before the page's title while a publish is held, as GOV.UK has it: the title is
 * what is heard first in a tab. What the page makes of its title meanwhile stays.
 */

interface Marked {
  mark: string;
  /** The title as the page had it. */
  own: string;
  holders: Set<TitleMark>;
}

/** The elements of one page share its title. */
const titles = new WeakMap<Document, Marked>();

export class TitleMark {
  private documents: readonly Document[] = [];

  /** Marks the titles of the page that this node stands in, once. */
  put(node: Node, mark: string): void {
    this.take();
    this.documents = documentsOf(node);
    for (const document of this.documents) add(document, mark, this);
    // A frame that goes takes its element with it, and tells that of nothing.
    if (this.documents.length > 1) this.view?.addEventListener("pagehide", this.take);
  }

  /** Takes the mark away, where no other element needs it. */
  readonly take = (): void => {
    this.view?.removeEventListener("pagehide", this.take);
    for (const document of this.documents) remove(document, this);
    this.documents = [];
  };

  private get view(): Window | null | undefined {
    return this.documents[0]?.defaultView;
  }
}

/**
 * The document that a node stands in, whose name is heard when the focus goes into it, and
 * the one of the tab: a frame's own title is shown nowhere.
 */
function documentsOf({ ownerDocument: own }: Node): Document[] {
  if (!own) return [];
  try {
    const top = own.defaultView?.top?.document ?? own;
    return top === own ? [own] : [own, top];
  } catch {
    // Another site's.
    return [own];
  }
}

function add(document: Document, mark: string, holder: TitleMark): void {
  const { title } = document;
  const known = titles.get(document);
  if (known && isMarked(title, known)) known.holders.add(holder);
  // Without a title its address is heard; a mark may also be the page's own.
  else if (title !== "" && !title.startsWith(mark)) {
    const holders = known?.holders ?? new Set();
    titles.set(document, { mark, own: title, holders: holders.add(holder) });
    document.title = mark + title;
  }
}

function remove(document: Document, holder: TitleMark): void {
  const known = titles.get(document);
  if (!known?.holders.delete(holder) || known.holders.size > 0) return;
  titles.delete(document);
  const { title } = document;
  if (isMarked(title, known)) document.title = title.replace(known.mark, "");
}

/** The page may have put something before it as well, or changed what comes after. */
function isMarked(title: string, { mark, own }: Marked): boolean {
  return title.startsWith(mark) || title.includes(mark + own);
}
