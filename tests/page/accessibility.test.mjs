// WCAG 2.1 AA for the page, beyond what its other tests hold: languages, zoom, keyboard, motion.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engine, without } from "../support/engines.mjs";
import { cell, paste, sample, start, violations } from "./browser.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

const TOGGLE_LANGUAGE = ".masthead .link >> nth=0";
const TOGGLE_THEME = ".masthead .link >> nth=1";

test("in English as well no state has anything that axe-core objects to", {
  skip: engine !== "chromium" && "the words are the same",
}, async () => {
  const page = await site.open({ colorScheme: "light" });
  await page.click(TOGGLE_LANGUAGE);
  for (const theme of ["light", "dark"]) {
    assert.equal(await page.getAttribute("html", "data-theme"), theme);
    for (const shown of [{ html: sample("mistakes") }, { html: sample("sound") }, { plain: "nothing of that kind" }]) {
      await paste(page, shown);
      assert.deepEqual(await violations(page), [], theme);
    }
    await page.click(TOGGLE_THEME);
  }
});

test("at 200 % nothing scrolls sideways and every control can still be reached", {
  skip: without("narrow windows"),
}, async () => {
  const page = await site.open({ viewport: { width: 640, height: 450 } });
  for (const size of ["100%", "200%"]) {
    await page.evaluate((given) => {
      document.documentElement.style.fontSize = given;
    }, size);
    const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(wide <= view, `${wide} of ${view} px, text at ${size}`);
    const lost = await page.evaluate(() =>
      Array.from(document.querySelectorAll("button, a[href], summary, .verdict, .sentence"))
        .filter((one) => one.getClientRects().length > 0 && !one.closest("details:not([open]), .skip"))
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          const scrolls = one.closest(".table-scroll, .scroll, [tabindex='0'], table");
          return !scrolls && (left < -1 || right > window.innerWidth + 1);
        })
        .map((one) => one.textContent.slice(0, 40)),
    );
    assert.deepEqual(lost, [], `text at ${size}`);
  }
});

test("the keyboard comes to the findings from the top by one step, on to the tables, and sees where it is", async () => {
  const page = await site.open();
  const at = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      const { outlineStyle, boxShadow } = getComputedStyle(focused);
      const region = focused.closest(".masthead, .intake, .state, .sheet, .findings, .skip")?.className.split(" ")[0];
      return { region, ring: outlineStyle !== "none" || boxShadow !== "none", text: focused.textContent.slice(0, 30) };
    });
  await page.keyboard.press("Tab");
  assert.equal((await at()).region, "skip");
  const seen = [];
  for (let count = 0; count < 30; count++) {
    await page.keyboard.press("Tab");
    seen.push(await at());
  }
  for (const { ring, region, text } of seen) assert.ok(ring, `${region}: ${text}`);
  const regions = new Set(seen.map(({ region }) => region));
  for (const region of ["masthead", "intake", "state", "sheet"]) assert.ok(regions.has(region), region);
  await page.focus(".skip");
  await page.keyboard.press("Enter");
  assert.equal((await at()).region, "findings");
});

test("nothing moves, whatever the reader prefers", async () => {
  const page = await site.open();
  const moving = await page.evaluate(
    () =>
      Array.from(document.querySelectorAll("*"))
        .map((one) => getComputedStyle(one))
        .filter(
          (style) =>
            style.animationName !== "none" ||
            !/^0s(, 0s)*$/.test(style.transitionDuration) ||
            style.scrollBehavior === "smooth",
        ).length,
  );
  assert.equal(moving, 0);
});

const chromium = engine !== "chromium" && "only this driver asks for it";

test("with forced colours, rings, tabs and what is chosen are still seen", { skip: chromium }, async () => {
  const page = await site.open({ forcedColors: "active" });
  await paste(page, { html: sample("mistakes") });
  const ring = await page.evaluate((at) => {
    const { borderTopWidth, borderTopStyle } = getComputedStyle(document.querySelector(at), "::after");
    return [borderTopWidth, borderTopStyle];
  }, cell("applications/3.2/natural_person"));
  assert.deepEqual(ring, ["3px", "solid"]);
  const reports = Array.from({ length: 21 }, (_, at) => ({
    name: `${at}.html`,
    mimeType: "text/html",
    buffer: Buffer.from(sample("sound")),
  }));
  await page.setInputFiles("#files", reports);
  await page.waitForSelector('[data-stage="done"]', { timeout: 60_000 });
  await page.click(".rows tr[data-path] .year");
  await page.waitForSelector(".rows .picked");
  const look = (selector, property) =>
    page.evaluate(([at, name]) => getComputedStyle(document.querySelector(at))[name], [selector, property]);
  for (const [one, other, property] of [
    ['.tab[aria-selected="true"]', '.tab[aria-selected="false"]', "borderBottomColor"],
    ['.kind[aria-pressed="true"]', '.kind[aria-pressed="false"]', "outlineStyle"],
    [".rows .picked", ".rows tr[data-path]:not(.picked)", "outlineStyle"],
  ]) {
    assert.notEqual(await look(one, property), await look(other, property), one);
  }
});

test("at 400 % nothing that stays in view takes the room of what is read", {
  skip: without("narrow windows"),
}, async () => {
  const page = await site.open({ viewport: { width: 320, height: 200 } });
  await paste(page, { html: sample("mistakes") });
  await page.click(cell("applications/3.2/natural_person"));
  const covering = await page.evaluate((at) => {
    const { top, bottom } = document.querySelector(at).getBoundingClientRect();
    const kept = Array.from(document.querySelectorAll(".state, .relation, .form thead")).filter((one) => {
      return ["sticky", "fixed"].includes(getComputedStyle(one).position);
    });
    return { isInView: top >= 0 && bottom <= window.innerHeight, kept: kept.length };
  }, cell("applications/3.2/natural_person"));
  assert.deepEqual(covering, { isInView: true, kept: 0 });
});

test("on a phone a figure's row is named beside it, however far the table is moved", {
  skip: without("narrow windows"),
}, async () => {
  const page = await site.open({ viewport: { width: 360, height: 740 } });
  await paste(page, { html: sample("mistakes") });
  const label = () =>
    page.evaluate((at) => {
      const { left, right } = document
        .querySelector(at)
        .closest("tr")
        .querySelector("th:last-of-type")
        .getBoundingClientRect();
      return left >= 0 && right <= window.innerWidth;
    }, cell("applications/3.2/total"));
  await page.evaluate(() => {
    document.querySelector(".part-applications .scroller").scrollLeft = 1000;
  });
  assert.ok(await label());
});

test("the downloads are in view beside a long list, and two steps from the top by keyboard", async () => {
  const page = await site.open({ viewport: { width: 1280, height: 800 } });
  await paste(page, { html: sample("mistakes") });
  await page.evaluate(() => document.activeElement.blur());
  const bottoms = await page.$$eval(".tools button", (all) => all.map((one) => one.getBoundingClientRect().bottom));
  assert.ok(Math.max(...bottoms) <= 800, bottoms.join());
  await page.focus(".skip >> nth=1");
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".tools button")));
});
