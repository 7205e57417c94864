// A generated region in the page: it finds what the command line finds, and only what is planted.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { found, generate, gouji, throughThePage } from "../support/region.mjs";
import { start } from "./browser.mjs";

/** As many as the planted slips need; the whole region is in tests/systems. */
const UNITS = 72;

let site;
let folder;
before(async () => {
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-page-region-"));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test("the page and the command line find the same, and only what is planted", async () => {
  const { place, planted } = generate(folder, UNITS);
  const page = await site.open();
  const { json, workbook } = await throughThePage(page, join(folder, place));

  const region = JSON.parse(json);
  assert.deepEqual(region, JSON.parse(gouji(folder, "region", place, "--format", "json")));
  assert.deepEqual(found(region), planted.findings.map((pair) => pair.join(" ")).sort());
  assert.deepEqual(
    region.similar.map(({ first, second }) => [first, second].sort()),
    [[...planted.similar].sort()],
  );
  const year = region.years.at(-1);
  assert.deepEqual([year.omitted.organ, year.missing[0].organ], [planted.omitted, planted.missing]);

  gouji(folder, "region", place, "--output", "汇总.xlsx");
  assert.ok(workbook.equals(readFileSync(join(folder, "汇总.xlsx"))), "the workbook is the command line's");
  assert.deepEqual(page.problems, []);
});
