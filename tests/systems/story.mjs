// What happens in every system: a bad report is edited, held back, saved as a draft,
// corrected with one click and published; sent past the browser it is refused.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "../support/chromium.mjs";
import { body, errors } from "./support.mjs";

const WAIT = { timeout: 30_000 };
export const bad = body("mistakes");
const good = body("sound");
export const wrong = errors(bad);
/** Of the year before `good`, which takes over other applications than this hands on. */
export const lastYear = good.replaceAll("2023", "2022");
export const notCarried = errors(good, lastYear);

/**
 * A system with its site started: `address`, `log()`, `close()`, and how it is edited.
 * @typedef {object} System
 * @property {(page) => Promise<void>} signIn
 * @property {(page, title: string) => Promise<void>} create opens the edit page of a new report
 * @property {(page, html: string) => Promise<void>} write puts a report into its editor
 * @property {(page) => Promise<void>} draft saves without publishing; the edit page is open again
 * @property {(page) => Promise<void>} publish does what publishes
 * @property {(page) => Promise<void>} force submits the form as publishing does, by `form.submit()`
 * @property {(page, title: string) => Promise<void>} edit opens the edit page of a published report
 * @property {(page) => Promise<string>} stored the report as the site has stored it
 * @property {(title: string) => Promise<string | null>} published what the public reads, `null` while nothing
 */

/**
 * @param {string} name
 * @param {() => Promise<System>} start
 * @returns a way to add scenes of a system's own: `(title, async (page, system) => …)`
 */
