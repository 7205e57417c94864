// The tests that run in every engine, beside those of Chromium's run.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const FILES = [
  "page/opening",
  "page/intake",
  "page/editing",
  "page/repair",
  "page/reading",
  "page/form",
  "page/batch",
  "element/element",
  "element/gate",
  "element/title",
  "element/way-back",
  "element/tables",
  "element/modes",
  "element/untouched",
  "element/places",
  "element/locked",
  "element/leaving",
  "element/missing",
  "element/policy",
  "element/offline",
  "element/editors",
  "element/ueditorplus",
];

/** Of these the oldest browser is asked, which is promised, and today's; any other where GOUJI_ENGINES=whole. */
const DETAILS = ["title", "way-back", "tables", "leaving", "missing", "locked", "ueditorplus"].map(
  (name) => `element/${name}`,
);

/** The others, for engines whose driver takes its time. */
export const MAIN = FILES.filter((file) => !DETAILS.includes(file));

/** What axe-core sees is the same in every engine: those run it where GOUJI_ENGINES=whole asks for that. */
const WHOLE = ["page/accessibility", "page/own-forms", "element/accessibility", "element/own-forms"];

/**
 * Runs them in this engine, each with a browser of its own.
 *
 * @param wished some of them
 * @param pattern of those the tests whose names match
 */
export function runIn(engine, wished = FILES, pattern = ".") {
  const isWhole = process.env.GOUJI_ENGINES === "whole" && [FILES, MAIN].includes(wished);
  const files = isWhole ? [...FILES, ...WHOLE] : wished;
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const env = { ...environment, GOUJI_ENGINE: engine };
  for (const file of files) {
    test(`${engine}: ${file}`, async (context) => {
      const path = fileURLToPath(new URL(`../../${file}.test.mjs`, import.meta.url));
      const options = { env, maxBuffer: 1 << 26 };
      const given = ["--test", "--test-reporter=spec", `--test-name-pattern=${pattern}`, path];
      const { stdout } = await promisify(execFile)(process.execPath, given, options).catch(({ stdout: said = "" }) => {
        throw new Error(said.slice(said.indexOf("failing tests")));
      });
      assert.match(stdout, /^ℹ pass [1-9]/m);
      for (const [line] of stdout.matchAll(/(?<=^ℹ )(pass|skipped) .*/gm)) context.diagnostic(line);
    });
  }
}
