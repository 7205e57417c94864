import { type CheckerConstructor, checkerOf, typed } from "./checker.js";
import { GoujiError } from "./errors.js";
import type { CheckExports, CoreExports, Glue } from "./glue.js";
import { type Given, given, type Input, written } from "./input.js";
import { type Callable, Instance } from "./instance.js";
import type { Source } from "./source.js";
import { now } from "./time.js";
import type { Edition, Options, Region, RegionEntry, RegionFinding, RegionOptions, Result, Rule } from "./types.js";
import { type Records, walk } from "./walk.js";

/** A result of a live element, with the elements behind the addresses. */
export interface LiveResult extends Result {
  /** The `td` or `th` of each recognised figure. Not enumerable: it is no data. */
  readonly cells: Readonly<Record<string, Element>>;
}

/** Checking, and what there is to know beforehand. */
export interface Checking {
  /**
   * Loads the module, once; later calls wait for the same load. A load that
   * failed may be tried again. Without a source the package's own file is taken.
   */
  init(source?: Source): Promise<void>;
  /** Checks a report. What cannot be read gives `status: "unreadable"`. */
  check(input: Input, options?: Options): Result;
  /** Checks the tables of a live element or document, without serialising it. */
  checkElement(element: Node, options?: Options): LiveResult;
  /** Every rule, in the order in which findings are listed. */
  rules(options?: Pick<Options, "lang">): Rule[];
  /**
   * The official forms that are checked, oldest first: labels, merges, relations. After them
   * the forms of `options.forms`, with everything that their files may leave out.
   */
  forms(options?: Options): Edition[];
  /** The version of this package. */
  version(): string;
}

/**
 * How findings are written: `text` as in a terminal, `json` as one line with its file,
 * `html` as a record to keep, `sarif` and `junit` for build servers, `csv` for spreadsheets.
 */
export type RenderFormat = "text" | "json" | "html" | "sarif" | "junit" | "csv";

/** Options of {@link Gouji.render}. */
export interface RenderOptions extends Options {
  /**
   * Figures that were changed beside the report, by address, as `Checker.set` takes them: a
   * record (`html`) tells them, old and new. Its verdict and its findings stay the report's own.
   */
  figures?: Figures;
  /**
   * What {@link Gouji.region} found in this report when it compared many, beyond the findings
   * of a check: a record lists it too, and says nothing has passed where there is more than a remark.
   */
  compared?: readonly (Pick<RegionFinding, "rule" | "severity" | "message"> & { cells?: readonly string[] })[];
}

/** Figures by address. */
export type Figures = Readonly<Record<string, number | string | null>>;

/** Options of what goes on paper. */
export interface PaperOptions extends Options {
  /** Puts in the corrected figures and marks their cells. */
  corrected?: boolean;
  /** Figures put into their cells before the check, by address, as `Checker.set` takes them. */
  figures?: Figures;
  /** As in {@link RenderOptions}: what a comparison of many reports has found is commented on too. */
  compared?: RenderOptions["compared"];
}

/** A report on its way into a file: plain text for `gouji/write` and nothing else. */
export type Paper = string & { readonly paper: unique symbol };

/** A region on its way into a workbook: plain text for `gouji/write` and nothing else. */
export type Book = string & { readonly book: unique symbol };

/** Why a file could not be read, or not checked; `error` is what else is known of it. */
export interface Unread {
  code: "not_found" | "no_permission" | "changed_while_read" | "cannot_open" | "internal";
  error?: string;
}

/** What this package offers. */
export interface Gouji extends Checking {
  /** A report that is checked again while its figures change. */
  Checker: CheckerConstructor;
  /**
   * Checks a report and writes what was found: for people, for build servers, for spreadsheets.
   * A record names a file by size and digest of its bytes, also where `gouji/read` has read it;
   * of text and of data it says that they are no file.
   */
  render(input: Input, format: RenderFormat, options?: RenderOptions): string;
  /**
   * Checks a report for {@link Gouji.region}: what it says in small, plain data
   * that may come from a worker or another machine. `file` is how you call it,
   * with its folders; its name may tell the year and the body.
   */
  regionEntry(file: string, input: Input, options?: Options): RegionEntry;
  /**
   * The entry of a file that you could not read: {@link Gouji.region} then names it
   * among those that were not checked, as the command line does.
   */
  regionEntryUnread(file: string, reason: Unread, options?: Pick<Options, "lang">): RegionEntry;
  /**
   * What many reports say of each other: year pairs of one body, sums held
   * against the region's own report, similar texts, missing units, summaries.
   * The same entries in any order give the same answer. Takes its time: call it
   * in a worker.
   */
  region(entries: readonly RegionEntry[], options?: RegionOptions): Region;
  /**
   * A region's answer as a workbook, for `gouji/write`: summary, reports, findings,
   * sums by cell, missing units, similar texts.
   */
  regionBook(region: Region, options?: Pick<RegionOptions, "lang" | "forms">): Book;
  /**
   * A checked report on paper, for `gouji/write`: the official form with its
   * figures, findings as comments. A report that cannot be read is an error.
   */
  paper(input: Input, options?: PaperOptions): Paper;
  /** The empty form of an edition, or of a form of the options, on paper, for `gouji/write`. */
  blankPaper(edition: string, options?: Options): Paper;
  /** The empty tables of an edition, or of a form of the options, with their merges. */
  form(edition: string, format: "text" | "markdown" | "html", options?: Options): string;
}

