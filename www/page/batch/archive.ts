/** An archive's files, one after the other, within bounds. */

import { Unzip, UnzipInflate } from "fflate";

export interface Extracted {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Files taken from one archive; folders of a region have some hundreds. */
const MOST_FILES = 20_000;
/** Bytes of one file: more is no report. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Bytes of all files together. */
const MOST_TOTAL = 2 * 1024 * 1024 * 1024;

const ARCHIVE = "PK\x03\x04";
/** Names that only documents have which are stored as archives. */
const DOCUMENT = ["[Content_Types].xml", "META-INF/", "mimetypeapplication"];

/** Bytes in which a document names itself. */
const HEAD = 64 * 1024;

/** What is named so is no archive even where it is damaged: its reader says what is wrong with it. */
const DOCUMENT_NAME = /\.(doc|xls|ppt)[xm]$|\.(od[st]|wps|et)$/i;

/** Whether a file begins an archive of files, and not a document that is stored as one. */
export function isArchive(bytes: Uint8Array, name: string): boolean {
  if (DOCUMENT_NAME.test(name)) return false;
  const start = bytes.subarray(0, HEAD);
  return holds(start.subarray(0, ARCHIVE.length), ARCHIVE) && !DOCUMENT.some((name) => holds(start, name));
}

/** As {@link isArchive}, of a file that is not read yet. */
export async function isArchiveFile(file: File): Promise<boolean> {
  return isArchive(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()), file.name);
}

/** Takes an archive apart as it is read. Throws where it is damaged or out of bounds. */
export async function* extract(file: Blob): AsyncGenerator<Extracted> {
  const finished: Extracted[] = [];
  let failure: Error | null = null;
  let [files, total] = [0, 0];
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith("/")) return;
    if (++files > MOST_FILES) throw new Error("archive_too_large");
    const parts: Uint8Array[] = [];
    let size = 0;
    entry.ondata = (error, data, isLast) => {
      if (error) {
        failure ??= error;
        return;
      }
      size += data.length;
      total += data.length;
      if (size > MOST_BYTES || total > MOST_TOTAL) throw new Error("archive_too_large");
      parts.push(data);
      if (isLast) finished.push({ path: nameOf(entry.name), bytes: joined(parts, size) });
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    unzip.push(value ?? new Uint8Array(), done);
    if (failure) throw failure;
    yield* finished.splice(0);
    if (done) return;
  }
}

/** Archives made by Chinese Windows name their files in GBK, and say nothing of it. */
function nameOf(name: string): string {
  if (!/[\x80-\xff]/.test(name) || /[^\0-\xff]/.test(name)) return name;
  const bytes = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Whether these letters stand among bytes. Decoding the bytes would take a hundred times longer. */
function holds(bytes: Uint8Array, text: string): boolean {
  const letters = Array.from(text, (letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(letters[0] ?? 0); at >= 0; at = bytes.indexOf(letters[0] ?? 0, at + 1)) {
    if (letters.every((letter, index) => bytes[at + index] === letter)) return true;
  }
  return false;
}
