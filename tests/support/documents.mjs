// Every document at hand: the fixtures, the page's samples, and the real
// reports beside the checkout, where there are any (GOUJI_CORPUS overrides).
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const READ = /\.(html?|md|txt|json|docx|xlsx|pdf)$/;
/** What stands beside documents and is none. */
const NO_DOCUMENT = /^(expected\.json|judged\.json|changed\.json|quirks\.md|README\.md)$/;

const folders = ["tests/fixtures", "www/samples", process.env.GOUJI_CORPUS ?? "../shared/corpus"];

/** `{ name, path, bytes }` of each document. */
export function documents() {
  const found = folders.map((folder) => join(root, folder)).filter((folder) => existsSync(folder));
  return found.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && READ.test(entry.name) && !NO_DOCUMENT.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((path) => ({ name: relative(root, path), path, bytes: readFileSync(path) })),
  );
}
