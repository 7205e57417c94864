/**
 * The way back from a cell to the finding that led there. Editors keep Tab, Escape and most
 * other keys to themselves, so that one which none of them uses leads back from within.
 * Where Tab does leave the editor, it leads back as well, and not to the panel's far end.
 */

import { focusAround } from "../view/dom";

const KEY = "F8";
const EVENTS = ["keydown", "keyup", "pointerdown"];

export class WayBack {
  private place: Element | null = null;
  private views: readonly Window[] = [];
  private isTabbing = false;

  /**
   * @param panel what is led back into
   * @param back gives the focus to what led away
   */
  constructor(
    private readonly panel: Element,
    private readonly back: () => void,
  ) {
    panel.addEventListener("focusin", () => this.enter());
  }

  /** There is a way back from this place, once, until the panel has the focus again. */
  open(place: Element): void {
    this.close();
    // What cannot be edited is shown only: the focus is still here.
    if (focusAround(this.panel)) return;
    this.place = place;
    const views = [this.panel, place].map((node) => node.ownerDocument.defaultView);
    this.views = views.filter((view): view is Window & typeof globalThis => view !== null);
    for (const view of this.views) for (const type of EVENTS) view.addEventListener(type, this.onEvent, true);
  }

  close(): void {
    for (const view of this.views) for (const type of EVENTS) view.removeEventListener(type, this.onEvent, true);
    this.place = null;
    this.views = [];
    this.isTabbing = false;
  }

  private readonly onEvent = (event: Event): void => {
    const { code, key, ctrlKey, altKey, shiftKey, metaKey } = event as KeyboardEvent;
    const isDown = event.type === "keydown";
    // With Shift its key has no name in WebKitGTK.
    this.isTabbing = isDown && code === "Tab";
    if (!isDown || key !== KEY || ctrlKey || altKey || shiftKey || metaKey) return;
    if (!this.place || !event.composedPath().includes(this.place)) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    this.back();
  };

  /** Whoever points at something in the panel, or is led there by the page, wants that. */
  private enter(): void {
    const { isTabbing } = this;
    this.close();
    if (isTabbing) this.back();
  }
}
