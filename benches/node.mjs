// Times in Node.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { check, forms, init, rules } from "../pkg/node.js";
import { lines, median } from "./measure.mjs";
import { wordReport } from "./report.mjs";

const require = createRequire(new URL("../www/package.json", import.meta.url));
const { parse } = await import(pathToFileURL(require.resolve("parse5")));

await init();
const html = wordReport(forms().at(-1));
const bytes = new TextEncoder().encode(html);
const result = check(html);
const figures = { edition: result.edition, year: result.year, tables: result.tables };

const times = {
  "parse5 parses the same HTML": median(() => parse(html)),
  "check(html)": median(() => check(html)),
  "check(bytes)": median(() => check(bytes)),
  "check(a result's tables)": median(() => check(figures)),
  "rules()": median(() => rules()),
};
console.log(
  lines(
    `Node ${process.versions.node}, ${(bytes.length / 1024).toFixed(0)} KB of Word-style HTML`,
    times,
    "parse5 parses the same HTML",
  ),
);
