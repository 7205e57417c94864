// The element itself: what a page's author meets.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { body, CLASSIC, document, settled, start, until, violations } from "./stage.mjs";

const manifest = JSON.parse(readFileSync(new URL("../../www/element/custom-elements.json", import.meta.url), "utf8"));
let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const editor = (content, attributes = "") => `<div id="text" contenteditable="true" ${attributes}>${content}</div>`;

test("a selector is enough: the editor's report is checked, ringed, and its mark-up left as it is", async () => {
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${editor(body("mistakes"))}`));
  await settled(page);
  const state = await page.evaluate(() => {
    const checker = window.document.querySelector("gouji-checker");
    return {
      valid: checker.valid,
      status: checker.result.status,
      rules: checker.result.findings.map(({ rule }) => rule),
    };
  });
  assert.equal(state.status, "findings");
  assert.equal(state.valid, false);
  assert.ok(state.rules.includes("applications.result_total"));
  assert.ok((await page.locator("gouji-checker [data-rule][data-severity]").count()) >= 5);
  const rings = await page.evaluate(
    () =>
      Array.from(window.document.querySelectorAll("#text td")).filter(
        (cell) => getComputedStyle(cell).outlineWidth === "2px",
      ).length,
  );
  assert.ok(rings > 0, "failing cells have a ring");
  const marked = await page.evaluate(
    () => window.document.querySelectorAll("#text [class], #text [style], #text [data-cell]").length,
  );
  assert.equal(marked, 0);
  assert.deepEqual(page.problems, []);
});

test("where the page's own scripts tell falsely that no buffer is detached it checks all the same, also what needs more memory", async () => {
  // As core-js does in Chromium 86 to 102.
  const core =
    '<script>Object.defineProperty(ArrayBuffer.prototype, "detached", { configurable: true, get: () => false });</script>';
  const page = await site.open(
    document(`${core}<gouji-checker for="#text"></gouji-checker>${editor(body("sound"))}`, CLASSIC),
  );
  await settled(page, ["passed"]);
  const more = `${body("mistakes")}${"<p>本年度未收取信息处理费。</p>".repeat(20_000)}`;
  await page.evaluate((html) => {
    window.document.querySelector("#text").innerHTML = html;
  }, more);
  await settled(page, ["findings"]);
  assert.deepEqual(page.problems, []);
});

test("the content stays byte for byte what it was", async () => {
  const page = await site.open(document(editor(body("word-paste")), ""));
  const before = await page.evaluate(() => window.document.querySelector("#text").innerHTML);
  await page.evaluate(() => {
    const checker = window.document.createElement("gouji-checker");
    checker.setAttribute("for", "#text");
    window.document.querySelector("h1").after(checker);
    const script = window.document.createElement("script");
    script.type = "module";
    script.src = "/pkg/element-define.js";
    window.document.head.append(script);
  });
  await settled(page);
  assert.equal(await page.evaluate(() => window.document.querySelector("#text").innerHTML), before);
});

test("without a selector its own content is checked, and cannot be corrected in place", async () => {
  const page = await site.open(document(`<gouji-checker>${body("mistakes")}</gouji-checker>`));
  await settled(page);
  assert.equal(await page.evaluate(() => window.document.querySelector("gouji-checker").result.status), "findings");
  assert.equal(await page.locator("gouji-checker .take:visible").count(), 0);
});

test("attributes and properties say the same, also those set before the definition", async () => {
  const page = await site.open(document(editor(body("sound")), ""));
  const seen = await page.evaluate(async () => {
    const checker = window.document.createElement("gouji-checker");
    checker.mode = "gate";
    checker.year = 2024;
    checker.for = "#text";
    window.document.body.append(checker);
    await import("/pkg/element-define.js");
    const attributes = ["for", "mode", "year"].map((name) => checker.getAttribute(name));
    checker.setAttribute("mode", "nonsense");
    checker.setAttribute("year", "soon");
    const wrong = [checker.mode, checker.year];
    checker.year = null;
    return { attributes, wrong, year: checker.hasAttribute("year") };
  });
  assert.deepEqual(seen, { attributes: ["#text", "gate", "2024"], wrong: ["advise", null], year: false });
});

test("each property that the manifest calls reflected is reflected, both ways", async () => {
  const page = await site.open(document("<gouji-checker></gouji-checker>"));
  await page.waitForFunction(() => window.customElements.get("gouji-checker"));
  const fields = manifest.modules[0].declarations[0].members.filter(({ reflects }) => reflects);
  assert.ok(fields.length >= 7);
  const wrong = await page.evaluate(
    (members) =>
      members.filter(({ name, attribute }) => {
        const checker = window.document.createElement("gouji-checker");
        const value = { year: 2023, mode: "gate" }[name] ?? "#x";
        checker[name] = value;
        const there = checker.getAttribute(attribute) === String(value);
        checker.removeAttribute(attribute);
        const gone = checker[name] !== value;
        checker.setAttribute(attribute, String(value));
        return !there || !gone || checker[name] !== value;
      }),
    fields,
  );
  assert.deepEqual(wrong, []);
});

test("the language is the attribute's, else the page's", async () => {
  const page = await site.open(
    document(`<gouji-checker for="#text" lang="en"></gouji-checker>${editor(body("mistakes"))}`),
  );
  await settled(page);
  assert.match(await page.textContent("gouji-checker .verdict"), /relations checked/);
  await page.evaluate(() => window.document.querySelector("gouji-checker").removeAttribute("lang"));
  await until(page, () =>
    /勾稽关系/.test(window.document.querySelector("gouji-checker").shadowRoot.querySelector(".verdict").textContent),
  );
});

test("events bubble out of a shadow tree with plain data, and a result that did not change is told once", async () => {
  const page = await site.open(document(`<div id="host"></div>${editor(body("mistakes"))}`, ""));
  const seen = await page.evaluate(async () => {
    const told = [];
    for (const type of ["gouji-result", "gouji-select"]) {
      window.document.addEventListener(type, ({ type: name, detail }) => {
        // The state of an entry is a structured copy.
        window.history.replaceState(detail, "");
        told.push([name, window.history.state]);
      });
    }
    const shadow = window.document.querySelector("#host").attachShadow({ mode: "open" });
    const checker = window.document.createElement("gouji-checker");
    checker.setAttribute("for", "#text");
    shadow.append(checker);
    await import("/pkg/element-define.js");
    await checker.check();
    await checker.check();
    checker.shadowRoot.querySelector("[data-rule^='applications.'] .say").click();
    return told;
  });
  assert.deepEqual(
    seen.map(([name]) => name),
    ["gouji-result", "gouji-select"],
  );
  assert.equal(seen[0][1].result.status, "findings");
  assert.equal(seen[0][1].valid, false);
  assert.match(seen[1][1].cell, /^applications\//);
});

test("typing is checked at rest, typing by an input method only when it has ended", async () => {
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${editor(body("sound"))}`));
  await settled(page, ["passed"]);
  const results = await page.evaluate(async () => {
    const rest = () => new Promise((done) => setTimeout(done, 700));
    const root = window.document.querySelector("#text");
    const checker = window.document.querySelector("gouji-checker");
    const cell = Array.from(root.querySelectorAll("td")).find(
      (td) => /^[1-9]\d*$/.test(td.textContent) && td.closest("table") === root.querySelectorAll("table")[1],
    );
    root.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    cell.textContent = "99999";
    await rest();
    const during = checker.result.status;
    root.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await rest();
    return [during, checker.result.status];
  });
  assert.deepEqual(results, ["passed", "findings"]);
});

