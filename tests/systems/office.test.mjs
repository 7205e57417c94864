// Reports written as Word and Excel files by other programs: python-docx, openpyxl,
// LibreOffice. Each is read back cell by cell, and alike by the command line and by
// the package.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { check } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { cache, command, pathOf } from "./support.mjs";

const reports = process.env.GOUJI_CORPUS ?? pathOf("../shared/corpus");
const skip = existsSync(join(reports, "expected.json")) ? false : `no reports in ${reports} (set GOUJI_CORPUS)`;
const folder = mkdtempSync(join(tmpdir(), "gouji-office-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const expected = skip ? [] : JSON.parse(readFileSync(join(reports, "expected.json"), "utf8"));
const reportOf = (name) =>
  expected.find(({ files }) => files.some((file) => name.startsWith(file.replace(/\.html$/, ""))));

/** The results of the command line, by file. */
function results(names) {
  const run = spawnSync(command, ["check", "--format", "json", ...names], { cwd: folder, encoding: "utf8" });
  const lines = run.stdout.trim().split("\n").map(JSON.parse);
  assert.deepEqual(
    lines.map(({ file }) => file),
    names,
    run.stderr,
  );
  return lines;
}

/** Every row that a report is known to have; figures that run together are not read, and that is right. */
function compare({ file, ...result }) {
  const report = reportOf(file);
  assert.ok(report, file);
  assert.equal(result.year, report.year, file);
  const isAmbiguous = (row) =>
    result.findings.some(({ params, cells }) => params.reason === "ambiguous" && cells[0].startsWith(row));
  for (const table of ["applications", "review", "disclosure"]) {
    for (const [row, figures] of Object.entries(report[table]?.rows ?? {})) {
      const found = result.tables[table]?.rows[row];
      if (table === "disclosure" && isAmbiguous(`${table}/${row}/`)) continue;
      assert.deepEqual(found, figures, `${file}: ${table}/${row}`);
    }
  }
}

async function readBack(ending) {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  assert.ok(names.length > 0);
  for (const { file, ...result } of results(names)) {
    compare({ file, ...result });
    const bytes = readFileSync(join(folder, file));
    const byPackage = check(await read(bytes), { fileName: file });
    assert.equal(JSON.stringify(byPackage), JSON.stringify(result), file);
    rmSync(join(folder, file));
  }
}

test("what python-docx and openpyxl write is read back cell by cell", { skip }, async () => {
  const python = join(cache, "systems/office/bin/python");
  execFileSync(python, [pathOf("tests/systems/office/write.py"), reports, folder, pathOf("src/forms")]);
  await readBack(".docx");
  await readBack(".xlsx");
});

for (const [filter, format] of [
  ["HTML (StarWriter)", "docx:MS Word 2007 XML"],
  ["HTML (StarCalc)", "xlsx:Calc MS Excel 2007 XML"],
  ["HTML (StarCalc)", "xls:MS Excel 97"],
]) {
  test(`what LibreOffice makes of HTML as ${format} is read back cell by cell`, { skip }, async () => {
    const pages = readdirSync(reports).filter((name) => name.endsWith(".html"));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const output = ["--convert-to", format, "--outdir", folder];
    const files = pages.map((name) => join(reports, name));
    execFileSync("soffice", [profile, "--headless", `--infilter=${filter}`, ...output, ...files], { stdio: "ignore" });
    await readBack(`.${format.split(":")[0]}`);
  });
}
