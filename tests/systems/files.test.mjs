// Files that the project writes, opened by LibreOffice and read by python-docx and openpyxl.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { cache, command, pathOf } from "./support.mjs";

const folder = mkdtempSync(join(tmpdir(), "gouji-files-"));
const python = join(cache, "systems/files/bin/python");

/** The tables of a file as another library sees them, merged cells at every place they cover. */
const seen = (path) => JSON.parse(execFileSync(python, [pathOf("tests/systems/files.py"), path]));

function exported(name, format, ...more) {
  const path = join(folder, `${name}${more.join("")}.${format}`);
  execFileSync(command, ["export", pathOf(`www/samples/${name}.html`), "--output", path, "--force", ...more]);
  return path;
}

/** A file as LibreOffice writes it anew. */
function converted(path, format) {
  const out = join(folder, `by-libreoffice-${format}`);
  mkdirSync(out, { recursive: true });
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", format, "--outdir", out, path], { stdio: "ignore" });
  return join(out, `${basename(path).replace(/\.[^.]+$/, "")}.${format}`);
}

const checked = (path) => {
  const line = execFileSync(command, ["check", "--format", "json", path], { encoding: "utf8" });
  return JSON.parse(line);
};

for (const more of [[], ["--corrected"]]) {
  for (const format of ["docx", "xlsx"]) {
    test(`${format} ${more}: the same cells and merges for python and after LibreOffice`, () => {
      const expected = seen(exported("sound", "html", ...more));
      assert.equal(expected.tables.length, 3);
      const path = exported("sound", format, ...more);
      assert.deepEqual(seen(path).tables, expected.tables);
      assert.deepEqual(seen(converted(path, format)).tables, expected.tables);
      const again = checked(converted(path, format));
      assert.deepEqual(again.tables, checked(path).tables);
    });
  }
}

test("comments stand in both formats and survive LibreOffice", () => {
  for (const format of ["docx", "xlsx"]) {
    const path = exported("mistakes", format);
    const { comments } = seen(path);
    assert.ok(comments >= 7, `${format}: ${comments}`);
    assert.equal(seen(converted(path, format)).comments, comments, format);
  }
});

test("both print", () => {
  for (const format of ["docx", "xlsx"]) {
    const pdf = readFileSync(converted(exported("mistakes", format), "pdf"));
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.ok(pdf.length > 20_000, `${format}: ${pdf.length} bytes`);
  }
});

/** The schema of SARIF 2.1.0, as a library for Rust brings it. */
function sarifSchema() {
  const metadata = execFileSync("cargo", ["metadata", "--format-version", "1"], {
    cwd: pathOf("."),
    maxBuffer: 2 ** 26,
  });
  const { manifest_path } = JSON.parse(metadata).packages.find(({ name }) => name === "serde-sarif");
  return join(dirname(manifest_path), "src/schema.json");
}

test("SARIF is as its schema has it, for findings and for files that cannot be read", () => {
  const empty = join(folder, "empty.html");
  writeFileSync(empty, "");
  const reports = ["mistakes", "sound", "word-paste"].map((name) => pathOf(`www/samples/${name}.html`));
  const words = ["check", "--format", "sarif", ...reports, empty];
  const path = join(folder, "findings.sarif");
  writeFileSync(path, spawnSync(command, words).stdout);
  const validate =
    "import json, sys, jsonschema; jsonschema.validate(*[json.load(open(path)) for path in sys.argv[1:]])";
  execFileSync(python, ["-c", validate, path, sarifSchema()]);
});
