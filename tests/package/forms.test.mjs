// A form of one's own in Node, with the optimised module.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { check, Checker, init } from "../../pkg/node.js";

const source = await readFile(new URL("../forms/canteen.json", import.meta.url), "utf8");
const canteen = JSON.parse(source);

before(() => init());

/** The table of meals as a page. */
function page(...rows) {
  const [{ columns, rows: labels }] = canteen.tables;
  const head = columns.map(({ label }) => `<th>${label}`).join("");
  const body = rows.map((row, at) => `<tr><td>${labels[at].label}${row.map((figure) => `<td>${figure}`).join("")}`);
  return `<table><tr><th>项目${head}${body.join("")}</table>`;
}

const MEALS = [
  [300, 900, 200, 1400],
  [10, 60, 0, 70],
  [310, 960, 200, 1470],
  [90, 210, 70, 210],
  [0, 3, 1, 4],
];

test("a form is taken as an object and as text, and both answer the same", () => {
  const result = check(page(...MEALS), { forms: [canteen] });
  assert.deepEqual(result, check(page(...MEALS), { forms: [source] }));
  assert.equal(result.form, "canteen");
  assert.deepEqual(result.tables.meals.rows.people, [310, 960, 200, 1470]);
  assert.deepEqual(
    result.findings.map(({ rule }) => rule),
    ["structure.table_missing"],
  );
});

test("what fails is told in the form's own words, and the wrong cell is named", () => {
  const [staff, ...others] = MEALS;
  const result = check(page([30, ...staff.slice(1)], ...others), { forms: [canteen] });
  assert.deepEqual(
    result.repair.cells.map(({ cell, to }) => [cell, to]),
    [["meals/staff/breakfast", 300]],
  );
  const checker = new Checker(page(...MEALS), { forms: [canteen] });
  checker.set("meals/largest/lunch", "5000");
  const { message } = checker.result().findings.find(({ rule }) => rule === "canteen.largest");
  assert.equal(message, "“午餐”列：单次最多（人次）为 5000，不应大于用餐合计（人次）（960），超出 4040");
});

test("a form with a fault is refused with its place", () => {
  const faulty = source.replace("people = staff + guests", "people = staff + gusts");
  const refused = (error) =>
    error.name === "GoujiError" && error.code === "invalid_form" && /gusts/.test(error.message);
  assert.throws(() => check(page(...MEALS), { forms: [faulty] }), refused);
});
