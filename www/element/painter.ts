/**
 * Rings around cells in an editor that leave its content untouched: a stylesheet
 * of the editor's own document, which no editor saves, with selectors by place.
 */

import type { Severity } from "../view/shapes";
import { selectorOf } from "./selectors";

/** A cell to ring. */
export interface Ring {
  cell: Element;
  severity: Severity;
  /** The finding in focus is about this cell. */
  current: boolean;
}

/** The colours of the element's own theme. */
export interface Colours {
  error: string;
  other: string;
  focus: string;
}

type Tree = (Document | ShadowRoot) & { adoptedStyleSheets?: readonly CSSStyleSheet[] };

export class Painter {
  private tree: Tree | null = null;
  private sheet: CSSStyleSheet | null = null;
  private written = "";

  /** Rings these cells of one tree, and no others. */
  paint(root: Element, rings: readonly Ring[], colours: Colours): void {
    const tree = root.getRootNode() as Tree;
    if (tree !== this.tree) {
      this.clear();
      this.tree = tree;
      this.sheet = sheetFor(root);
      this.written = "";
    }
    if (!this.sheet) return;
    const text = rings.map((ring) => rule(ring, colours)).join("\n");
    if (text !== this.written) {
      this.sheet.replaceSync(text);
      this.written = text;
    }
    this.adopt(tree, this.sheet);
  }

  /** Takes every ring away. */
  clear(): void {
    const { tree, sheet } = this;
    if (tree?.adoptedStyleSheets && sheet) {
      setSheets(
        tree,
        tree.adoptedStyleSheets.filter((other) => other !== sheet),
      );
    }
    this.tree = null;
    this.sheet = null;
  }

  private adopt(tree: Tree, sheet: CSSStyleSheet): void {
    const adopted = tree.adoptedStyleSheets ?? [];
    if (!adopted.includes(sheet)) setSheets(tree, [...adopted, sheet]);
  }
}

/** Assigned as a whole: older browsers have no `push` here. */
function setSheets(tree: Tree, sheets: CSSStyleSheet[]): void {
  try {
    tree.adoptedStyleSheets = sheets;
  } catch {
    // A document that was replaced meanwhile takes no sheet of the former one.
  }
}

/** A sheet made by the editor's own window; another one's would be refused. */
function sheetFor(root: Element): CSSStyleSheet | null {
  const view = root.ownerDocument.defaultView as (Window & { CSSStyleSheet?: new () => CSSStyleSheet }) | null;
  if (!view?.CSSStyleSheet || !("adoptedStyleSheets" in root.ownerDocument)) return null;
  try {
    return new view.CSSStyleSheet();
  } catch {
    return null;
  }
}

/** Solid or dashed as well as red or grey: colour alone tells nothing. */
function rule({ cell, severity, current }: Ring, colours: Colours): string {
  const colour = severity === "error" ? colours.error : colours.other;
  const line = severity === "error" ? "solid" : "dashed";
  const focus = current ? `;box-shadow:inset 0 0 0 4px ${colours.focus}!important` : "";
  return `${selectorOf(cell)}{outline:2px ${line} ${colour}!important;outline-offset:-2px!important${focus}}`;
}
