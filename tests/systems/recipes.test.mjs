// The recipes for a server: each gives the verdict of the page.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { command, errors, pathOf, sample } from "./support.mjs";

test("the command line gives the verdict of the package, and says it by its exit code", () => {
  const ask = (input) => {
    const { status, stdout } = spawnSync(command, ["check", "--format", "json", "-"], { input, encoding: "utf8" });
    const rules = JSON.parse(stdout).findings.flatMap(({ severity, rule }) => (severity === "error" ? [rule] : []));
    return [status, rules];
  };
  const wrong = errors(sample("mistakes")).map(({ rule }) => rule);
  assert.deepEqual(ask(sample("mistakes")), [1, wrong]);
  assert.deepEqual(ask(sample("sound")), [0, []]);
  assert.deepEqual(ask("<p>无关</p>"), [2, []]);
});

/** What a script with the recipes in Python at hand makes of its input. */
function runPython(script, input, environment = {}) {
  const own = { PYTHONPATH: pathOf("docs/recipes/python"), PYTHONDONTWRITEBYTECODE: "1", ...environment };
  const options = { input: JSON.stringify(input), env: { ...process.env, ...own } };
  return JSON.parse(execFileSync("python3", ["-c", script], options));
}

/** What the recipe in Python says of a report. */
function byPython(body, waivers = "", environment = {}, previous = null) {
  const script =
    "import json, sys; from gouji_refusal import refusal; print(json.dumps(refusal(*json.load(sys.stdin))))";
  return runPython(script, [body, waivers, previous], { GOUJI: command, ...environment });
}

test("the recipe in Python refuses what the page holds, for the same reasons", () => {
  const wrong = errors(sample("mistakes"));
  assert.notEqual(wrong.length, 0);
  assert.deepEqual(
    byPython(sample("mistakes")).split("\n"),
    wrong.map(({ message }) => message),
  );
  assert.equal(byPython(sample("sound")), null);
  assert.match(byPython("<p>无关</p>"), /没有找到年度报告的表格/);
});

test("the recipe in Python takes the waivers of the form", () => {
  const [first, ...others] = errors(sample("mistakes")).map(({ rule, fingerprint, message }) => ({
    waiver: { rule, fingerprint, reason: "已核实" },
    message,
  }));
  const waivers = JSON.stringify({ waivers: [first.waiver] });
  assert.deepEqual(
    byPython(sample("mistakes"), waivers).split("\n"),
    others.map(({ message }) => message),
  );
});

test("the recipe in Python refuses what nobody could check", () => {
  assert.match(byPython(sample("sound"), "", { GOUJI: "/nowhere/gouji" }), /未能核对/);
  assert.match(byPython(sample("sound"), "{"), /未能核对/);
});

test("the recipe in Python holds last year's report against this one, and leaves no file behind", () => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-recipe-"));
  try {
    const sound = sample("sound");
    const lastYear = sound.replaceAll("2023", "2022");
    const reasons = errors(sound, lastYear).map(({ message }) => message);
    assert.notDeepEqual(reasons, []);
    assert.deepEqual(byPython(sound, "", { TMPDIR: folder }, lastYear).split("\n"), reasons);
    // As in the page, one that is no report holds nothing, and everything else is checked.
    assert.equal(byPython(sound, "", { TMPDIR: folder }, "<p>无关</p>"), null);
    assert.match(byPython(sample("mistakes"), "", { TMPDIR: folder }, "<p>无关</p>"), /部分公开/);
    assert.deepEqual(readdirSync(folder), []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("last year's report is the one with the same title but for the year, and only where there is one", () => {
  const script = `
import json, sys
from types import SimpleNamespace
from gouji_previous import year_before

def before(title, published):
    reports = [SimpleNamespace(title=one) for one in published]
    asked = lambda title__contains: [report for report in reports if title__contains in report.title]
    return getattr(year_before(title, SimpleNamespace(filter=asked)), "title", None)

print(json.dumps([before(*case) for case in json.load(sys.stdin)]))`;
  const now = "水务局2023年政府信息公开工作年度报告";
  const last = "水务局2022年政府信息公开工作年度报告";
  const cases = [
    [now, [last, now], last],
    // 年 and 年度, and spaces, are written now so and now so.
    [now, ["水务局 2022年度政府信息公开工作报告"], "水务局 2022年度政府信息公开工作报告"],
    [now, [], null],
    [now, [now, "水务局2021年政府信息公开工作年度报告", "水务局2024年政府信息公开工作年度报告"], null],
    [now, ["教育局2022年政府信息公开工作年度报告"], null],
    [now, ["水务局2022年部门决算"], null],
    [now, [last, last], null],
    ["水务局政府信息公开工作年度报告", [last], null],
    ["", [last, ""], null],
  ];
  const found = runPython(
    script,
    cases.map(([title, published]) => [title, published]),
  );
  assert.deepEqual(
    found,
    cases.map(([, , before]) => before),
  );
});
