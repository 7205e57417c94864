// Real reports printed by Chromium, read back by the command line cell by cell.
// They are kept outside the repository; where they are absent nothing is tested.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "../support/chromium.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const corpus = process.env.GOUJI_CORPUS ?? join(root, "../shared/corpus");
const expectations = join(corpus, "expected.json");
const absent = existsSync(expectations) ? false : `no reports in ${corpus}`;

/** The HTML that a text is printed as: its lines as they are. */
function page(name, text) {
  if (name.endsWith(".html")) return text;
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<!doctype html><meta charset="utf-8"><body style="white-space: pre-wrap">${escaped}`;
}

async function print(names, folder) {
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    for (const name of names) {
      await tab.setContent(page(name, readFileSync(join(corpus, name), "utf8")), { waitUntil: "domcontentloaded" });
      await tab.pdf({ path: join(folder, `${name}.pdf`), format: "A4" });
    }
  } finally {
    await browser.close();
  }
}

function check(files) {
  const command = ["run", "--quiet", "--", "check", "--format", "json", ...files];
  try {
    return execFileSync("cargo", command, { cwd: root, encoding: "utf8", maxBuffer: 1e9 });
  } catch (failure) {
    // Exit code 1: some report has errors.
    assert.equal(failure.status, 1, failure.stderr);
    return failure.stdout;
  }
}

/** Rows by their address, without those whose figures are known to run together. */
function rows(tables, result) {
  const unread = result.findings.filter(({ params }) => params.reason === "ambiguous").map(({ cells }) => cells[0]);
  const found = {};
  for (const [table, { rows }] of Object.entries(tables))
    for (const [row, figures] of Object.entries(rows ?? {}))
      if (!unread.some((cell) => cell.startsWith(`${table}/${row}/`))) found[`${table}/${row}`] = figures;
  return found;
}

test("every report printed by Chromium is read back cell by cell", { skip: absent }, async () => {
  const reports = JSON.parse(readFileSync(expectations, "utf8"));
  const printed = reports.flatMap((report) =>
    report.files.filter((name) => !name.endsWith(".pdf")).map((name) => ({ name, report })),
  );
  const folder = mkdtempSync(join(tmpdir(), "gouji-pdf-"));
  await print(
    printed.map(({ name }) => name),
    folder,
  );
  const lines = check(printed.map(({ name }) => join(folder, `${name}.pdf`)))
    .trim()
    .split("\n");
  assert.equal(lines.length, printed.length);
  for (const [at, { name, report }] of printed.entries()) {
    const result = JSON.parse(lines[at]);
    const { applications, review, disclosure } = report;
    const known = Object.entries({ applications, review, disclosure }).filter(([, table]) => table?.rows);
    const expected = rows(Object.fromEntries(known), result);
    const read = rows(result.tables, result);
    for (const [row, figures] of Object.entries(expected)) assert.deepEqual(read[row], figures, `${name} ${row}`);
    assert.equal(result.year, report.year, name);
  }
});