test("what was due when an input method begins waits until it has ended", async () => {
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${editor(body("sound"))}`));
  await settled(page, ["passed"]);
  const results = await page.evaluate(async (wrong) => {
    const rest = () => new Promise((done) => setTimeout(done, 700));
    const root = window.document.querySelector("#text");
    const checker = window.document.querySelector("gouji-checker");
    root.innerHTML = wrong;
    // The observer has seen it by then, and no check has come.
    await Promise.resolve();
    root.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    checker.setAttribute("publish", "#none");
    checker.options = {};
    await rest();
    const during = checker.result.status;
    root.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await rest();
    return [during, checker.result.status];
  }, body("mistakes"));
  assert.deepEqual(results, ["passed", "findings"]);
});

test("an editor that comes late, goes and comes again is found each time", async () => {
  const page = await site.open(document('<gouji-checker for="#text"></gouji-checker><div id="place"></div>'));
  await until(page, () =>
    /#text/.test(window.document.querySelector("gouji-checker").shadowRoot.querySelector(".verdict")?.textContent),
  );
  for (const html of [body("mistakes"), body("sound")]) {
    await page.evaluate((content) => {
      const made = window.document.createElement("div");
      made.id = "text";
      made.contentEditable = "true";
      made.innerHTML = content;
      const place = window.document.querySelector("#place");
      place.textContent = "";
      place.append(made);
    }, html);
    await settled(page, [html === body("sound") ? "passed" : "findings"]);
  }
});

test("an editor in an iframe is read and ringed there", async () => {
  const page = await site.open(
    document(
      '<gouji-checker for="#frame"></gouji-checker><iframe id="frame" title="正文" width="900" height="400"></iframe>',
    ),
  );
  await page.evaluate((content) => {
    const inner = window.document.querySelector("#frame").contentDocument;
    inner.body.contentEditable = "true";
    inner.body.innerHTML = content;
  }, body("mistakes"));
  await settled(page, ["findings"]);
  await page.click("gouji-checker .cause-slip > .say");
  const inside = await page.evaluate(() => {
    const inner = window.document.querySelector("#frame").contentDocument;
    const cell = inner.getSelection().anchorNode.parentElement.closest("td");
    return { text: inner.getSelection().toString(), ring: inner.defaultView.getComputedStyle(cell).outlineWidth };
  });
  assert.equal(inside.text, "8");
  assert.equal(inside.ring, "2px");
  await page.waitForSelector("gouji-checker .cause-slip.current");
});

test("the keyboard walks the findings and Enter leads into the text", async () => {
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${editor(body("mistakes"))}`));
  await settled(page);
  const focused = () =>
    page.evaluate(() => window.document.querySelector("gouji-checker").shadowRoot.activeElement?.dataset.key ?? null);
  await page.focus("gouji-checker .cause .say");
  const first = await focused();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), first);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.document.activeElement.id), "text");
  assert.equal(await page.evaluate(() => window.getSelection().toString()), "8");
});

