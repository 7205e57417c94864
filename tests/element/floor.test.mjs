// The oldest browser that is promised, Chromium 86: what can be told without running one
// (tests/engines/chromium86.test.mjs runs one).
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beyondFloor } from "../support/wasm-floor.mjs";
import { modules } from "./stage.mjs";

const FLOOR = 86;
const root = fileURLToPath(new URL("../..", import.meta.url));
const { transformSync } = modules("esbuild");
const { parse } = modules("acorn");
const { full } = modules("acorn-walk");
const compatibility = modules("@mdn/browser-compat-data");

/** What browsers load of these folders; the module as text is one string. */
const shipped = ["pkg", "dist", "dist/page"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: folder === "dist/page" })
    .map((name) => join(folder, name))
    .filter((name) => !/-base64\.js$|pkg\/node\.js$/.test(name)),
);
const ending = (letters) => shipped.filter((name) => name.endsWith(letters));
const text = (name) => readFileSync(join(root, name), "utf8");
/** The longest strings are modules as text: nothing in them is script. */
const script = (name) => text(name).replace(/(["'`])[A-Za-z0-9+/=]{10000,}\1/g, '""');
/** A page that is whole in one file. */
const parts = (name, tag) => [...text(name).matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, "g"))];
const scripts = {
  ...Object.fromEntries(ending(".js").map((name) => [name, script(name)])),
  "dist/gouji.html": parts("dist/gouji.html", "script")
    .map((part) => part[1])
    .join(";\n")
    .replace(/(["'`])[A-Za-z0-9+/=]{10000,}\1/g, '""'),
};

/** Each name with the earliest version of Chrome in which anything is called so. */
function versions(areas, levels) {
  const found = new Map();
  const note = (name, { __compat: data }) => {
    for (const { version_added: added, flags, prefix, alternative_name: alias } of [
      data?.support.chrome ?? [],
    ].flat()) {
      if (flags || prefix || alias) continue;
      const version = added === false ? Number.POSITIVE_INFINITY : Number.parseInt(added, 10) || 0;
      found.set(name, Math.min(found.get(name) ?? Number.POSITIVE_INFINITY, version));
    }
  };
  const visit = (node, depth) => {
    for (const [name, inner] of Object.entries(node)) {
      if (name === "__compat") continue;
      note(name.replace(/_(static|event)$/, ""), inner);
      if (depth > 1) visit(inner, depth - 1);
    }
  };
  for (const area of areas) visit(area, levels);
  return found;
}

const names = versions([compatibility.api, compatibility.javascript.builtins], 2);
const properties = versions([compatibility.css.properties, compatibility.css["at-rules"]], 1);
const selectors = versions([compatibility.css.selectors], 1);
const functions = versions([compatibility.css.types], 2);

/**
 * Not the interfaces that happen to be called so: the result's own fields, an editor's,
 * a style's, a drawing library's. wasm-bindgen asks for `Symbol.dispose` before it sets it,
 * `setHTML` is asked for only where it exists.
 */
const OTHERS = new Set([
  "changed",
  "destroy",
  "dispose",
  "draw",
  "first",
  "local",
  "minHeight",
  "range",
  "reasons",
  "setHTML",
  "sourceElement",
  "transition",
]);

function newer(script) {
  const declared = new Set();
  const used = new Set();
  full(parse(script, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    if (node.type === "MethodDefinition" || node.type === "PropertyDefinition" || node.type === "Property")
      declared.add(node.key.name);
    // What a script sets on its own objects is its own, whatever the browser calls so.
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression")
      declared.add(node.left.property.name);
    if (node.type === "MemberExpression" && !node.computed) used.add(node.property.name);
  });
  return [...used].filter((name) => names.get(name) > FLOOR && !declared.has(name) && !OTHERS.has(name));
}

test("the names of the compatibility data tell old from new", () => {
  assert.ok(names.get("hasOwn") > FLOOR && names.get("structuredClone") > FLOOR && names.get("querySelector") <= FLOOR);
  assert.deepEqual(newer("[1].at(0); Object.hasOwn({}, 'a'); [1].includes(1);"), ["at", "hasOwn"]);
});

function syntax(script) {
  // Chromium has optional chaining since 80; esbuild also minds a fault that was mended in 91.
  const options = { format: "esm", minifyWhitespace: true, supported: { "optional-chain": true } };
  const [floor, newest] = [`chrome${FLOOR}`, "esnext"].map(
    (target) => transformSync(script, { ...options, target }).code,
  );
  return floor === newest;
}

test("newer syntax is seen, and every kind of script is looked at", () => {
  assert.ok(syntax("a?.b ?? c") && !syntax("class A { static { b(); } }"));
  for (const name of ["pkg/index.js", "pkg/element.js", "pkg/gouji-worker.js", "pkg/gouji-glue.js"])
    assert.ok(scripts[name].length > 100, name);
  for (const name of ["dist/gouji.classic.js", "dist/gouji-worker.js", "dist/gouji.html"])
    assert.ok(scripts[name].length > 10_000, name);
});

/** pdf.js asks for much of what is newer before it uses it: tests/package/pdf.test.mjs runs it without. */
const asks = (script) => script.includes("pdfjsWorker");

for (const [name, script] of Object.entries(scripts)) {
  test(`${name} has no syntax and no interface newer than Chromium ${FLOOR}`, () => {
    assert.ok(syntax(script));
    if (!asks(script)) assert.deepEqual(newer(script), []);
  });
}

/** Style sheets that browsers load; the element's own are text within its script. */
const sheets = {
  ...Object.fromEntries(ending(".css").map((name) => [name, text(name)])),
  "dist/gouji.html": parts("dist/gouji.html", "style")
    .map((part) => part[1])
    .join("\n"),
  ...Object.fromEntries(
    ["www/element/panel.css", "www/view/list.css", "www/view/tokens.css"].map((name) => [name, text(name)]),
  ),
};

/** Newer properties of the page without which it only looks plainer, and what `@page` calls so. */
const PLAINER = new Set(["accent-color", "text-wrap", "text-underline-offset", "size"]);

/** What a style sheet names that is newer than the floor: properties, selectors, rules, functions. */
function newerStyles(sheet) {
  const plain = sheet.replace(/\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*'|url\([^)]*\)/g, "");
  const used = (pattern, known) =>
    [...new Set(Array.from(plain.matchAll(pattern), (match) => match[1]))].filter((name) => known.get(name) > FLOOR);
  return [
    ...used(/(?:^|[{;])\s*([a-z][a-z-]*)\s*:/g, properties),
    ...used(/@([a-z-]+)/g, properties),
    ...used(/::?([a-z-]+)(?=[\s,({:.>[)+~])/g, selectors),
    ...used(/(?<=[\s:,(])([a-z-]+)\(/g, functions),
    ...(/(?:^|[{;}])\s*&|{[^{}]*[;{]\s*[.&:#>][^{};]*{/.test(plain.replace(/@(media|supports|keyframes)[^{]*{/g, ""))
      ? ["nesting"]
      : []),
  ];
}

test("newer styles are seen", () => {
  const newest =
    "a:is(b) { aspect-ratio: 1; color: color-mix(in srgb, red, blue) } @container (width > 1px) { a { & b { top: 0 } } }";
  assert.deepEqual(newerStyles(newest), ["aspect-ratio", "container", "is", "color-mix", "nesting"]);
  assert.deepEqual(newerStyles("a:focus-visible { top: min(1px, 2px) } @media print { a { top: 0 } }"), []);
});

for (const [name, sheet] of Object.entries(sheets)) {
  test(`${name} has no style newer than Chromium ${FLOOR}`, () => {
    assert.ok(sheet.length > 500);
    assert.deepEqual(
      newerStyles(sheet).filter((found) => !PLAINER.has(found)),
      [],
    );
  });
}

const binaryen = (await import(pathToFileURL(modules.resolve("binaryen")))).default;
/** A module of this text, with every feature allowed. */
function assembled(text) {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  return module.emitBinary();
}

test("what came after WebAssembly 1.0 is seen in a module", () => {
  const body = (code, result = "i32") => `(module (memory 1) (func (export "f") (result ${result}) ${code}))`;
  const later = {
    "sign extension": body("(i32.extend8_s (i32.const 1))"),
    "non-trapping conversion": body("(i32.trunc_sat_f32_s (f32.const 1))"),
    "bulk memory": body("(memory.copy (i32.const 0) (i32.const 0) (i32.const 1)) (i32.const 1)"),
    "multi-value": body("(i32.const 1) (i32.const 2)", "i32 i32"),
    "reference types": '(module (table (export "t") 1 externref))',
    simd: body("(v128.const i32x4 0 0 0 0)", "v128"),
  };
  for (const [feature, module] of Object.entries(later)) {
    const found = beyondFloor(assembled(module));
    assert.ok(found.includes(feature), `${feature}: ${found}`);
  }
  assert.deepEqual(beyondFloor(assembled(body("(i32.load (i32.const 4))"))), []);
});

test("the modules need nothing but WebAssembly 1.0 with mutable globals", () => {
  const found = ending(".wasm");
  assert.ok(found.includes("pkg/gouji.wasm") && found.includes("pkg/gouji-element.wasm"));
  for (const name of found) assert.deepEqual(beyondFloor(readFileSync(join(root, name))), [], name);
});
