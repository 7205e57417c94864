/** What a page may write on the element, read without ever failing. */

import type { Language } from "../view/shapes";

/** Where no element can be (on a server), the classes must still load. */
const Base = (typeof HTMLElement === "undefined" ? class {} : HTMLElement) as typeof HTMLElement;

export type Mode = "advise" | "gate";

/** Anything but `gate` advises. */
function modeOf(host: Element): Mode {
  return host.getAttribute("mode")?.trim().toLowerCase() === "gate" ? "gate" : "advise";
}

/** The language of the element, else of the page around it; Chinese where it is neither. */
export function languageOf(host: Element): Language {
  const speaker = host.closest("[lang]");
  const tree = host.getRootNode();
  // In a component's shadow tree it is that of the component.
  if (!speaker && "host" in tree) return languageOf((tree as ShadowRoot).host);
  return /^en\b/i.test(speaker?.getAttribute("lang") ?? "") ? "en" : "zh-CN";
}

/** The report year, `null` where none is given. */
function yearOf(host: Element): number | null {
  const year = Number(host.getAttribute("year") || Number.NaN);
  return Number.isInteger(year) && year > 1900 && year < 3000 ? year : null;
}

/** Writes an attribute, or takes it away. */
function reflect(host: Element, name: string, value: unknown): void {
  if (value === null || value === undefined || value === "") host.removeAttribute(name);
  else host.setAttribute(name, String(value));
}

/** An element whose attributes can be read and set as properties. */
export class ReflectedElement extends Base {
  /** Selector of the field, editor or region that is watched; without it the element's own content. */
  get for(): string | null {
    return this.getAttribute("for");
  }

  set for(value: string | null) {
    reflect(this, "for", value);
  }

  /** The same as {@link for}, as `<label>` has it. */
  get htmlFor(): string {
    return this.for ?? "";
  }

  set htmlFor(value: string) {
    this.for = value;
  }

  /** `advise` shows findings, `gate` also holds publishing while there are errors. */
  get mode(): Mode {
    return modeOf(this);
  }

  set mode(value: Mode) {
    reflect(this, "mode", value);
  }

  /** The report year, where the page knows it. */
  get year(): number | null {
    return yearOf(this);
  }

  set year(value: number | null) {
    reflect(this, "year", value);
  }

  /** Selector of the buttons that publish; without it every submit that is no draft. */
  get publish(): string | null {
    return this.getAttribute("publish");
  }

  set publish(value: string | null) {
    reflect(this, "publish", value);
  }

  /** Selector of the buttons that only save. */
  get draft(): string | null {
    return this.getAttribute("draft");
  }

  set draft(value: string | null) {
    reflect(this, "draft", value);
  }

  /** Under this name the form carries the waivers, as settings in JSON. */
  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(value: string) {
    reflect(this, "name", value);
  }

  /** The waivers to begin with, as a form carried them: settings in JSON. */
  get value(): string {
    return this.getAttribute("value") ?? "";
  }

  set value(value: string) {
    reflect(this, "value", value);
  }

  /** A property that was set before the definition hides its accessor: it is set anew. */
  protected upgrade(names: readonly (keyof this)[]): void {
    for (const name of names) {
      if (!Object.getOwnPropertyDescriptor(this, name)) continue;
      const value = this[name];
      delete (this as Partial<this>)[name];
      this[name] = value;
    }
  }
}
