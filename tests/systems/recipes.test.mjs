// The recipes for a server: each gives the verdict of the page.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
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

/** What the recipe in Python says of a report. */
function byPython(body, waivers = "", environment = { GOUJI: command }) {
  const script =
    "import json, sys; from gouji_refusal import refusal; print(json.dumps(refusal(*json.load(sys.stdin))))";
  const said = execFileSync("python3", ["-c", script], {
    input: JSON.stringify([body, waivers]),
    env: { ...process.env, PYTHONPATH: pathOf("docs/recipes/python"), PYTHONDONTWRITEBYTECODE: "1", ...environment },
  });
  return JSON.parse(said);
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
