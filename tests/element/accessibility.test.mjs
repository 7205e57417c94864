// WCAG 2.1 AA for the element: every state, theme and language, by machine where a machine can tell.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engine, without } from "../support/engines.mjs";
import { body, CLASSIC, DEFINE, document, settled, start, violations } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const editor = '<div id="text" contenteditable="true" role="textbox" aria-multiline="true" aria-label="正文"></div>';
const page = (attributes, script = DEFINE, target = editor) =>
  document(
    `<form><gouji-checker for="#text" ${attributes}></gouji-checker>${target}<button>发布</button></form>`,
    script,
  );
const put = (html) => {
  window.document.querySelector("#text").innerHTML = html;
};

// Colours and words are the same in every engine: the others take one of each.
const all = engine === "chromium";
for (const theme of all ? ["light", "dark"] : ["dark"]) {
  for (const lang of all ? ["zh-CN", "en"] : ["zh-CN"]) {
    const attributes = `mode="gate" lang="${lang}" data-theme="${theme}"`;
    test(`no state has anything that axe-core objects to: ${theme}, ${lang}`, async () => {
      const opened = await site.open(page(attributes));
      const states = {
        findings: body("mistakes"),
        "findings of a paste": body("word-paste"),
        passed: body("sound"),
        unreadable: "<p>无关</p>",
        empty: "",
      };
      for (const [name, html] of Object.entries(states)) {
        await opened.evaluate(put, html);
        await settled(opened, [name.startsWith("findings") ? "findings" : name === "passed" ? "passed" : "unreadable"]);
        assert.deepEqual(await violations(opened), [], name);
        if (name === "passed") continue;
        await opened.click("form > button");
        assert.deepEqual(await violations(opened), [], `${name}, publishing tried`);
      }
      await opened.evaluate(put, body("mistakes"));
      await settled(opened, ["findings"]);
      await opened.click("form > button");
      await opened.click("gouji-checker [data-rule='cell.unit'] .waive");
      await opened.evaluate(() => {
        for (const fold of window.document.querySelector("gouji-checker").shadowRoot.querySelectorAll("details")) {
          fold.open = true;
        }
      });
      assert.deepEqual(await violations(opened), [], "held, asked for a reason, everything unfolded");
      await opened.keyboard.type("another unit");
      await opened.keyboard.press("Enter");
      await opened.click("gouji-checker .waived summary");
      assert.deepEqual(await violations(opened), [], "waived");
    });

    test(`nor while it waits: ${theme}, ${lang}`, async () => {
      const waiting = await site.open(page(attributes, DEFINE, ""));
      await waiting.waitForFunction(() =>
        /#text/.test(window.document.querySelector("gouji-checker").shadowRoot?.querySelector(".verdict")?.textContent),
      );
      assert.deepEqual(await violations(waiting), [], "for an editor");
      const never = "<script>window.WebAssembly.compile = () => new Promise(() => {});</script>";
      const reading = await site.open(page(attributes, never + CLASSIC));
      await settled(reading, ["reading"]);
      assert.deepEqual(await violations(reading), [], "for the checker");
      const refused = await site.open(page(attributes, CLASSIC), {
        headers: { "content-security-policy": "script-src 'self'; worker-src 'none'; style-src 'unsafe-inline'" },
      });
      await settled(refused, ["unreadable"]);
      assert.deepEqual(await violations(refused), [], "refused");
    });
  }
}

test("the keyboard reaches everything, sees where it is, and is let go again", async () => {
  const opened = await site.open(
    document(
      `<form><button id="first" type="button">前</button><gouji-checker for="#text"></gouji-checker><button id="last" type="button">后</button>${editor}</form>`,
    ),
  );
  await opened.evaluate(put, body("mistakes"));
  await settled(opened, ["findings"]);
  await opened.focus("#first");
  const seen = [];
  for (let count = 0; count < 80; count++) {
    await opened.keyboard.press("Tab");
    const at = await opened.evaluate(() => {
      const within = window.document.activeElement.shadowRoot?.activeElement;
      if (!within) return window.document.activeElement.id;
      const { outlineStyle, outlineWidth } = getComputedStyle(within);
      // Firefox also stops at what scrolls.
      const control = within.matches("button, summary, input");
      return { text: within.textContent, control, ring: `${outlineStyle} ${outlineWidth}` };
    });
    if (at === "last") break;
    seen.push(at);
  }
  const reachable = await opened.evaluate(() => {
    const shadow = window.document.querySelector("gouji-checker").shadowRoot;
    const all = shadow.querySelectorAll("button, summary, input");
    return Array.from(all).filter((control) => {
      const around = control.localName === "summary" ? control.parentElement.parentElement : control;
      return control.getClientRects().length > 0 && !around.closest("details:not([open])");
    }).length;
  });
  assert.ok(reachable > 10);
  assert.equal(seen.filter(({ control }) => control).length, reachable, "each control once, then the next on the page");
  for (const { text, ring } of seen) assert.equal(ring, "solid 3px", text);
});

