// The tests that run in every engine, beside those of Chromium's run.
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
  "page/accessibility",
  "element/element",
  "element/gate",
  "element/title",
  "element/way-back",
  "element/modes",
  "element/untouched",
  "element/places",
  "element/locked",
  "element/leaving",
  "element/missing",
  "element/accessibility",
  "element/policy",
  "element/offline",
  "element/editors",
];

/** Runs them in this engine, each with a browser of its own. */
export function runIn(engine) {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const env = { ...environment, GOUJI_ENGINE: engine };
  for (const file of FILES) {
    test(`${engine}: ${file}`, async (context) => {
      const path = fileURLToPath(new URL(`../../${file}.test.mjs`, import.meta.url));
      const options = { env, maxBuffer: 1 << 26 };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--test", "--test-reporter=spec", path],
        options,
      ).catch(({ stdout: said = "" }) => {
        throw new Error(said.slice(said.indexOf("failing tests")));
      });
      for (const [line] of stdout.matchAll(/(?<=^ℹ )(pass|skipped) .*/gm)) context.diagnostic(line);
    });
  }
}
