// The tests that run in every engine, beside those of Chromium's run.
const FILES = [
  "page/opening",
  "page/intake",
  "page/editing",
  "page/repair",
  "page/reading",
  "page/accessibility",
  "element/element",
  "element/gate",
  "element/modes",
  "element/untouched",
  "element/accessibility",
  "element/policy",
  "element/offline",
  "element/editors",
];

/** Runs them in this engine, with one browser for all. */
export async function runIn(engine) {
  process.env.GOUJI_ENGINE = engine;
  for (const file of FILES) await import(`../../${file}.test.mjs`);
}
