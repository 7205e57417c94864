// Real reports printed by Chromium and LibreOffice, read back cell by cell. They are
// kept outside the repository; where they are absent nothing of them is tested.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { check as checkHere, init } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { launch } from "../support/chromium.mjs";
import { print as printed } from "../support/pdf.mjs";
import { cache, pathOf } from "./support.mjs";

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
    // Exit code 1: some report has errors; 2: some could not be read.
    assert.ok(failure.status <= 2, failure.stderr);
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

const python = join(cache, "systems/office/bin/python");

/** What LibreOffice prints of files. */
function libreOffice(files, folder, ...more) {
  mkdirSync(folder, { recursive: true });
  const profile = `-env:UserInstallation=file://${folder}-profile`;
  execFileSync("soffice", [profile, "--headless", ...more, "--convert-to", "pdf", "--outdir", folder, ...files], {
    stdio: "ignore",
  });
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Rows of the reports in files, by what is known of them: read right, and not read. Wrong is none. */
function tally(files) {
  const reports = JSON.parse(readFileSync(expectations, "utf8"));
  const reportOf = (name) =>
    reports.find((report) => report.files.some((file) => name.startsWith(file.replace(/\.html$/, ""))));
  const count = { right: 0, unread: [] };
  for (const line of check(files).trim().split("\n")) {
    const { file, tables } = JSON.parse(line);
    const report = reportOf(file.split("/").pop());
    for (const table of ["applications", "review", "disclosure"])
      for (const [row, figures] of Object.entries(report[table]?.rows ?? {})) {
        const found = tables[table]?.rows[row] ?? figures.map(() => null);
        const isRead = found.every((figure, at) => figure !== null || figures[at] === null);
        for (const [at, figure] of found.entries())
          if (figure !== null) assert.equal(figure, figures[at], `${file} ${table}/${row}`);
        if (isRead) count.right++;
        else count.unread.push(`${file} ${table}/${row}`);
      }
  }
  return count;
}

test("every page that LibreOffice prints is read back cell by cell", { skip: absent }, () => {
  const pages = readdirSync(corpus).filter((name) => name.endsWith(".html"));
  const folder = join(mkdtempSync(join(tmpdir(), "gouji-pdf-")), "pages");
  const files = libreOffice(
    pages.map((name) => join(corpus, name)),
    folder,
  );
  assert.equal(files.length, pages.length);
  const { right, unread } = tally(files);
  assert.deepEqual(unread, []);
  assert.ok(right > 100, `${right}`);
});

test("tables without any line are read from where their figures stand, or not at all", { skip: absent }, () => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-pdf-"));
  execFileSync(python, [pathOf("tests/systems/office/write.py"), corpus, folder, pathOf("src/forms")]);
  const written = readdirSync(folder).filter((name) => name.endsWith(".docx"));
  const files = libreOffice(
    written.map((name) => join(folder, name)),
    join(folder, "printed"),
  );
  assert.equal(files.length, written.length);
  const { right, unread } = tally(files);
  assert.ok(unread.length * 20 < right, `${unread.length} rows of ${right} are not read: ${unread}`);
});

test("a PDF that a password opens is not read, one that only its owner may print is", async () => {
  await init();
  const folder = mkdtempSync(join(tmpdir(), "gouji-pdf-"));
  const browser = await launch();
  const report = readFileSync(pathOf("www/samples/mistakes.html"), "utf8");
  const source = join(folder, "source.pdf");
  writeFileSync(source, await printed(browser, report));
  await browser.close();
  const open = JSON.stringify(checkHere(await read(readFileSync(source))).tables);
  for (const algorithm of ["RC4-128", "AES-128", "AES-256"]) {
    for (const [password, reason] of [
      ["", undefined],
      ["secret", "pdf_encrypted"],
    ]) {
      const target = join(folder, `${algorithm}${password}.pdf`);
      execFileSync(python, [pathOf("tests/systems/office/lock.py"), source, target, algorithm, password, "owner"]);
      const here = checkHere(await read(readFileSync(target)));
      const { file, ...there } = JSON.parse(check([target]));
      assert.equal(here.reason?.code, reason, target);
      assert.deepEqual(JSON.parse(JSON.stringify(here)), there, target);
      if (!reason) assert.equal(JSON.stringify(here.tables), open, target);
    }
  }
});