test("a correction goes into the editor and its own undo takes it back", async () => {
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${editor(body("mistakes"))}`));
  await settled(page);
  const html = () => page.evaluate(() => window.document.querySelector("#text").innerHTML);
  const before = await html();
  await page.click("gouji-checker .cause-slip .take");
  const result = () => page.evaluate(() => window.document.querySelector("gouji-checker").result);
  assert.equal((await result()).tables.applications.rows["3.2"][0], 3);
  assert.notEqual(await html(), before);
  await page.evaluate(() => window.document.execCommand("undo"));
  assert.equal(await html(), before);
});

test("mark-up in a textarea is checked, found and corrected as text", async () => {
  const page = await site.open(
    document(
      `<gouji-checker for="#text"></gouji-checker><textarea id="text" rows="12" cols="80" aria-label="正文"></textarea>`,
    ),
  );
  await page.evaluate((content) => {
    window.document.querySelector("#text").value = content;
  }, body("mistakes"));
  await settled(page, ["findings"]);
  await page.click("gouji-checker .cause-slip > .say");
  const selected = await page.evaluate(() => {
    const field = window.document.querySelector("#text");
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  assert.equal(selected, "8");
  const before = await page.inputValue("#text");
  await page.click("gouji-checker .cause-slip .take");
  const after = await page.inputValue("#text");
  assert.equal(after.length, before.length);
  assert.equal([...after].filter((letter, at) => letter !== before[at]).join(""), "3", "one digit is another one");
});

test("a finding is waived with a reason only, told in the form, and can be checked again", async () => {
  const page = await site.open(
    document(`<form><gouji-checker for="#text" name="waivers"></gouji-checker></form>${editor(body("mistakes"))}`),
  );
  await settled(page);
  const entry = "gouji-checker [data-rule='cell.unit']";
  await page.click(`${entry} .waive`);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(entry).count(), 1, "without a reason nothing happens");
  await page.keyboard.type("单位由上级统一要求");
  await page.keyboard.press("Enter");
  await page.waitForSelector(entry, { state: "detached" });
  const sent = await page.evaluate(() => JSON.parse(new FormData(window.document.forms[0]).get("waivers")));
  assert.equal(sent.waivers[0].rule, "cell.unit");
  assert.equal(sent.waivers[0].reason, "单位由上级统一要求");
  assert.deepEqual(await violations(page), []);
  await page.click("gouji-checker .waived summary");
  await page.click("gouji-checker .waived button");
  await page.waitForSelector(entry);
});

test("waivers that a site kept are there again, and the form carries them on; what is none is passed over", async () => {
  const page = await site.open(
    document(`<form><gouji-checker for="#text" name="waivers"></gouji-checker></form>${editor(body("mistakes"))}`),
  );
  await settled(page);
  const entry = "gouji-checker [data-rule='cell.unit']";
  const kept = await page.evaluate(() => {
    const { rule, fingerprint } = window.document
      .querySelector("gouji-checker")
      .result.findings.find((finding) => finding.rule === "cell.unit");
    return JSON.stringify({ waivers: [{ rule, fingerprint, reason: "单位由上级统一要求" }] });
  });
  const opened = async (value) => {
    const attribute = value.replaceAll('"', "&quot;");
    const again = await site.open(
      document(
        `<form><gouji-checker for="#text" name="waivers" value="${attribute}"></gouji-checker></form>${editor(body("mistakes"))}`,
      ),
    );
    await settled(again);
    return again;
  };
  const again = await opened(kept);
  assert.equal(await again.locator(entry).count(), 0);
  assert.equal(await again.evaluate(() => new FormData(window.document.forms[0]).get("waivers")), kept);
  for (const none of ["{", "null", "[]"]) {
    assert.equal(await (await opened(none)).locator(entry).count(), 1, none);
  }
});

test("defined twice the same version is silent, another one warned", async () => {
  const page = await site.open(document("<gouji-checker></gouji-checker>", CLASSIC + CLASSIC));
  await settled(page);
  assert.deepEqual(page.problems, []);
  await page.evaluate(async () => {
    window.customElements.get("gouji-checker").version = "0.0.1";
    const { define } = await import("/pkg/element.js");
    define();
  });
  assert.equal(page.problems.length, 1);
  assert.match(page.problems[0], /0\.0\.1 is on this page already/);
});

test("what a page writes wrongly never throws into it", async () => {
  const page = await site.open(
    document(
      `<gouji-checker for="((" mode="?" year="x" publish="[[" lang="!!"></gouji-checker><form><button>保存</button></form>`,
    ),
  );
  await until(page, () => window.customElements.get("gouji-checker"));
  const thrown = await page.evaluate(async () => {
    const checker = window.document.querySelector("gouji-checker");
    checker.options = { nonsense: true };
    checker.for = "form";
    await checker.check();
    return checker.shadowRoot.querySelector(".verdict").textContent;
  });
  assert.match(thrown, /nonsense/);
  assert.deepEqual(page.problems, []);
});

for (const theme of ["light", "dark"]) {
  test(`accessible in every state, ${theme}`, async () => {
    const content = `<form><gouji-checker for="#text" mode="gate" data-theme="${theme}"></gouji-checker>${editor(body("mistakes"))}<button>发布</button></form>`;
    const page = await site.open(document(content));
    await settled(page);
    assert.deepEqual(await violations(page), []);
    await page.click("form > button");
    await page.click("gouji-checker [data-rule='cell.unit'] .waive");
    for (const fold of await page.$$("gouji-checker details")) {
      await fold.evaluate((details) => {
        details.open = true;
      });
    }
    assert.deepEqual(await violations(page), []);
    for (const html of [body("sound"), "<p>无关</p>"]) {
      await page.evaluate((text) => {
        window.document.querySelector("#text").innerHTML = text;
      }, html);
      await settled(page, html === body("sound") ? ["passed"] : ["unreadable"]);
      assert.deepEqual(await violations(page), []);
    }
  });
}
