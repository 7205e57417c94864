// Many reports at once, as a page's workers hand them over.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { init, region, regionEntry, regionEntryUnread } from "../../pkg/node.js";
import { report } from "./project.mjs";

before(() => init());

const ROWS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"];

/** A report with these results of each kind of case. */
const reviewed = (organ, year, upheld, corrected) => {
  const row = [upheld, corrected, 0, 0, upheld + corrected];
  const rows = Object.fromEntries(ROWS.map((id) => [id, row]));
  return JSON.stringify({ edition: "2021", year, organ, tables: { review: { edition: "2021", rows } } });
};

const files = {
  "2023/青禾县.json": reviewed("青禾县", 2023, 3, 4),
  "2023/水利局.json": reviewed("青禾县水利局", 2023, 1, 4),
  "2023/教育局.json": reviewed("青禾县教育局", 2023, 2, 1),
  "2022/教育局.json": reviewed("青禾县教育局", 2022, 0, 0),
  "2022/统计局.json": reviewed("青禾县统计局", 2022, 0, 0),
  "2023/说明.html": "<p>没有表格</p>",
};

test("entries are plain data that may come in any order", () => {
  const entries = Object.entries(files).map(([file, input]) => regionEntry(file, input));
  const answer = region(entries, { list: ["青禾县审计局"] });
  const sent = entries.map((entry) => structuredClone(entry)).reverse();
  assert.deepEqual(region(sent, { list: ["青禾县审计局"] }), answer);

  const { file, organ, year, status } = regionEntry("a/2023/年报.md", new TextEncoder().encode(report));
  assert.deepEqual([file, status], ["a/2023/年报.md", "findings"]);
  assert.ok(organ && year);
});

test("units are added up, missing ones and files that failed are named", () => {
  const entries = Object.entries(files).map(([file, input]) => regionEntry(file, input));
  const answer = region(entries, { list: ["青禾县审计局"], region: "2023/青禾县.json" });
  const year = answer.years.find((year) => year.year === 2023);
  assert.deepEqual([year.region.organ, year.region.told, year.units], ["青禾县", "given", 2]);
  const upheld = year.cells.find((cell) => cell.cell === "review/reconsideration/upheld");
  assert.deepEqual([upheld.sum, upheld.units, upheld.region], [3, 2, 3]);
  assert.deepEqual(
    year.missing.map((missing) => [missing.organ, missing.listed]),
    [
      ["青禾县审计局", true],
      ["青禾县统计局", false],
    ],
  );
  const sums = answer.reports.find((report) => report.file === "2023/青禾县.json").findings;
  const wrong = sums.filter((finding) => finding.rule === "aggregate.sum").map((finding) => finding.cells[0]);
  assert.deepEqual(
    wrong,
    ROWS.flatMap((row) => [`review/${row}/corrected`, `review/${row}/total`]),
  );
  assert.deepEqual(answer.failed[0].reason.code, "not_a_report");
  assert.deepEqual([answer.totals.files, answer.totals.unreadable, answer.totals.pairs], [6, 1, 1]);
});

test("a file that the caller could not read is named among those that were not checked", () => {
  const entries = Object.entries(files).map(([file, input]) => regionEntry(file, input));
  const gone = regionEntryUnread("2023/青禾县审计局.html", { code: "not_found" }, { lang: "en" });
  const locked = regionEntryUnread("2023/b.html", { code: "cannot_open", error: "正被占用" });
  const { failed, totals } = region([...entries, gone, locked]);
  const said = failed.map(({ file, reason }) => `${file}: ${reason.code}, ${reason.message}`);
  assert.ok(said.includes("2023/青禾县审计局.html: not_found, There is no such file"), said.join("\n"));
  assert.ok(said.includes("2023/b.html: cannot_open, 打不开这个文件：正被占用"), said.join("\n"));
  assert.deepEqual([totals.files, totals.unreadable], [8, 3]);
});

test("what is no entry and unknown options are refused", () => {
  const code = (expected) => (error) => error.name === "GoujiError" && error.code === expected;
  assert.throws(() => region([{ file: "a" }]), code("invalid_input"));
  assert.throws(() => region("x"), code("invalid_input"));
  assert.throws(() => region([], { regoin: "a" }), code("unknown_option"));
  assert.throws(() => regionEntry("a", 3), code("invalid_input"));
  assert.throws(() => regionEntryUnread("a", { code: "lost" }), code("invalid_input"));
});
