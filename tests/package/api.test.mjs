// What a caller may rely on, in Node, with the optimised module itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import * as gouji from "../../pkg/node.js";
import { report, root } from "./project.mjs";
import { trapping } from "./trapping.mjs";

const { check, checkElement, form, forms, init, render, rules, version } = gouji;
const wasm = readFileSync(`${root}pkg/gouji.wasm`);

/** A package of its own, not started yet. */
const fresh = (name) => import(`../../pkg/node.js?${name}`);
/** What is thrown: its name, code and whether it is an `Error`. */
const failure = (code) => (error) => {
  assert.ok(error instanceof Error);
  assert.deepEqual([error.name, error.code], ["GoujiError", code]);
  assert.ok(error.message.length > 10);
  return true;
};

before(() => init());

test("nothing works before init, and the error says so", async () => {
  const package_ = await fresh("before");
  assert.throws(() => package_.check(report), failure("not_initialised"));
  assert.throws(() => package_.version(), /init\(\)/);
});

test("init may be called again and again", async () => {
  const package_ = await fresh("again");
  await Promise.all([package_.init(), package_.init(), package_.init()]);
  await package_.init();
  assert.equal(package_.version(), version());
});

test("init takes bytes, a module and a response", async () => {
  const bytes = new Uint8Array(wasm);
  const response = () => new Response(wasm, { headers: { "Content-Type": "text/plain" } });
  const sources = [bytes, bytes.buffer, new WebAssembly.Module(wasm), response(), Promise.resolve(response())];
  for (const [index, source] of sources.entries()) {
    const package_ = await fresh(`source${index}`);
    await package_.init(source);
    assert.equal(package_.check(report).status, "findings");
  }
});

test("a start that failed can be tried again", async () => {
  const package_ = await fresh("retry");
  await assert.rejects(package_.init("data:text/html,<!doctype html>"), (error) => {
    assert.match(error.message, /HTML page/);
    return failure("wasm_not_loaded")(error);
  });
  await assert.rejects(package_.init(new Uint8Array([0, 0x61, 0x73, 0x6d, 9])), failure("wasm_not_loaded"));
  const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await assert.rejects(package_.init(empty), failure("wasm_not_loaded"));
  await package_.init();
  assert.equal(package_.check(report).status, "findings");
});

test("text, bytes and a result give the same figures", () => {
  const result = check(report);
  const bytes = new TextEncoder().encode(report);
  assert.deepEqual(check(bytes), result);
  assert.deepEqual(check(bytes.buffer), result);
  assert.deepEqual(check(Buffer.from(report)), result);
  assert.deepEqual(check({ edition: result.edition, year: result.year, tables: result.tables }).tables, result.tables);
});

test("a result is plain data", () => {
  const result = check(report);
  assert.deepEqual(structuredClone(result), result);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
});

test("what is no report is answered, never thrown", () => {
  for (const input of [
    "",
    " ",
    "\0",
    "\ud800",
    "{",
    "<table>".repeat(10_000),
    new Uint8Array(),
    new Uint8Array(4096).fill(255),
  ]) {
    const result = check(input);
    assert.equal(result.status, "unreadable");
    assert.ok(result.reason.code && result.reason.message);
  }
});

test("what cannot be an input is refused", () => {
  for (const input of [undefined, null, 7, true, [], {}, () => 0, Symbol("a")]) {
    assert.throws(() => check(input), failure("invalid_input"));
  }
});

test("unknown and wrong options are refused", () => {
  assert.throws(() => check(report, { langauge: "en" }), failure("unknown_option"));
  assert.throws(() => check(report, { settings: { presett: "local" } }), failure("unknown_option"));
  for (const options of [{ lang: "fr" }, { lang: 3 }, { year: "2023" }, { year: 20.5 }, { units: {} }, 3, "en", []]) {
    assert.throws(() => check(report, options), failure("invalid_option"));
  }
  assert.throws(() => check(report, { previous: "" }), failure("unreadable_previous"));
  assert.throws(() => check(report, { previous: new Uint8Array(3) }), failure("unreadable_previous"));
});

test("what is undefined was not said", () => {
  assert.deepEqual(check(report, { lang: undefined, year: undefined }), check(report));
  assert.deepEqual(check(report, undefined), check(report, {}));
});

test("options count", () => {
  assert.equal(check(report, { year: 2024 }).year, 2024);
  const messages = (options) =>
    check(report, options)
      .findings.map((finding) => finding.message)
      .join();
  assert.match(messages({ lang: "en" }), /The total of/);
  assert.match(messages({ lang: "zh-CN" }), /总计/);
});

test("rules and forms are listed", () => {
  const [chinese, english] = [rules(), rules({ lang: "en" })];
  assert.deepEqual(
    chinese.map((rule) => rule.id),
    english.map((rule) => rule.id),
  );
  assert.ok(chinese.some((rule) => rule.id === "applications.balance" && rule.severity === "error"));
  const families = new Map();
  for (const { id, edition_of } of forms()) families.set(edition_of, [...(families.get(edition_of) ?? []), id]);
  assert.deepEqual(families.get("annual_report"), ["2019", "2021"]);
  assert.ok(families.get("enforcement").includes("enforcement_zhejiang_2021"));
});

test("a printed form reads back as an empty report", () => {
  const families = new Map(forms().map((one) => [one.id, one.edition_of]));
  for (const { id, edition_of } of forms()) {
    for (const format of ["text", "markdown", "html"]) {
      const { edition } = check(form(id, format));
      // Two companions of a family may print the same table.
      if (edition_of === "annual_report") assert.equal(edition, id);
      else if (format !== "text") assert.equal(families.get(edition), edition_of, `${id} ${format}: ${edition}`);
    }
  }
  assert.throws(() => form("1999", "html"), failure("unknown_edition"));
  assert.throws(() => form("2021", "docx"), failure("unknown_format"));
});

test("findings are said as a person reads them", () => {
  const text = render(report, "text", { fileName: "年报.html" });
  assert.match(text, /年报\.html/);
  assert.match(text, /总计为 4/);
  assert.ok(!text.includes("\u001b"));
  assert.equal(render(new TextEncoder().encode(report), "text", { fileName: "年报.html" }), text);
  assert.throws(() => render(report, "pdf"), failure("unknown_format"));
  assert.throws(() => render(report, "html", { time: "gestern" }), failure("invalid_option"));
});

test("what is no node is refused", () => {
  for (const node of [undefined, null, "<p>", {}]) assert.throws(() => checkElement(node), failure("invalid_input"));
});

test("an instance that trapped is replaced by a fresh one", async () => {
  const package_ = await fresh("trap");
  await package_.init(await trapping(4242));
  const expected = package_.check(report);
  assert.throws(() => package_.check("a".repeat(4242)), failure("internal"));
  assert.deepEqual(package_.check(report), expected);
  assert.throws(
    () => package_.check("a".repeat(4242)),
    (error) => error.cause instanceof WebAssembly.RuntimeError,
  );
  assert.deepEqual(package_.check(report), expected);
});