export function tell(name, start) {
  let system;
  let browser;
  before(async () => {
    [system, browser] = await Promise.all([start(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await system?.close();
  });

  /** A step in a browser of its own; where it fails, with what the site said. */
  const scene = (title, play) =>
    test(`${name}: ${title}`, async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT.timeout);
      page.problems = [];
      page.on("pageerror", (error) => page.problems.push(error.message));
      page.on("dialog", (dialog) => {
        // Leaving with changes is meant; what the element says in a dialogue is not.
        if (dialog.type() !== "beforeunload") page.problems.push(dialog.message());
        void dialog.accept();
      });
      try {
        await system.signIn(page);
        await play(page, system);
        assert.deepEqual(page.problems, []);
      } catch (error) {
        console.error(system.log());
        error.message += `\n\nat ${page.url()}\n${await shown(page)}`;
        throw error;
      } finally {
        await context.close();
      }
    });

  /** Sends past the page what is open; the answer has to give these reasons. */
  const refused = async (page, reasons) => {
    await Promise.all([page.waitForNavigation(WAIT), system.force(page)]);
    const text = await page.textContent("body");
    for (const { message } of reasons) assert.ok(text.includes(message), `${message}\n${text}`);
  };

  scene("a bad report is held, saved as a draft, corrected with one click and published", async (page) => {
    await system.create(page, "held");
    await system.write(page, bad);
    await told(page, wrong.length);
    assert.deepEqual(await found(page), named(wrong), "the page finds what the package finds");

    await system.publish(page);
    await page.waitForFunction(() => {
      const { activeElement } = window.document;
      return activeElement?.shadowRoot?.activeElement?.className === "held";
    });
    assert.match(await page.textContent("gouji-checker .held"), /还不能发布.*\d 处错误/s);
    assert.equal(await system.published("held"), null);

    await system.draft(page);
    assert.equal(await system.published("held"), null);
    assert.deepEqual(named(errors(await system.stored(page))), named(wrong), "the draft is what was written");

    await told(page, wrong.length);
    await page.click("gouji-checker .cause-slip .take");
    await told(page, 0);
    await system.publish(page);
    const html = await eventually(() => system.published("held"));
    assert.deepEqual(errors(html), []);
    const right = bad.replace("<td>8</td>", "<td>3</td>");
    assert.deepEqual(await cells(page, html), await cells(page, right), "one figure is another one");
  });

  scene("sent past the page it is refused for the same reasons, and nothing is lost", async (page) => {
    await system.create(page, "forced");
    await system.write(page, bad);
    await told(page, wrong.length);
    await refused(page, wrong);
    assert.equal(await system.published("forced"), null);
    await told(page, wrong.length);
  });

  scene("what the public reads stays as it is when a bad version is sent", async (page) => {
    await system.create(page, "live");
    await system.write(page, good);
    await told(page, 0);
    await system.publish(page);
    const live = await eventually(() => system.published("live"));
    await system.edit(page, "live");
    await system.write(page, bad);
    await told(page, wrong.length);
    await refused(page, wrong);
    assert.deepEqual(await cells(page, await system.published("live")), await cells(page, live));
  });

  scene("what was accepted with a reason is accepted the next day and on the server", async (page) => {
    await system.create(page, "waived");
    await system.write(page, bad);
    await told(page, wrong.length);
    for (let left = wrong.length - 1; left >= 0; left--) {
      const waive = page.locator("gouji-checker [data-severity=error] .waive").first();
      const folded = page.locator("gouji-checker details:not([open])", {
        has: page.locator("[data-severity=error] .waive"),
      });
      if (!(await waive.isVisible())) await folded.locator("summary").first().click();
      await waive.click();
      await page.keyboard.type("与上级核实，原件如此");
      await page.keyboard.press("Enter");
      await told(page, left);
    }
    await system.draft(page);
    await told(page, 0);
    await system.publish(page);
    const html = await eventually(() => system.published("waived"));
    assert.deepEqual(await cells(page, html), await cells(page, bad));
  });

  scene("last year's published report of the same body is held against this one", async (page) => {
    const draft = async (title, html) => {
      await system.create(page, title);
      await system.write(page, html);
      await told(page, 0);
      await system.draft(page);
      return page.url();
    };
    const publish = async (place, title) => {
      await page.goto(place);
      await told(page, 0);
      await system.publish(page);
      return eventually(() => system.published(title));
    };
    assert.deepEqual(errors(lastYear), []);
    assert.notDeepEqual(notCarried, []);

    // Neither another body's, nor another year's, nor a draft is used.
    await publish(await draft("教育局2022年报告", lastYear), "教育局2022年报告");
    await publish(await draft("水务局2024年报告", good.replaceAll("2023", "2024")), "水务局2024年报告");
    const before = await draft("水务局2022年度报告", lastYear);
    const now = await draft("水务局2023年报告", good);
    const live = await publish(now, "水务局2023年报告");

    await publish(before, "水务局2022年度报告");
    await page.goto(now);
    await told(page, notCarried.length);
    assert.deepEqual(await found(page), named(notCarried));
    await refused(page, notCarried);
    assert.deepEqual(await cells(page, await system.published("水务局2023年报告")), await cells(page, live));

    // A new report has no title before it is saved: the server finds last year's, and the page knows it then.
    await system.create(page, "水务局2023年年度报告");
    await system.write(page, good);
    await told(page, 0);
    await Promise.all([page.waitForNavigation(WAIT), system.publish(page)]);
    assert.equal(await system.published("水务局2023年年度报告"), null);
    await told(page, notCarried.length);
  });
  return scene;
}

/** What a person would see, for the report of a failure. */
const shown = (page) =>
  page
    .locator("body")
    .ariaSnapshot({ timeout: 2000 })
    .catch(() => "(nothing is shown)");

/** Waits until the element has found so many errors in a report. */
export async function told(page, count) {
  await page.waitForFunction(
    (wanted) => {
      const { result } = window.document.querySelector("gouji-checker") ?? {};
      return result && result.status !== "unreadable" && result.summary.error === wanted;
    },
    count,
    WAIT,
  );
}

const named = (findings) => findings.map(({ rule, message }) => `${rule}: ${message}`).sort();

async function found(page) {
  const { findings } = await page.evaluate(() => window.document.querySelector("gouji-checker").result);
  return named(findings.filter(({ severity }) => severity === "error"));
}

async function eventually(look) {
  const end = Date.now() + WAIT.timeout;
  for (;;) {
    const seen = await look();
    if (seen !== null || Date.now() > end) return seen ?? assert.fail("nothing was published");
    await new Promise((later) => setTimeout(later, 200));
  }
}

/** The texts of all cells: an editor may write the mark-up around them in its own way. */
const cells = (page, html) =>
  page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "text/html");
    return Array.from(parsed.querySelectorAll("td, th"), (cell) => cell.textContent.trim());
  }, html);
