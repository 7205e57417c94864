// A form of one's own in Node, with the optimised module.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { check, Checker, form, forms, init } from "../../pkg/node.js";
import { canteen, meals, MEALS, source } from "../support/canteen.mjs";
import { writeForm } from "../../pkg/write-node.js";

before(() => init());

test("a form is taken as an object and as text, and both answer the same", () => {
  const result = check(meals(...MEALS), { forms: [canteen] });
  assert.deepEqual(result, check(meals(...MEALS), { forms: [source] }));
  assert.equal(result.form, "canteen");
  assert.deepEqual(result.tables.meals.rows.people, [310, 960, 200, 1470]);
  assert.deepEqual(
    result.findings.map(({ rule }) => rule),
    ["structure.table_missing"],
  );
});

test("what fails is told in the form's own words, and the wrong cell is named", () => {
  const [staff, ...others] = MEALS;
  const result = check(meals([30, ...staff.slice(1)], ...others), { forms: [canteen] });
  assert.deepEqual(
    result.repair.cells.map(({ cell, to }) => [cell, to]),
    [["meals/staff/breakfast", 300]],
  );
  const checker = new Checker(meals(...MEALS), { forms: [canteen] });
  checker.set("meals/largest/lunch", "5000");
  const { message } = checker.result().findings.find(({ rule }) => rule === "canteen.largest");
  assert.equal(message, "“午餐”列：单次最多（人次）为 5000，不应大于用餐合计（人次）（960），超出 4040");
});

test("a form with a fault is refused with its place", () => {
  const faulty = source.replace("people = staff + guests", "people = staff + gusts");
  const refused = (error) =>
    error.name === "GoujiError" && error.code === "invalid_form" && /gusts/.test(error.message);
  assert.throws(() => check(meals(...MEALS), { forms: [faulty] }), refused);
});

test("the list of forms has the brought ones after the library's, with what their files left out", () => {
  const own = forms();
  const [brought, ...none] = forms({ forms: [canteen] }).slice(own.length);
  assert.deepEqual(none, []);
  assert.deepEqual(forms({ forms: [source] }).at(-1), brought);
  assert.deepEqual(forms({}), own);
  const [table] = brought.tables;
  assert.deepEqual([brought.id, brought.english, table.short], ["canteen", canteen.name, table.title]);
  assert.equal(table.rows[0].english, table.rows[0].label);
  assert.deepEqual(
    table.body[0].head.map(({ text }) => text),
    ["项目", "早餐", "午餐", "晚餐", "合计"],
  );
  assert.equal(table.body.at(-1).figures.at(-1).cell, "complaints/all");
  assert.deepEqual(brought.totals["meals/people/lunch"], ["meals/staff/lunch", "meals/guests/lunch"]);
  // Whatever the built-in ones have in every part, the brought ones have too.
  for (const name of ["english", "source", "years", "sections"]) assert.ok(name in brought, name);
  for (const column of table.columns) assert.equal(column.kind, "count");
});

test("faults are told in the language that was asked for", () => {
  const faulty = source.replace('"label": "早餐"', '"label": 3');
  const told = (options) => {
    try {
      forms({ forms: [canteen, faulty], ...options });
    } catch (error) {
      return error.message;
    }
    return "";
  };
  assert.match(told({}), /^forms\[1\] 9:\d+: tables\[0\]\.columns\[0\]\.label: 这里应为文字/);
  assert.match(told({ lang: "en" }), /^forms\[1\] 9:\d+: tables\[0\]\.columns\[0\]\.label: [A-Za-z]/);
});

test("an empty form of one's own is written", async () => {
  assert.match(form("canteen", "markdown", { forms: [canteen] }), /职工用餐/);
  assert.throws(() => form("canteen", "markdown"), { code: "unknown_edition" });
  const book = await writeForm("canteen", "xlsx", { forms: [canteen] });
  assert.equal(String.fromCharCode(...book.subarray(0, 2)), "PK");
});
