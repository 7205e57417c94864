/** What the page and its workers say to each other: plain data. */

import type { CheckOptions, Content } from "../../view/engine";
import type { Address, CheckResult, Language } from "../../view/shapes";

/** A file to be checked. */
export interface Job {
  id: number;
  /** Its place in what was chosen, folders included: by this it is known. */
  path: string;
  file: Blob;
  /** Whether it may be an archive; what came out of one is not taken apart again. */
  mayBeArchive: boolean;
}

/** A finding as a list shows it. */
export interface ListedFinding {
  rule: string;
  severity: "error" | "warning" | "info";
  message: string;
  cells: Address[];
}

/** What is known of one file. */
export interface Row {
  path: string;
  status: "passed" | "findings" | "unreadable";
  organ: string | null;
  year: number | null;
  edition: string | null;
  errors: number;
  warnings: number;
  /** Relations that could not be assessed, those of missing tables among them. */
  unassessed: number;
  /** The most important of it in one sentence. */
  headline: string;
  /** Why it could not be checked, as the checker's code, or `crashed` where its worker was lost. */
  failure: string | null;
  /** Size and time of the file, by which it is known again. */
  size: number;
  modified: number;
}

/** A checked file as it is kept: what a list shows, and what the comparison needs. */
export interface Kept {
  row: Row;
  findings: ListedFinding[];
  /** The report in small, as JSON. */
  entry: string;
}

/** The language of the answers, the forms that files may follow, and what is said of files that the checker never sees. */
export interface Speech {
  lang: Language;
  /** The forms beside those of the library, each a form's file. */
  forms: readonly string[];
  /** Why a file that is there cannot be read. */
  locked: string;
  /** What became of a check that failed. */
  crashed: string;
}

/** What the reader knows of the region. */
export interface Known {
  /** The file of its own report, of any year. */
  region: string | null;
  /** Names of the bodies of which reports are expected. */
  list: readonly string[];
}

/** A report as it comes in: a file, or a paste in its rich and its plain form. */
export type Offered = { name: string; bytes: ArrayBuffer } | { html: string; plain: string };

/** How a report is checked. */
export interface Asked {
  lang: Language;
  /** The forms beside those of the library, each a form's file. */
  forms: readonly string[];
}

/** What a report of a batch was compared with. */
export interface Beside {
  /** The file of the year before. */
  previous: File | null;
  /** What the comparison with all others found, in the words of the batch. */
  findings: readonly ListedFinding[];
}

/** A report that was read and checked. */
export interface Opened {
  content: Content;
  /** Without the forms, which may be others later. */
  options: CheckOptions;
  result: CheckResult;
  /** Milliseconds that the check took. */
  cost: number;
}

export type Request =
  | { do: "check"; jobs: Job[]; speech: Speech }
  /** `unkept`: entries that the storage had no room for; `crashed`: files whose check failed with its worker. */
  | { do: "combine"; speech: Speech; known: Known; unkept: string[]; crashed: string[] }
  | { do: "unzip"; file: Blob }
  /** `region`: what a comparison gave, as JSON. */
  | { do: "write"; region: Blob; language: Language; forms: readonly string[] }
  /** Says `ready` once it can check. */
  | { do: "start" }
  /** Reads and checks one report by itself. */
  | { do: "open"; offered: Offered; previous: ArrayBuffer | null; asked: Asked }
  /** Checks what was read before once more. */
  | { do: "again"; content: Content; options: CheckOptions };

export type Reply =
  /** The file is an archive: it has no row of its own. */
  | { done: "archive"; id: number }
  /** The jobs with these ids are done. `unkept`: what the storage had no room for. */
  | { done: "checked"; ids: number[]; rows: Row[]; unkept: Kept[] }
  /** `whole`: the answer with every report, as JSON that need not lie in memory. */
  | { done: "combined"; region: Region; whole: Blob }
  | { done: "written"; workbook: Uint8Array<ArrayBuffer> }
  | { done: "compared"; rows: ComparedRow[] }
  | { done: "unzipped"; files: { path: string; bytes: ArrayBuffer; modified: number }[] }
  | { done: "all" }
  | { done: "ready" }
  | { done: "opened"; opened: Opened }
  | { done: "again"; result: CheckResult }
  | { done: "failed"; code: string; message: string };

/** What the comparison adds to a row. */
export interface ComparedRow {
  path: string;
  status: Row["status"];
  errors: number;
  warnings: number;
  unassessed: number;
  headline: string;
  /** The file of the year before that it was compared with. */
  previous: string | null;
  findings: ListedFinding[];
}

/** What the reports of one form say of each other, without the reports themselves. */
export type FormRegion = Omit<import("../../package/types").Region, "reports" | "others">;

/** What the reports say of each other: those of the annual report, and those of each other form. */
export interface Region extends FormRegion {
  others: readonly FormRegion[];
}

/** The forms that there are reports of, that of the library first. */
export function partsOf(region: Region): readonly FormRegion[] {
  const { others } = region;
  return region.totals.files > 0 || others.length === 0 ? [region, ...others] : others;
}
