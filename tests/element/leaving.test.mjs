// Going away: what an element or an editor leaves behind in the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { correction, editors, filled, isCorrected } from "./real-editors.mjs";
import { body, document, settled, start, tooNew, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** Keeps count of what is held in the page outside of the element itself. */
const countHeld = () => {
  const listeners = [];
  const observers = new Set();
  const timers = new Set();
  const same = (one, target, type, listener) => one[0] === target && one[1] === type && one[2] === listener;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function add(type, listener, ...rest) {
    const target = this ?? window;
    if (!listeners.some((one) => same(one, target, type, listener))) listeners.push([target, type, listener]);
    return addEventListener.call(target, type, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function remove(type, listener, ...rest) {
    const target = this ?? window;
    const at = listeners.findIndex((one) => same(one, target, type, listener));
    if (at >= 0) listeners.splice(at, 1);
    return removeEventListener.call(target, type, listener, ...rest);
  };
  window.MutationObserver = class extends MutationObserver {
    observe(...what) {
      observers.add(this);
      super.observe(...what);
    }
    disconnect() {
      observers.delete(this);
      super.disconnect();
    }
  };
  const { setInterval, clearInterval } = window;
  window.setInterval = (...what) => {
    const timer = setInterval(...what);
    timers.add(timer);
    return timer;
  };
  window.clearInterval = (timer) => {
    timers.delete(timer);
    clearInterval(timer);
  };
  const isOutside = ([target]) => target === window || target.getRootNode?.() === window.document;
  window.held = () => ({
    listeners: listeners.filter(isOutside).map(([target, type]) => `${target.id ?? target.constructor.name} ${type}`),
    observers: observers.size,
    timers: timers.size,
    sheets: window.document.adoptedStyleSheets.length,
  });
};

test("an element that is taken away leaves no listener, observer, timer or sheet, also when asked once more", async () => {
  const page = await site.open(document(`<div id="text" contenteditable="true">${body("mistakes")}</div>`, ""));
  await page.evaluate(countHeld);
  const seen = await page.evaluate(async () => {
    await import("/pkg/element-define.js");
    const nothing = window.held();
    const checker = window.document.createElement("gouji-checker");
    checker.setAttribute("for", "#text");
    window.document.body.append(checker);
    await checker.check();
    const watching = window.held();
    // Moved, it watches as before, and once.
    window.document.body.prepend(checker);
    const ringed = window.held().sheets;
    await checker.check();
    const moved = window.held();
    checker.remove();
    await Promise.resolve();
    const gone = window.held();
    const { status } = await checker.check();
    return { nothing, watching, ringed, moved, gone, status, asked: window.held() };
  });
  assert.equal(seen.nothing.sheets, 0);
  assert.ok(seen.watching.listeners.length > 0 && seen.watching.observers > 0 && seen.watching.sheets === 1);
  assert.equal(seen.ringed, 1);
  // In whichever order they are heard.
  for (const held of [seen.moved, seen.watching]) held.listeners.sort();
  assert.deepEqual(seen.moved, seen.watching);
  assert.deepEqual(seen.gone, seen.nothing);
  assert.equal(seen.status, "findings");
  assert.deepEqual(seen.asked, seen.nothing);
});

for (const [name, editor] of Object.entries(editors)) {
  test(`${name}: with the editor its panel goes, and its gate`, { skip: tooNew(name) }, async () => {
    const page = await filled(site, name, body("mistakes"));
    await page.evaluate(editor.destroy);
    await page.waitForFunction(() => window.document.querySelectorAll("gouji-checker").length === 0);
    await page.evaluate(() => {
      window.submitted = 0;
      window.document.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        window.submitted++;
      });
    });
    await page.click("[name=publish]");
    assert.equal(await page.evaluate(() => window.submitted), 1);
    assert.deepEqual(
      page.problems.filter((problem) => /gouji/.test(problem)),
      [],
    );
  });
}

test("of two editors in a page each has its own panel, and the one's end is not the other's", async () => {
  const page = await filled(site, "wangeditor", body("mistakes"));
  await page.evaluate((html) => {
    const { gouji, wangEditor } = window;
    const place = window.document.createElement("div");
    place.id = "other";
    window.document.querySelector("form").append(place);
    window.other = wangEditor.createEditor({ selector: "#other", html });
    gouji.attachWangEditor(wangEditor, window.other, "#other", {});
  }, body("mistakes"));
  assert.equal(await page.locator("gouji-checker").count(), 2);
  await page.evaluate(() => window.editor.destroy());
  await settled(page, ["findings"]);
  await page.evaluate((one) => window.document.querySelector("gouji-checker").apply([one]), correction);
  await until(page, isCorrected);
  await page.evaluate(() => window.other.undo());
  await page.waitForFunction(
    () => window.document.querySelector("gouji-checker").result?.tables.applications.rows["3.2"][0] === 8,
  );
});

test("with its form the element goes back to the waivers that the page was sent with", async () => {
  const value = JSON.stringify({ waivers: [{ rule: "cell.unit", fingerprint: "0", reason: "上级要求" }] });
  const attribute = value.replaceAll('"', "&quot;");
  const page = await site.open(
    document(
      `<form><gouji-checker for="#text" name="waivers" value="${attribute}"></gouji-checker></form><div id="text" contenteditable="true">${body("mistakes")}</div>`,
    ),
  );
  await settled(page, ["findings"]);
  const sent = await page.evaluate(() => {
    const [form] = window.document.forms;
    const checker = window.document.querySelector("gouji-checker");
    const carried = () => new FormData(form).get("waivers");
    checker.waivers = [...checker.waivers, { rule: "cell.blank", fingerprint: "1", reason: "另有说明" }];
    const more = JSON.parse(carried()).waivers.length;
    form.reset();
    return [more, carried()];
  });
  assert.deepEqual(sent, [2, value]);
});
