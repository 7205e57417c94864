// The page's title while a publish is held: it is heard first, and stays the page's own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { body, document, settled, start } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const form = (attributes = "", id = "text") =>
  `<form><gouji-checker for="#${id}" mode="gate" ${attributes}></gouji-checker><div id="${id}" contenteditable="true">${body("mistakes")}</div><button>发布</button></form>`;
const title = (page) => page.evaluate(() => window.document.title);
const retitle = (page, text) =>
  page.evaluate((given) => {
    window.document.title = given;
  }, text);
const publish = (page, at = 0) => page.evaluate((index) => window.document.forms[index].requestSubmit(), at);
const correct = (page, id = "text") =>
  page.evaluate(
    async ([name, report]) => {
      window.document.getElementById(name).innerHTML = report;
      await window.document.querySelector(`[for="#${name}"]`).check();
    },
    [id, body("sound")],
  );

async function opened(content = form()) {
  const page = await site.open(document(content));
  await page.evaluate(() => window.document.addEventListener("submit", (event) => event.preventDefault()));
  await settled(page, ["findings"]);
  return page;
}

test("it says so first while a publish is held, once, and is as before when the report is right", async () => {
  const page = await opened();
  assert.equal(await title(page), "编辑", "nothing was published yet");
  await publish(page);
  assert.equal(await title(page), "有误：编辑");
  await publish(page);
  assert.equal(await title(page), "有误：编辑");
  await correct(page);
  assert.equal(await title(page), "编辑");
  await publish(page);
  assert.equal(await title(page), "编辑");
});

test("in English it is “Error: ”", async () => {
  const page = await opened(form('lang="en"'));
  await publish(page);
  assert.equal(await title(page), "Error: 编辑");
});

for (const [end, act] of Object.entries({
  "the element only advises": (checker) => checker.setAttribute("mode", "advise"),
  "the element is taken away": (checker) => checker.remove(),
})) {
  test(`it is as before when ${end}`, async () => {
    const page = await opened();
    await publish(page);
    assert.equal(await title(page), "有误：编辑");
    await page.evaluate(`(${act})(window.document.querySelector("gouji-checker"))`);
    assert.equal(await title(page), "编辑");
  });
}

test("it is as before when the page that held a publish itself lets it go on", async () => {
  const page = await opened(form().replace('mode="gate"', ""));
  await page.evaluate(() => {
    window.hold = true;
    window.document.addEventListener("gouji-before-publish", (event) => window.hold && event.preventDefault());
  });
  await publish(page);
  assert.equal(await title(page), "有误：编辑");
  await page.evaluate(() => {
    window.hold = false;
  });
  await publish(page);
  assert.equal(await title(page), "编辑");
  assert.equal(
    await page.evaluate(() => window.document.querySelector("gouji-checker").shadowRoot.querySelector(".held").hidden),
    true,
  );
});

test("an element that only moves within the page goes on holding", async () => {
  const page = await opened();
  await publish(page);
  await page.evaluate(async () => {
    window.document.forms[0].append(window.document.querySelector("gouji-checker"));
    await Promise.resolve();
  });
  assert.equal(await title(page), "有误：编辑");
});

/** What the page makes of its title while a publish is held, and what that is to be afterwards. */
const changes = {
  "is another one": ["另一篇", "另一篇"],
  "has more before it": ["● 有误：编辑", "● 编辑"],
  "has more after it": ["有误：编辑（已保存）", "编辑（已保存）"],
};
for (const [name, [meanwhile, afterwards]] of Object.entries(changes)) {
  test(`a title that meanwhile ${name} stays the page's`, async () => {
    const page = await opened();
    await publish(page);
    await retitle(page, meanwhile);
    await page.evaluate(() => window.document.querySelector("gouji-checker").check());
    assert.equal(await title(page), meanwhile, "a check changes nothing of it");
    await correct(page);
    assert.equal(await title(page), afterwards);
  });
}

test("what is the page's own is neither doubled nor taken away", async () => {
  const page = await opened();
  await retitle(page, "有误：编辑");
  await publish(page);
  assert.equal(await title(page), "有误：编辑");
  await correct(page);
  assert.equal(await title(page), "有误：编辑");
  await retitle(page, "");
  await page.evaluate((report) => {
    window.document.querySelector("#text").innerHTML = report;
  }, body("mistakes"));
  await publish(page);
  assert.equal(await title(page), "", "without a title the page's address is heard");
});

test("of two reports held on one page, the last one that is right ends it", async () => {
  const page = await opened(form() + form("", "other"));
  await page.waitForFunction(() => window.document.querySelectorAll("gouji-checker")[1].result);
  await publish(page, 0);
  await publish(page, 1);
  assert.equal(await title(page), "有误：编辑");
  await correct(page, "text");
  assert.equal(await title(page), "有误：编辑");
  await correct(page, "other");
  assert.equal(await title(page), "编辑");
});

test("from within a frame the title of the tab says so too, until the frame goes", async () => {
  const page = await site.open(document('<iframe id="frame" title="正文" width="900" height="500"></iframe>'));
  await page.evaluate(
    (html) => {
      window.document.querySelector("#frame").srcdoc = html;
    },
    document(form()).replace("<title>编辑", "<title>正文"),
  );
  await page.waitForFunction(
    () => window.document.querySelector("#frame").contentDocument?.querySelector("gouji-checker")?.result,
  );
  const titles = () =>
    page.evaluate(() => [window.document.title, window.document.querySelector("#frame").contentDocument.title]);
  const send = () =>
    page.evaluate(() => {
      const inner = window.document.querySelector("#frame").contentDocument;
      inner.addEventListener("submit", (event) => event.preventDefault());
      inner.forms[0].requestSubmit();
    });
  await send();
  assert.deepEqual(await titles(), ["有误：编辑", "有误：正文"]);
  await page.evaluate(async (report) => {
    const inner = window.document.querySelector("#frame").contentDocument;
    inner.querySelector("#text").innerHTML = report;
    await inner.querySelector("gouji-checker").check();
  }, body("sound"));
  assert.deepEqual(await titles(), ["编辑", "正文"]);
  await page.evaluate((report) => {
    window.document.querySelector("#frame").contentDocument.querySelector("#text").innerHTML = report;
  }, body("mistakes"));
  await send();
  assert.deepEqual(await titles(), ["有误：编辑", "有误：正文"]);
  await page.evaluate(() => window.document.querySelector("#frame").remove());
  assert.equal(await title(page), "编辑");
});
