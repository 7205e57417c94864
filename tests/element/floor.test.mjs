// The oldest browser that is promised, Chromium 86: what can be told without running one.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { modules } from "./stage.mjs";

const FLOOR = 86;
const root = fileURLToPath(new URL("../..", import.meta.url));
const { transformSync } = modules("esbuild");
const { parse } = modules("acorn");
const { full } = modules("acorn-walk");
const compatibility = modules("@mdn/browser-compat-data");

const packaged = readdirSync(join(root, "pkg")).filter(
  (name) => name.endsWith(".js") && !/-base64\.js$|^node\.js$/.test(name),
);
const scripts = Object.fromEntries(packaged.map((name) => [name, readFileSync(join(root, "pkg", name), "utf8")]));

/** Each name with the earliest version of Chrome in which anything is called so. */
function versions(areas, levels) {
  const found = new Map();
  const note = (name, { __compat: data }) => {
    for (const { version_added: added, flags, prefix } of [data?.support.chrome ?? []].flat()) {
      if (flags || prefix) continue;
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

/**
 * Not the interfaces that happen to be called so: the result's own fields, an editor's,
 * a style's. `detached` of a buffer is asked for only where it is absent at no cost,
 * `setHTML` only where it exists.
 */
const OTHERS = new Set(["changed", "detached", "minHeight", "range", "reasons", "setHTML", "sourceElement"]);

function newer(script) {
  const declared = new Set();
  const used = new Set();
  full(parse(script, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    if (node.type === "MethodDefinition" || node.type === "PropertyDefinition" || node.type === "Property")
      declared.add(node.key.name);
    if (node.type === "MemberExpression" && !node.computed) used.add(node.property.name);
  });
  return [...used].filter((name) => names.get(name) > FLOOR && !declared.has(name) && !OTHERS.has(name));
}

test("the names of the compatibility data tell old from new", () => {
  assert.ok(names.get("hasOwn") > FLOOR && names.get("structuredClone") > FLOOR && names.get("querySelector") <= FLOOR);
  assert.deepEqual(newer("[1].at(0); Object.hasOwn({}, 'a'); [1].includes(1);"), ["at", "hasOwn"]);
});

for (const [name, script] of Object.entries(scripts)) {
  test(`${name} has no syntax and no interface newer than Chromium ${FLOOR}`, () => {
    // Chromium has optional chaining since 80; esbuild also minds a fault that was mended in 91.
    const options = { format: "esm", minifyWhitespace: true, supported: { "optional-chain": true } };
    const lowered = transformSync(script, { ...options, target: `chrome${FLOOR}` }).code;
    assert.equal(lowered, transformSync(script, { ...options, target: "esnext" }).code);
    assert.deepEqual(newer(script), []);
  });
}

test("the element's styles need nothing newer", () => {
  const styles = ["element/panel", "view/list", "view/tokens"].map((name) =>
    readFileSync(join(root, `www/${name}.css`), "utf8"),
  );
  const text = styles.join("\n").replace(/\/\*[\s\S]*?\*\//g, "");
  const used = new Set([...text.matchAll(/(?:^|[{;])\s*([a-z][a-z-]*)\s*:/gm)].map((match) => match[1]));
  assert.ok(used.size > 30);
  assert.deepEqual(
    [...used].filter((property) => properties.get(property) > FLOOR),
    [],
  );
  const pseudo = new Set([...text.matchAll(/:([a-z-]+)(?=[\s,({:.>[])/g)].map((match) => match[1]));
  assert.ok(pseudo.has("focus-visible"));
  // 86 is the first with `:focus-visible`.
  assert.deepEqual(
    [...pseudo].filter((selector) => selectors.get(selector) > FLOOR),
    [],
  );
});