/** The class of what has the focus within the element, or the id of what has it outside. */
const focus = (opened) =>
  opened.evaluate(() => {
    const { activeElement } = window.document;
    return activeElement.shadowRoot?.activeElement?.className ?? activeElement.id;
  });

/** Whatever puts figures in without taking the focus. */
const own = () => {
  window.document.querySelector("gouji-checker").editor = {
    change: (changes) => {
      for (const { cell, text } of changes) cell.textContent = text;
    },
  };
};

test("the focus is not lost when what had it goes with a correction, a reason, or a change elsewhere", async () => {
  const opened = await site.open(page('mode="gate"'));
  await opened.evaluate(own);
  for (const [take, next] of [
    [".headline .take", "state"],
    [".cause-slip .take", "say"],
  ]) {
    await opened.evaluate(put, body("mistakes"));
    await opened.waitForSelector(`gouji-checker ${take}`);
    await opened.focus(`gouji-checker ${take}`);
    await opened.keyboard.press("Enter");
    await opened.waitForSelector(`gouji-checker ${take}`, { state: "detached" });
    assert.equal(await focus(opened), next, take);
  }
  await opened.evaluate(put, body("mistakes"));
  await opened.waitForSelector("gouji-checker .headline .take");
  await opened.click("form > button");
  await opened.focus("gouji-checker .held-way");
  await opened.evaluate(() => {
    window.document.querySelector("#text p").append("另有13812345678");
    return window.document.querySelector("gouji-checker").check();
  });
  assert.equal(await focus(opened), "held-way", "the way to the same error");
});

test("waiving the last finding and taking that back leave the focus in the panel", async () => {
  const opened = await site.open(page(""));
  await opened.evaluate(put, body("sound").replace("<p>", "<p>13812345678 "));
  await settled(opened, ["findings"]);
  await opened.focus("gouji-checker .waive");
  await opened.keyboard.press("Enter");
  await opened.keyboard.press("Escape");
  assert.equal(await focus(opened), "waive", "asked and not answered");
  await opened.keyboard.press("Enter");
  await opened.keyboard.type("总机");
  await opened.keyboard.press("Enter");
  await settled(opened, ["passed"]);
  assert.equal(await focus(opened), "state");
  await opened.focus("gouji-checker .waived summary");
  await opened.keyboard.press("Enter");
  await opened.keyboard.press("Tab");
  await opened.keyboard.press("Enter");
  await settled(opened, ["findings"]);
  assert.match(await focus(opened), /^state/);
});

test("a reason that is being written outlasts a new list, and the focus what asked for it", async () => {
  const opened = await site.open(page(""));
  await opened.evaluate(put, body("mistakes"));
  await settled(opened, ["findings"]);
  await opened.click("gouji-checker [data-rule='cell.unit'] .waive");
  await opened.keyboard.type("原件");
  await opened.evaluate(() => window.document.querySelector("#text p").append("另有13812345678"));
  await opened.waitForSelector("gouji-checker [data-rule='privacy.mobile']");
  await opened.keyboard.type("如此");
  assert.equal(await opened.inputValue("gouji-checker .waiving input"), "原件如此");
  await opened.keyboard.press("Escape");
  assert.match(await focus(opened), /^state/);
});

