// A report under the hand of its editor, in Node, with the optimised module.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as gouji from "../../pkg/node.js";
import { report } from "./project.mjs";
import { trapping } from "./trapping.mjs";

const { Checker, check, form, init } = gouji;
/** What is thrown has this code. */
const failure = (code) => (error) => error.name === "GoujiError" && error.code === code;

before(() => init());

/** The tables of a form, all 0. */
function zeros(edition) {
  const { tables } = check(form(edition, "html"));
  for (const { rows } of Object.values(tables)) {
    for (const values of Object.values(rows)) values.fill(0);
  }
  return { edition, year: 2023, tables };
}

/** The figures of a form, all 0 but for these. */
function figures(edition, changes = {}) {
  const checker = new Checker(zeros(edition));
  for (const [address, value] of Object.entries(changes)) checker.set(address, value);
  return checker;
}

const SLIP = {
  "applications/1/natural_person": 12,
  "applications/1/total": 12,
  "applications/3.1/natural_person": 21,
  "applications/3.1/total": 12,
  "applications/3.7/natural_person": 12,
  "applications/3.7/total": 12,
};

test("the answer is that of a check, before and after every change", () => {
  const page = form("2021", "html");
  const checker = new Checker(page);
  assert.deepEqual(checker.result(), check(page));
  const { edition, year } = checker.result();
  for (const value of [5, "７", null, "3件", -1, 0, 9_007_199_254_740_991, 1.5]) {
    checker.set("applications/1/natural_person", value);
    const { tables, written } = checker.result();
    const whole = check({ edition, year, tables, written });
    for (const part of ["tables", "repair", "relations"]) {
      assert.equal(JSON.stringify(checker.result()[part]), JSON.stringify(whole[part]), `${part}, ${value}`);
    }
  }
});

test("figures that are set one by one are named when one of them is wrong, and held when it is right", () => {
  const checker = figures("2021", SLIP);
  const { repair, relations } = checker.result();
  assert.deepEqual(
    repair.cells.map(({ cell, from, to, how }) => [cell, from, to, how]),
    [["applications/3.1/natural_person", 21, 12, "digit_swap"]],
  );
  assert.equal(relations.failed, 2);
  checker.set("applications/3.1/natural_person", 12);
  assert.equal(checker.result().repair, null);
  assert.equal(checker.result().relations.failed, 0);
});

test("the same document and changes give byte-equal JSON, whatever was set in between", () => {
  const [direct, wandering] = [figures("2021", SLIP), figures("2021")];
  for (const address of Object.keys(SLIP)) wandering.set(address, 99_999);
  for (const [address, value] of Object.entries(SLIP).reverse()) wandering.set(address, value);
  assert.equal(JSON.stringify(wandering.result()), JSON.stringify(direct.result()));
});

test("options count, and the year before is taken into the repair", () => {
  const before = figures("2021", { "applications/4/natural_person": 3, "applications/4/total": 3 }).result();
  const { edition, tables } = figures("2021").result();
  const checker = new Checker(
    { edition, year: 2024, tables },
    { lang: "en", previous: { edition, year: 2023, tables: before.tables } },
  );
  assert.match(checker.result().findings.find(({ rule }) => rule === "carryover.applications").message, /last year/);
  checker.set("applications/2/natural_person", 3);
  checker.set("applications/2/total", 3);
  assert.ok(!checker.result().findings.some(({ rule }) => rule === "carryover.applications"));
});

test("what comes out is plain data that nothing changes afterwards", () => {
  const checker = figures("2021", SLIP);
  const result = checker.result();
  const copy = structuredClone(result);
  checker.set("applications/1/total", 1);
  assert.deepEqual(result, copy);
  result.tables.applications.rows["1"].fill(7);
  assert.notDeepEqual(checker.result().tables, result.tables);
});

test("a finding that stays is the same object in the next answer, and a list that its reader emptied harms none", () => {
  const checker = figures("2021", { ...SLIP, "review/reconsideration/total": 1 });
  const kept = () => checker.result().findings.find(({ rule }) => rule === "review.total");
  const [before, { repair }] = [kept(), checker.result()];
  checker.set("disclosure/rules/issued", 2);
  assert.equal(kept(), before);
  assert.equal(checker.result().repair, repair);
  checker.result().findings.length = 0;
  assert.equal(kept(), before);
  checker.set("review/reconsideration/total", 2);
  assert.notDeepEqual(kept(), before);
});

test("many checkers live beside each other, and none has to be freed", () => {
  const tables = zeros("2021");
  const checkers = Array.from({ length: 300 }, () => new Checker(tables));
  for (const [index, checker] of checkers.entries()) checker.set("applications/1/other", index);
  for (const [index, checker] of checkers.entries()) {
    assert.equal(checker.result().tables.applications.rows["1"][5], index);
    assert.equal("free" in checker, false);
  }
});

test("what cannot be set is refused, and nothing changes", () => {
  const checker = figures("2021");
  const before = JSON.stringify(checker.result());
  for (const address of ["applications/3.6/total", "applications/1", "", "nonsense", undefined, {}]) {
    assert.throws(() => checker.set(address, 1), failure("unknown_cell"));
  }
  for (const value of [undefined, Number.NaN, Infinity, true, {}, [], 1n]) {
    assert.throws(() => checker.set("applications/1/total", value), failure("invalid_input"));
  }
  assert.equal(JSON.stringify(checker.result()), before);
});

test("what is no report is answered as by a check; wrong calls are refused", async () => {
  assert.deepEqual(new Checker("").result(), check(""));
  assert.throws(() => new Checker("").set("applications/1/total", 1), failure("unknown_cell"));
  assert.throws(() => new Checker(7), failure("invalid_input"));
  assert.throws(() => new Checker(report, { langauge: "en" }), failure("unknown_option"));
  const fresh = await import("../../pkg/node.js?checker");
  assert.throws(() => new fresh.Checker(report), failure("not_initialised"));
});

test("a fault elsewhere replaces the module, and a checker goes on with its changes", async () => {
  const package_ = await import("../../pkg/node.js?checker-trap");
  await package_.init(await trapping(4242));
  const bytes = new TextEncoder().encode(form("2021", "html"));
  const checker = new package_.Checker(bytes);
  bytes.fill(0);
  checker.set("applications/1/natural_person", 5);
  const expected = checker.result();
  assert.throws(() => package_.check("a".repeat(4242)), failure("internal"));
  assert.deepEqual(checker.result(), expected);
  checker.set("applications/1/natural_person", 6);
  assert.equal(checker.result().tables.applications.rows["1"][0], 6);
});
