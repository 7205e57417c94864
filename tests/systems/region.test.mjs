// Very many reports: through Apache Spark, and as a workbook that openpyxl reads.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { start } from "../page/browser.mjs";
import { generate, throughThePage } from "../support/region.mjs";
import { cache, command, pathOf } from "./support.mjs";

const run = promisify(execFile);
const python = join(cache, "systems/many/bin/python");
const large = { maxBuffer: 1 << 30 };
/** 25 regions of 200 units over two years, and each region's own reports. */
const [UNITS, REGIONS] = [200, 25];

let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gouji-region-"));
  await run(pathOf("target/debug/examples/generate_region"), [folder, String(UNITS), String(REGIONS)]);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The answer of `gouji` whatever its exit code, which tells of errors found. */
async function gouji(...words) {
  try {
    return (await run(command, words, { ...large, cwd: folder })).stdout;
  } catch (error) {
    if (![1, 2].includes(error.code)) throw error;
    return error.stdout;
  }
}

const planted = () => JSON.parse(readFileSync(join(folder, "planted.json"), "utf8"));

test("Spark's totals of 10,000 reports are those of one process", async () => {
  const env = { ...process.env, GOUJI: command, PYSPARK_PYTHON: python, SPARK_LOCAL_IP: "127.0.0.1" };
  const spark = await run(python, [pathOf("examples/spark/check.py"), folder, "7"], { ...large, env });
  const found = JSON.parse(spark.stdout.trim().split("\n").at(-1));

  const expected = {};
  const regions = planted().map((one) => one.region.split("/")[0]);
  for (const region of regions) {
    const counts = {};
    const add = (name, value) => {
      counts[name] = (counts[name] ?? 0) + value;
    };
    // Each report by itself, as Spark checks it: of a folder the years are held against each other.
    const files = readdirSync(join(folder, region), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    writeFileSync(join(folder, "files.txt"), files.join("\n"));
    for (const line of (await gouji("check", "--format", "json", "--files-from", "files.txt")).trim().split("\n")) {
      const report = JSON.parse(line);
      add("reports", 1);
      add(report.status, 1);
      for (const [severity, count] of Object.entries(report.summary)) add(severity, count);
      for (const [row, values] of Object.entries(report.tables.applications?.rows ?? {}))
        for (const [column, value] of values.entries()) if (value !== null) add(`applications/${row}/${column}`, value);
    }
    expected[region] = counts;
  }
  assert.equal(Object.keys(found).length, REGIONS);
  assert.deepEqual(found, expected);
  const reports = Object.values(found).reduce((sum, counts) => sum + counts.reports, 0);
  assert.ok(reports > 10_000, `${reports} reports`);
});

const READ = `
import json, sys
import openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheets = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
formulas = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
quoted = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.quotePrefix]
print(json.dumps({"sheets": sheets, "formulas": formulas, "quoted": quoted}, ensure_ascii=False))
`;

async function opened(workbook) {
  const { stdout } = await run(python, ["-c", READ, workbook], large);
  return JSON.parse(stdout);
}

/** That a workbook says what is planted; `others` are files that have nothing to do with it. */
function assertPlanted(sheets, expected, others = []) {
  assert.deepEqual(Object.keys(sheets), ["汇总", "报告", "问题", "汇总表", "缺报单位", "雷同"]);
  const rows = (name) => sheets[name].slice(1).filter((row) => !others.includes(row.at(-1)));
  const problems = rows("问题").filter(([, , severity, rule]) => severity !== "说明" && rule !== "未能核对");
  const pairs = new Set(problems.map((row) => `${row[6]} ${row[3]}`));
  assert.deepEqual([...pairs].sort(), expected.findings.map((pair) => pair.join(" ")).sort());
  assert.deepEqual(
    rows("雷同").map((row) => [row[5], row[6]].sort()),
    [[...expected.similar].sort()],
  );
  assert.ok(rows("缺报单位").some((row) => row[1] === expected.missing));
  assert.ok(sheets.汇总.some((row) => row.includes(expected.omitted)));
  const unread = rows("问题").filter(([, , , rule]) => rule === "未能核对");
  assert.deepEqual(
    unread.map((row) => row[6]),
    [expected.unreadable],
  );
}

test("the workbook says what is planted, and nothing in it is a formula", async () => {
  const [expected] = planted();
  const place = expected.region.split("/")[0];
  const tables = { review: { edition: "2021", rows: { reconsideration: [0, 0, 0, 0, 0] } } };
  writeFileSync(join(folder, "公式.json"), JSON.stringify({ year: 2023, organ: '=HYPERLINK("x")', tables }));
  await gouji("region", place, "公式.json", "--output", "汇总.xlsx");
  const { sheets, formulas, quoted } = await opened(join(folder, "汇总.xlsx"));
  assert.deepEqual(formulas, []);
  assert.ok(quoted.includes('=HYPERLINK("x")'), quoted.join());
  assertPlanted(sheets, expected, ["公式.json"]);
});

test("the page's workbook of 200 units and two years says what is planted", async () => {
  const own = mkdtempSync(join(tmpdir(), "gouji-region-page-"));
  const site = await start();
  try {
    const { place, planted } = generate(own, UNITS);
    const page = await site.open();
    const { workbook } = await throughThePage(page, join(own, place));
    writeFileSync(join(own, "page.xlsx"), workbook);
    const { sheets, formulas } = await opened(join(own, "page.xlsx"));
    assert.deepEqual(formulas, []);
    assertPlanted(sheets, planted);
  } finally {
    await site.close();
    rmSync(own, { recursive: true, force: true });
  }
});

const SERIES = `
import json, sys
import pandas
figures = pandas.read_csv(sys.argv[1])
table = figures.pivot_table(index="year", columns="series", values="value", aggfunc="sum")
received = table["annual_report.applications/1/total"].dropna()
book = pandas.read_excel(sys.argv[2], sheet_name=None)
print(json.dumps({
    "received": {str(year): int(value) for year, value in received.items()},
    "same": len(book["逐年数据"]) == len(figures),
    "years": [name for name in book["历年"].columns if str(name).isdigit()],
    "status": sorted(set(figures["status"])),
}))
`;

test("pandas reads a body's ten years as one series, in one line", async () => {
  const [own, beside] = ["reports", "series"].map((name) => mkdtempSync(join(tmpdir(), `gouji-${name}-`)));
  try {
    const expected = {};
    for (let year = 2014; year <= 2023; year += 1) {
      const received = 12 + (year - 2014) * 5;
      expected[year] = received;
      const [edition, tables] =
        year < 2019
          ? ["statistics_2014", { statistics: { rows: { 3.1: [received], "3.1.4": [received] } } }]
          : [year < 2021 ? "2019" : "2021", { applications: { rows: { 1: [received, 0, 0, 0, 0, 0, received] } } }];
      const text = JSON.stringify({ edition, year, organ: "青禾县水利局", tables });
      writeFileSync(join(own, `${year}.json`), text);
    }
    // Beside the reports, not among them: a folder is read as a whole.
    const series = ["数据.csv", "数据.xlsx"].map((name) => join(beside, name));
    for (const file of series) await gouji("region", own, "--series", file);
    const files = join(cache, "systems/files/bin/python");
    const { stdout } = await run(files, ["-c", SERIES, ...series], large);
    const read = JSON.parse(stdout);
    assert.deepEqual(read.received, expected);
    assert.ok(read.same, "the workbook holds the same lines");
    assert.deepEqual(read.years.map(Number), Object.keys(expected).map(Number));
    assert.deepEqual(read.status, ["missing", "number"]);
  } finally {
    for (const one of [own, beside]) rmSync(one, { recursive: true, force: true });
  }
});