test("the state is a polite live region, and each item says table, row, column, what stands there and what should", async () => {
  const opened = await site.open(page(""));
  await opened.evaluate(put, body("mistakes"));
  await settled(opened, ["findings"]);
  const said = await opened.evaluate(() => {
    const shadow = window.document.querySelector("gouji-checker").shadowRoot;
    return {
      status: shadow.querySelector("[role=status]").textContent,
      items: Array.from(shadow.querySelectorAll(".cause > .say"), (item) => item.textContent),
      slip: shadow.querySelector(".cause-slip .say").textContent,
      takes: Array.from(shadow.querySelectorAll(".corrections .take"), (take) => take.getAttribute("aria-label")),
    };
  });
  assert.match(said.status, /已检查 \d+ 条勾稽关系，\d+ 条不成立/);
  assert.match(said.slip, /错误/, "the severity is said, not only coloured");
  for (const part of [/收到和处理政府信息公开申请情况/, /部分公开/, /自然人/, /应为 3/, /现为 8/])
    assert.match(said.slip, part);
  assert.ok(said.items.length > 3);
  for (const item of said.items) assert.ok(item.length > 12, item);
  for (const take of said.takes) assert.match(take, /部分公开.*自然人.*3|自然人.*部分公开.*3/);
});

test("a verdict that stays the same is not announced again", async () => {
  const opened = await site.open(page(""));
  await opened.evaluate(put, body("sound"));
  await settled(opened, ["passed"]);
  const changes = await opened.evaluate(async () => {
    const status = window.document.querySelector("gouji-checker").shadowRoot.querySelector("[role=status]");
    let count = 0;
    new MutationObserver(() => count++).observe(status, { childList: true, characterData: true, subtree: true });
    window.document.querySelector("#text p").append(" ");
    await new Promise((rest) => setTimeout(rest, 700));
    return count;
  });
  assert.equal(changes, 0);
});

test("at 200 % nothing is lost and nothing scrolls sideways", { skip: without("narrow windows") }, async () => {
  for (const context of [{ viewport: { width: 640, height: 450 } }, { viewport: { width: 320, height: 640 } }]) {
    const opened = await site.open(
      page('mode="gate"').replace("<form>", '<form style="max-width:100%;overflow-wrap:anywhere">'),
      {
        context,
      },
    );
    await opened.evaluate(put, "<p>正文</p>");
    await opened.evaluate((html) => {
      // The report itself may be wide; it scrolls in its own place.
      const root = window.document.querySelector("#text");
      root.style.overflow = "auto";
      root.innerHTML = html;
    }, body("mistakes"));
    await settled(opened, ["findings"]);
    await opened.click("form > button");
    for (const size of ["100%", "200%"]) {
      await opened.evaluate((given) => {
        window.document.documentElement.style.fontSize = given;
      }, size);
      const clipped = await opened.evaluate(() => {
        const host = window.document.querySelector("gouji-checker");
        const right = host.getBoundingClientRect().right;
        // A closing quotation mark may hang over by the blank half of its square.
        const slack = (one) => 0.25 * Number.parseFloat(getComputedStyle(one).fontSize);
        const all = Array.from(host.shadowRoot.querySelectorAll("p, button, h2, summary, .sentence"));
        const shown = all.filter((one) => one.getClientRects().length > 0 && !one.closest(".visually-hidden"));
        return shown
          .filter(
            (one) => one.getBoundingClientRect().right > right + 1 || one.scrollWidth > one.clientWidth + slack(one),
          )
          .filter((one) => getComputedStyle(one).display !== "inline")
          .map((one) => `${one.className} ${one.textContent.slice(0, 30)}`);
      });
      assert.deepEqual(clipped, [], `${context.viewport.width} px, ${size}`);
      const [wide, view] = await opened.evaluate(() => [
        window.document.documentElement.scrollWidth,
        window.document.documentElement.clientWidth,
      ]);
      assert.ok(wide <= view, `${wide} of ${view} px, ${size}`);
    }
  }
});

test("nothing moves, whatever the reader prefers", async () => {
  const opened = await site.open(page('mode="gate"'));
  await opened.evaluate(put, body("mistakes"));
  await settled(opened, ["findings"]);
  const moving = await opened.evaluate(
    () =>
      Array.from(window.document.querySelector("gouji-checker").shadowRoot.querySelectorAll("*"))
        .map((one) => getComputedStyle(one))
        .filter((style) => style.animationName !== "none" || !/^0s(, 0s)*$/.test(style.transitionDuration)).length,
  );
  assert.equal(moving, 0);
});
