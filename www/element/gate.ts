/**
 * The gate before publishing. It listens before everything else on the page, to
 * the button as well as to the form: some pages act on the click already, and some
 * submit without a button. `form.submit()` tells no one: only a server can refuse it.
 */

import { isDraft } from "./draft";
import { treeOf } from "./tree";

/** What is published with, and what only saves. */
export interface GateButtons {
  /** Selector of what publishes; without it every submit that is no draft. */
  publish: string | null;
  /** Selector of the buttons that only save. */
  draft: string | null;
}

/** What a browser turns keys into clicks for, or writes into. */
const NATIVE = "button, input, select, textarea, summary, a[href]";

export class Gate {
  private readonly places = new Set<EventTarget>();
  /** A click that was let through: its submit is the same attempt. */
  private passed = false;
  private readonly listeners: readonly [string, (event: Event) => void][] = [
    ["click", (event) => this.onClick(event)],
    ["keydown", (event) => this.onKey(event as KeyboardEvent)],
    ["submit", (event) => this.onSubmit(event as SubmitEvent)],
  ];

  /**
   * @param forms the forms that are published, now
   * @param holds asks whether publishing is held; it shows why
   */
  constructor(
    private readonly forms: () => readonly HTMLFormElement[],
    private readonly buttons: () => GateButtons,
    private readonly holds: () => boolean,
  ) {}

  /** Listens in this node's window as well, and in its shadow tree: no submit leaves that. */
  arm(node: Node): void {
    this.listen(node.ownerDocument?.defaultView);
    const tree = treeOf(node);
    if ("host" in tree) this.listen(tree);
  }

  disarm(): void {
    for (const place of this.places) {
      for (const [type, listener] of this.listeners) place.removeEventListener(type, listener, true);
    }
    this.places.clear();
  }

  private listen(place: EventTarget | null | undefined): void {
    if (!place || this.places.has(place)) return;
    this.places.add(place);
    for (const [type, listener] of this.listeners) place.addEventListener(type, listener, true);
  }

  private onClick(event: Event): void {
    if (elementsOf(event).some((element) => this.publishesByClick(element))) this.ask(event);
  }

  /** What is no button of the browser's acts on the key itself. */
  private onKey(event: KeyboardEvent): void {
    const { publish } = this.buttons();
    if (publish === null || (event.key !== "Enter" && event.key !== " ")) return;
    const elements = elementsOf(event);
    if (elements[0]?.matches(NATIVE)) return;
    if (elements.some((element) => matches(element, publish))) this.ask(event);
  }

  private onSubmit(event: SubmitEvent): void {
    if (this.passed || !this.forms().includes(event.target as HTMLFormElement)) return;
    const { submitter } = event;
    if (!submitter || this.publishes(submitter)) this.ask(event);
  }

  private ask(event: Event): void {
    if (this.holds()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    this.passed = true;
    window.setTimeout(() => {
      this.passed = false;
    });
  }

  private publishesByClick(element: Element): boolean {
    const { publish } = this.buttons();
    if (publish !== null) return matches(element, publish);
    const { form } = element as HTMLButtonElement;
    return isSubmit(element) && form !== null && this.forms().includes(form) && this.publishes(element);
  }

  private publishes(button: Element): boolean {
    return publishes(button, this.buttons());
  }

  /** The documents and shadow trees in which it listens. */
  get trees(): (Document | ShadowRoot)[] {
    return Array.from(this.places, (place) => (place as Window).document ?? (place as ShadowRoot));
  }
}

/** Whether a button that submits publishes with that. */
export function publishes(button: Element, { publish, draft }: GateButtons): boolean {
  if (publish !== null) return isWithin(button, publish);
  return draft !== null ? !isWithin(button, draft) : !isDraft(button);
}

export function isSubmit(element: Element): boolean {
  return element.matches("button, input") && /^(submit|image)$/.test((element as HTMLButtonElement).type);
}

/** Whether a text is a selector at all. */
export function isSelector(selector: string): boolean {
  return tried(() => document.createDocumentFragment().querySelector(selector) === null);
}

/** The elements that an event goes through, the innermost first: in shadow trees too. */
function elementsOf(event: Event): Element[] {
  return event.composedPath().filter((target): target is Element => (target as Node).nodeType === 1);
}

function matches(element: Element, selector: string): boolean {
  return tried(() => element.matches(selector));
}

function isWithin(element: Element, selector: string): boolean {
  return tried(() => element.closest(selector) !== null);
}

/** A selector that is none selects nothing. */
function tried(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}
