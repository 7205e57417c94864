// What a page offers for download, for a browser that tells its driver of none.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { poll } from "./poll.mjs";

/** Within the page: keeps what it offers for download, since no driver tells of it. */
export function keepOffered() {
  const { createObjectURL: own } = URL;
  window.offered = [];
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob) window.offered.push(blob);
    return own.call(URL, blob);
  };
}

/** Within the page: the oldest that it offered, in base64. */
async function nextOffered() {
  const blob = window.offered?.shift();
  if (!blob) return null;
  const reader = new FileReader();
  await new Promise((read) => {
    reader.onload = read;
    reader.readAsDataURL(blob);
  });
  return reader.result.slice(reader.result.indexOf(",") + 1);
}

/** What the page made for a download, written to a file. */
export async function download(page) {
  const content = await poll(() => page.evaluate(nextOffered), "a download");
  const path = pathOf({ name: "download", buffer: Buffer.from(content, "base64") });
  return { path: async () => path };
}

/** A file on the disk, written where its content was given. */
export function pathOf(file) {
  if (typeof file === "string") return file;
  const path = join(mkdtempSync(join(tmpdir(), "gouji-file-")), file.name);
  writeFileSync(path, file.buffer);
  return path;
}