/** The functions of this package around one instance of the module. */
export function connect(createGlue: () => Glue<CoreExports>, source: () => Promise<Source>): Gouji {
  const instance = new Instance(createGlue, source);
  return {
    ...checking(instance, given),
    Checker: checkerOf(instance),
    render(input, format, options) {
      const document = given(input);
      const { figures, compared, ...rest } = options ?? {};
      const others = figures === undefined && compared === undefined ? options : rest;
      // A record says when the check was made.
      const told = format === "html" ? { ...others, time: others?.time ?? now() } : others;
      const { json, beside } = written(told, given);
      const put = putIn(figures, compared);
      return instance.call((module) =>
        typeof document === "string"
          ? module.renderText(document, put, String(format), json, beside)
          : module.renderBytes(document, put, String(format), json, beside),
      );
    },
    regionEntry(file, input, options) {
      const document = given(input);
      const { json, beside } = written(options, given);
      return JSON.parse(
        instance.call((module) =>
          typeof document === "string"
            ? module.regionEntryText(String(file), document, json, beside)
            : module.regionEntryBytes(String(file), document, json, beside),
        ),
      );
    },
    regionEntryUnread(file, { code, error = "" }, options) {
      const { json } = written(options, given);
      return JSON.parse(
        instance.call((module) => module.regionEntryUnread(String(file), String(code), String(error), json)),
      );
    },
    region(entries, options = {}) {
      if (!Array.isArray(entries)) throw new GoujiError("invalid_input", "entries: an array was expected");
      const texts = entries.map((entry) => JSON.stringify(entry));
      return JSON.parse(instance.call((module) => module.region(texts, JSON.stringify(options))));
    },
    regionBook(region, { lang, forms } = {}) {
      const text = JSON.stringify(region) ?? "";
      return instance.call((module) => module.regionBook(text, JSON.stringify({ lang, forms }))) as Book;
    },
    paper(input, options) {
      const document = given(input);
      const { corrected = false, figures, compared, ...others } = options ?? {};
      const put = putIn(figures, compared);
      const { json, beside } = written(others, given);
      return instance.call((module) =>
        typeof document === "string"
          ? module.paperText(document, put, corrected, json, beside)
          : module.paperBytes(document, put, corrected, json, beside),
      ) as Paper;
    },
    blankPaper(edition, options) {
      const { json } = written(options, given);
      return instance.call((module) => module.paperForm(String(edition), json)) as Paper;
    },
    form(edition, format, options) {
      const { json } = written(options, given);
      return instance.call((module) => module.form(String(edition), String(format), json));
    },
  };
}

/** What is told beside a report, as the module takes it. */
function putIn(figures: Figures | undefined, compared: RenderOptions["compared"] = []): string {
  const found = compared.map(({ rule, severity, message, cells = [] }) => ({ rule, severity, message, cells }));
  return JSON.stringify({ figures: texts(figures), compared: found });
}

/** Figures as they are typed. */
function texts(figures: Figures = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(figures).map(([cell, to]) => [cell, typed(to)]));
}

/** Checking with a module. `read` makes of an input what that module takes. */
export function checking(instance: Callable<CheckExports>, read: (input: unknown) => Given): Checking {
  const live = walked(instance, read);
  return {
    init: (from) => instance.start(from),
    check(input, options) {
      const document = read(input);
      if (typeof document !== "string" && "records" in document) return live(document, options).result;
      const { json, beside } = written(options, read);
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
      const records = walk(element);
      const answer = live(records, options);
      const cells: Record<string, Element> = {};
      for (const [address, cell] of Object.entries(answer.cells)) {
        const found = records.cells[cell];
        if (found) cells[address] = found;
      }
      return Object.defineProperty(answer.result, "cells", { value: cells }) as LiveResult;
    },
    rules(options) {
      const { json } = written(options, read);
      return JSON.parse(instance.call((module) => module.rules(json)));
    },
    forms(options) {
      const { json, beside } = written(options, read);
      return JSON.parse(instance.call((module) => module.forms(json, beside)));
    },
    version: () => instance.call((module) => module.version()),
  };
}

/** Checking of a page that was walked. */
export function walked(instance: Callable<CheckExports>, read: (input: unknown) => Given) {
  return ({ records, text }: Pick<Records, "records" | "text">, options: Options | undefined): Live => {
    const { json, beside } = written(options, read);
    return JSON.parse(instance.call((module) => module.checkEvents(records, text, json, beside)));
  };
}

/** A result, and the numbers of its cells among those walked. */
interface Live {
  cells: Record<string, number>;
  result: Result;
}
