// WCAG 2.1 AA for the page, beyond what its other tests hold: languages, zoom, keyboard, motion.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engine, without } from "../support/engines.mjs";
import { paste, sample, start, violations } from "./browser.mjs";

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
