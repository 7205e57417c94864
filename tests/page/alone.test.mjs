// A single report is read and checked in a worker: what stops that stops nothing else.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { paste, sample, settled, start, status, verdict } from "./browser.mjs";

let site;
let folder;
before(async () => {
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-alone-"));
  for (const name of ["sound", "mistakes"]) writeFileSync(join(folder, `${name}.html`), sample(name));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** The page, with workers that never answer about this file, or die of it. */
async function opened(name, fate) {
  const page = await site.open();
  await page.evaluate(
    ([file, dies]) => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function postMessage(message, ...more) {
        if (message.offered?.name !== file) return post.call(this, message, ...more);
        if (dies) setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })));
      };
    },
    [`${name}.html`, fate === "dies"],
  );
  return page;
}
const choose = (page, name) => page.setInputFiles("#files", join(folder, `${name}.html`));

test("a report whose worker dies says so, and the page goes on", async () => {
  const page = await opened("mistakes", "dies");
  await choose(page, "mistakes");
  await page.waitForSelector('[data-status="unreadable"]');
  assert.match(await verdict(page), /程序停止响应/);
  await paste(page, { html: sample("sound") });
  assert.match(await verdict(page), /全部成立/);
});

test("while a report is being read nothing is said of the one before, and the last that was opened is shown", async () => {
  const page = await opened("mistakes", "hangs");
  await paste(page, { html: sample("sound") });
  assert.equal(await status(page), "passed");
  await choose(page, "mistakes");
  await page.waitForSelector('.state[data-status="reading"]');
  assert.match(await verdict(page), /正在读取mistakes\.html/);
  assert.equal(await page.locator("[data-sound]").count(), 0);
  assert.equal(await page.isVisible(".columns"), false);
  await page.click("text=English");
  assert.equal(await status(page), "reading", "another language makes no verdict of it");
  await choose(page, "sound");
  await page.waitForFunction(() => document.querySelector(".source")?.textContent === "sound.html");
  await settled(page);
  assert.equal(await status(page), "passed");
});

test("the page answers while a report keeps its worker busy", async () => {
  const page = await site.open();
  // A megabyte of a table without an end.
  writeFileSync(join(folder, "busy.html"), `<table>${"<tr><td rowspan=999>1<td><b>".repeat(60_000)}`);
  await choose(page, "busy");
  const longest = await page.evaluate(
    () =>
      new Promise((done) => {
        let last = performance.now();
        let worst = 0;
        const look = setInterval(() => {
          worst = Math.max(worst, performance.now() - last);
          last = performance.now();
        }, 10);
        setTimeout(() => {
          clearInterval(look);
          done(worst);
        }, 1500);
      }),
  );
  assert.ok(longest < 500, `${longest} ms`);
  await settled(page);
});
