/**
 * The gate before publishing. It listens before everything else on the page, to
 * the button as well as to the form: some pages act on the click already, and some
 * submit without a button. `form.submit()` tells no one: only a server can refuse it.
 */

/** What is published with, and what only saves. */
export interface GateButtons {
  /** Selector of the buttons that publish; without it every submit that is no draft. */
  publish: string | null;
  /** Selector of the buttons that only save. */
  draft: string | null;
}

const DRAFT = [
  "[formnovalidate]",
  ...["name", "id", "value", "class"].flatMap((name) =>
    ["draft", "autosave", "preview"].map((word) => `[${name}*="${word}" i]`),
  ),
].join(",");
const DRAFT_WORDS = /草稿|暂存|预览|取消/;

export class Gate {
  private readonly views = new Set<Window>();
  /** A click that was let through: its submit is the same attempt. */
  private passed = false;

  /**
   * @param form the form that is published, now
   * @param holds asks whether publishing is held; it shows why
   */
  constructor(
    private readonly form: () => HTMLFormElement | null,
    private readonly buttons: () => GateButtons,
    private readonly holds: () => boolean,
  ) {}

  /** Listens in this window as well. */
  arm(view: Window | null | undefined): void {
    if (!view || this.views.has(view)) return;
    this.views.add(view);
    view.addEventListener("click", this.onClick, true);
    view.addEventListener("submit", this.onSubmit, true);
  }

  disarm(): void {
    for (const view of this.views) {
      view.removeEventListener("click", this.onClick, true);
      view.removeEventListener("submit", this.onSubmit, true);
    }
    this.views.clear();
  }

  private readonly onClick = (event: Event): void => {
    const button = (event.composedPath()[0] as Element | null)?.closest?.<HTMLElement>(
      "button, input, a, [role=button]",
    );
    if (!button || !this.publishesByClick(button)) return;
    if (this.holds()) {
      stop(event);
      return;
    }
    this.passed = true;
    window.setTimeout(() => {
      this.passed = false;
    });
  };

  private readonly onSubmit = (event: Event): void => {
    if (this.passed || event.target !== this.form()) return;
    const { submitter } = event as SubmitEvent;
    if (submitter && !this.publishes(submitter)) return;
    if (this.holds()) stop(event);
  };

  private publishesByClick(button: HTMLElement): boolean {
    const { publish } = this.buttons();
    if (publish !== null) return matches(button, publish);
    const { form, type } = button as HTMLInputElement;
    const submits = (type === "submit" || type === "image") && form !== null && form === this.form();
    return submits && this.publishes(button);
  }

  private publishes(button: HTMLElement): boolean {
    const { publish, draft } = this.buttons();
    if (publish !== null) return matches(button, publish);
    if (draft !== null) return !matches(button, draft);
    return !matches(button, DRAFT) && !DRAFT_WORDS.test(`${button.textContent}${(button as HTMLInputElement).value}`);
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.closest(selector) !== null;
  } catch {
    return false;
  }
}
