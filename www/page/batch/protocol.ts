/** What the page and its workers say to each other: plain data. */

import type { Language } from "../../view/shapes";

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
  /** The most important of it in one sentence. */
  headline: string;
  /** Why it could not be checked, as a code; of these `file` and `crashed` may be tried again. */
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

export type Request =
  | { do: "check"; jobs: Job[]; language: Language }
  | { do: "combine"; language: Language; region: string | null; list: string[]; unkept: string[] }
  | { do: "unzip"; file: Blob }
  /** `region`: what a comparison gave, as JSON. */
  | { do: "write"; region: Blob; language: Language }
  | { do: "read"; file: Blob };

export type Reply =
  | { done: "started"; id: number }
  /** The file is an archive: it has no row of its own. */
  | { done: "archive"; id: number }
  /** `unkept`: what the storage had no room for. */
  | { done: "checked"; rows: Row[]; unkept: Kept[] }
  /** `whole`: the answer with every report, as JSON that need not lie in memory. */
  | { done: "combined"; region: Region; whole: Blob }
  | { done: "written"; workbook: Uint8Array<ArrayBuffer> }
  | { done: "compared"; rows: ComparedRow[] }
  | { done: "unzipped"; files: { path: string; bytes: ArrayBuffer; modified: number }[] }
  | { done: "all" }
  | { done: "read"; content: string | Uint8Array }
  | { done: "failed"; code: string; message: string };

/** What the comparison adds to a row. */
export interface ComparedRow {
  path: string;
  status: Row["status"];
  errors: number;
  warnings: number;
  headline: string;
  /** The file of the year before that it was compared with. */
  previous: string | null;
  findings: ListedFinding[];
}

/** What the reports say of each other, without the reports themselves. */
export type Region = Omit<import("../../package/types").Region, "reports">;
