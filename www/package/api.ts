import { GoujiError } from "./errors.js";
import { given, type Input, written } from "./input.js";
import { Instance } from "./instance.js";
import type { Source } from "./source.js";
import type { Edition, Options, Result, Rule } from "./types.js";
import { walk } from "./walk.js";

/** A result of a live element, with the elements behind the addresses. */
export interface LiveResult extends Result {
  /** The `td` or `th` of each recognised figure. Not enumerable: it is no data. */
  readonly cells: Readonly<Record<string, Element>>;
}

/** What this package offers. */
export interface Gouji {
  /**
   * Loads the module, once; later calls wait for the same load. A load that
   * failed may be tried again. Without a source the package's own file is taken.
   */
  init(source?: Source): Promise<void>;
  /** Checks a report. What cannot be read gives `status: "unreadable"`. */
  check(input: Input, options?: Options): Result;
  /** Checks the tables of a live element or document, without serialising it. */
  checkElement(element: Node, options?: Options): LiveResult;
  /** Checks a report and says what was found as a person reads it: `text`. */
  render(input: Input, format: "text", options?: Options): string;
  /** The empty official tables of an edition, with their merges. */
  form(edition: string, format: "text" | "markdown" | "html"): string;
  /** Every rule, in the order in which findings are listed. */
  rules(options?: Pick<Options, "lang">): Rule[];
  /** The official forms that are checked, oldest first: labels, merges, relations. */
  forms(): Edition[];
  /** The version of this package. */
  version(): string;
}

/** The functions of this package around one instance of the module. */
export function connect(source: () => Promise<Source>): Gouji {
  const instance = new Instance(source);
  return {
    init: (from) => instance.start(from),
    check(input, options) {
      const document = given(input);
      const { json, beside } = written(options);
      return JSON.parse(
        instance.call((module) =>
          typeof document === "string"
            ? module.checkText(document, json, beside)
            : module.checkBytes(document, json, beside),
        ),
      );
    },
    checkElement(element, options) {
      if (typeof element?.nodeType !== "number") {
        throw new GoujiError("invalid_input", "element: an element, a document or another node was expected");
      }
      const { json, beside } = written(options);
      const { records, text, cells: elements } = walk(element);
      const answer: { cells: Record<string, number>; result: Result } = JSON.parse(
        instance.call((module) => module.checkEvents(records, text, json, beside)),
      );
      const cells: Record<string, Element> = {};
      for (const [address, cell] of Object.entries(answer.cells)) {
        const found = elements[cell];
        if (found) cells[address] = found;
      }
      return Object.defineProperty(answer.result, "cells", { value: cells }) as LiveResult;
    },
    render(input, format, options) {
      if (format !== "text") throw new GoujiError("unknown_format", `no format "${format}": text`);
      const document = given(input);
      const { json, beside } = written(options);
      return instance.call((module) =>
        typeof document === "string"
          ? module.renderText(document, json, beside)
          : module.renderBytes(document, json, beside),
      );
    },
    form: (edition, format) => instance.call((module) => module.form(String(edition), String(format))),
    rules(options) {
      const { json } = written(options);
      return JSON.parse(instance.call((module) => module.rules(json)));
    },
    forms: () => JSON.parse(instance.call((module) => module.forms())),
    version: () => instance.call((module) => module.version()),
  };
}
