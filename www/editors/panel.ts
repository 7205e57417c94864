/** The element as an editor's own panel. */

/** How an editor's panel is set up. */
export interface PanelSettings {
  /** `gate` holds publishing while there are errors. */
  mode?: "advise" | "gate";
  /** Language of the panel, else that of the page. */
  lang?: string;
  /** Selector of the buttons that publish. */
  publish?: string;
  /** Selector of the buttons that only save. */
  draft?: string;
}

/** Its button's text. */
export function buttonText(settings: PanelSettings): string {
  const lang = settings.lang ?? document.documentElement.lang;
  return /^en\b/i.test(lang) ? "Check the report" : "检查年报";
}

/** A checker of the editor at this selector. `show` makes it visible before it holds a publish. */
export function makePanel(selector: string, settings: PanelSettings, show: () => void): HTMLElement {
  const panel = document.createElement("gouji-checker");
  panel.setAttribute("for", selector);
  for (const name of ["mode", "lang", "publish", "draft"] as const) {
    const value = settings[name];
    if (value !== undefined) panel.setAttribute(name, value);
  }
  panel.addEventListener("gouji-before-publish", (event) => {
    if ((event as CustomEvent<{ held: boolean }>).detail.held) show();
  });
  return panel;
}

/** A place beside an editor. */
export interface Drawer {
  readonly panel: HTMLElement;
  toggle(): void;
  /** In full screen an editor covers what stands beside it: then the panel lies over its lower corner. */
  float(isFull: boolean): void;
  /** Asks the gate for an editor that publishes by itself. */
  mayPublish(): boolean;
  remove(): void;
}

/** Above every editor's own layers. */
const OVER = {
  position: "fixed",
  right: "0",
  bottom: "0",
  width: "26rem",
  maxHeight: "60vh",
  overflowY: "auto",
  zIndex: "100000",
};

/** A place beside an editor that its button opens and closes. */
export function makeDrawer(beside: Element, selector: string, settings: PanelSettings): Drawer {
  const panel = makePanel(selector, settings, () => {
    panel.hidden = false;
  });
  panel.hidden = true;
  beside.after(panel);
  return {
    panel,
    toggle: () => {
      panel.hidden = !panel.hidden;
    },
    float: (isFull) => {
      for (const name of Object.keys(OVER) as (keyof typeof OVER)[]) panel.style[name] = isFull ? OVER[name] : "";
      // Some editors hide everything else in the page meanwhile.
      if (isFull) document.body.append(panel);
      else beside.after(panel);
    },
    mayPublish: () => (panel as Partial<Drawer>).mayPublish?.() ?? true,
    remove: () => panel.remove(),
  };
}
