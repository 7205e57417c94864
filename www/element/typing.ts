/** Corrections in any editor, as a person at the keyboard would make them. */

import { type Change, contents, type EditorAdapter, editingHost, select } from "./editing";

/** Milliseconds after which an editor has seen what is selected: Slate and wangEditor look every 100. */
const SEEN = 120;
/** Milliseconds after which an editor has made what was typed its own: ProseMirror reads its area within 20. */
const READ = 40;

/** Elements around an area on which an editor may keep what is its own. */
const AROUND = 3;

/**
 * What is typed goes into the editor's own undo, a step a cell. `insertHTML` of the whole
 * table would be one step, but every browser then changes what it was not told to.
 */
export const byTyping: EditorAdapter = {
  change(changes) {
    const [first] = changes;
    const area = first && (editingHost(first.cell) ?? first.cell.ownerDocument.body);
    if (!area) return undefined;
    // Nobody's but the browser's: it takes everything at once.
    const left = isPlain(area) ? changes.slice(typeAll(area, changes)) : changes;
    if (left.length > 0) return typeSlowly(area, left);
    area.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, composed: true }));
    return undefined;
  },
};

/** Types until an editor takes a figure into its own hands; how many the browser has written. */
function typeAll(area: Element, changes: readonly Change[]): number {
  const taken = changes.findIndex(({ cell, text }) => !type(cell, area, text));
  return taken < 0 ? changes.length : taken;
}

/** Gives an editor time to see what is selected, and to draw what it has taken. */
async function typeSlowly(area: Element, changes: readonly Change[]): Promise<void> {
  const cellAt = finder(area, changes);
  for (const [at, { text }] of changes.entries()) {
    const cell = cellAt(at);
    if (!cell) return;
    if (cell.textContent?.trim() === text) continue;
    select(cell);
    await wait(SEEN);
    type(cellAt(at) ?? cell, area, text);
    await wait(READ);
  }
  // Some editors fill the field of their form only now.
  area.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, composed: true }));
}

/** Whether no editor has left anything on the area or around it, as they all do. */
function isPlain(area: Element): boolean {
  let at: Element | null = area;
  for (let step = 0; at && step < AROUND; step++, at = at.parentElement) {
    // A form has its controls by number.
    if (Object.keys(at).some((name) => !/^\d+$/.test(name))) return false;
  }
  return true;
}

/** Tells a change's cell also when the editor has drawn its table anew meanwhile. */
function finder(area: Element, changes: readonly Change[]): (at: number) => Element | undefined {
  const cells = () => Array.from(area.querySelectorAll("td, th"));
  const before = cells();
  const places = changes.map(({ cell }) => before.indexOf(cell));
  return (at) => {
    const known = changes[at]?.cell;
    return known?.isConnected ? known : cells()[places[at] ?? -1];
  };
}

/**
 * An editor with a document of its own takes the event; any other lets the browser write.
 * Tells whether the browser has.
 */
function type(cell: Element, area: Element, text: string): boolean {
  // Somebody else may have selected something since.
  select(cell);
  const goesOn = area.dispatchEvent(
    new InputEvent("beforeinput", {
      inputType: "insertText",
      data: text,
      bubbles: true,
      cancelable: true,
      composed: true,
      targetRanges: rangesOf(cell),
    } as InputEventInit),
  );
  if (goesOn) cell.ownerDocument.execCommand("insertText", false, text);
  return goesOn;
}

/** Older browsers have no such range that can be made: the selection stands for it. */
function rangesOf(cell: Element): StaticRange[] {
  try {
    return [new StaticRange(contents(cell))];
  } catch {
    return [];
  }
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
