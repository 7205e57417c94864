// A report filled in by hand: by keyboard alone, from a spreadsheet, from last year's.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { check, init } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { can, ownMatter, without } from "../support/engines.mjs";
import { cell, figure, pressPaste, settled, start, violations } from "./browser.mjs";

let site;
before(async () => {
  await init();
  site = await start();
});
after(() => site.close());

const begin = async (options) => {
  const page = await site.open(options);
  await page.click(".fill-in .link >> nth=0");
  await page.waitForSelector(".filling");
  return page;
};
/** The report as it is handed over. */
const downloaded = async (page) => {
  const waiting = page.waitForEvent("download");
  await page.click("text=下载网页（HTML）");
  return readFileSync(await (await waiting).path());
};
/** What the command line says of a file. */
const checkedByProgram = (path) => {
  const program = process.env.GOUJI_BIN ?? fileURLToPath(new URL("../../target/release/gouji", import.meta.url));
  return JSON.parse(execFileSync(program, ["check", "--format", "json", path], { encoding: "utf8" }));
};
const origin = (page, address) => page.getAttribute(cell(address), "data-origin");
const reloaded = async (page) => {
  await page.reload();
  await page.waitForSelector(".filling");
};

test("by keyboard alone, from empty to a report without an error or a warning", async () => {
  const page = await site.open();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Tab by Tab to something, as a person who cannot use a pointer. */
  const tabTo = async (selector, key = "Tab") => {
    for (let tabs = 0; tabs < 80; tabs++) {
      if (await page.evaluate((to) => document.activeElement.matches(to), selector)) return;
      await press(key);
    }
    assert.fail(`${selector} cannot be reached with ${key}`);
  };
  await tabTo(".fill-in .link");
  await press("Enter");
  await page.waitForSelector(".filling");
  await page.keyboard.type("青禾县水务局");
  await press("Tab");
  await page.keyboard.type("2023");
  await tabTo("#passage-summary");
  await page.keyboard.type("主动公开、依申请公开、政府信息管理、平台建设和监督保障按要求开展，全年新收申请7件。");
  await tabTo("td[data-cell]");
  await press("Control+Home");
  // The first cell of the report, then down to the table of applications.
  for (let rows = 0; rows < 6; rows++) await press("ArrowDown");
  await press("Home");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "applications/1/natural_person");
  await press("5", "Tab", "2", "Enter");
  await press("ArrowDown", "ArrowLeft", "4", "Tab", "2", "Enter");
  for (let rows = 0; rows < 30; rows++) await press("ArrowDown");
  await press("ArrowUp", "Home", "1");
  // Out of the tables to what was found, and back from there.
  await press("Enter", "Escape");
  await tabTo("#passage-problems", "Shift+Tab");
  await page.keyboard.type(
    "存在的主要问题：个别栏目更新不够及时，部分解读材料不够通俗。改进情况：今后按月检查栏目，逐项整改，解读材料由起草科室和办公室共同把关。",
  );
  await press("Tab");
  await page.keyboard.type("本年度没有收取信息处理费。");
  await press("Shift+Tab");
  await page.focus("#organ");
  await tabTo('[data-act="zeros"]');
  await press("Enter");
  assert.match(await page.textContent(".told"), /空白格填 0/);
  await tabTo(".tools .quiet");
  const waiting = page.waitForEvent("download");
  await press("Enter");
  const result = checkedByProgram(await (await waiting).path());
  assert.deepEqual([result.status, result.findings.map(({ rule }) => rule)], ["passed", []]);
  assert.deepEqual([result.organ, result.year], ["青禾县水务局", 2023]);
  assert.deepEqual(result.relations, { held: 42, failed: 0, not_assessed: 0 });
  assert.deepEqual(result.tables.applications.rows["3.7"], [4, 2, 0, 0, 0, 0, 6]);
  assert.deepEqual(result.tables.applications.rows["4"], [1, 0, 0, 0, 0, 0, 1]);
  assert.deepEqual(page.problems, []);
});

test("out for Word and Excel, with the figures and the words that were filled in", { skip: ownMatter }, async () => {
  const page = await begin();
  await page.fill("#organ", "青禾县水务局");
  await page.fill("#year", "2023");
  await page.fill("#passage-summary", "全年新收申请8件。");
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await page.click('[data-act="zeros"]');
  for (const format of ["Word", "Excel"]) {
    const waiting = page.waitForEvent("download");
    await page.click(`text=导出 ${format}`);
    const result = check(await read(readFileSync(await (await waiting).path())));
    assert.deepEqual([result.organ, result.year], ["青禾县水务局", 2023], format);
    assert.deepEqual(result.tables.applications.rows["1"], [8, 0, 0, 0, 0, 0, 8], format);
  }
});

test("totals are added up while typing, typed ones are kept and checked, Delete adds them up again", async () => {
  const page = await begin();
  await page.focus(cell("applications/3.1/natural_person"));
  await page.keyboard.type("12");
  for (const address of ["3.1/total", "3.7/natural_person", "3.7/total"]) {
    assert.equal(await figure(page, `applications/${address}`), "12", address);
    assert.equal(await origin(page, `applications/${address}`), "computed", address);
  }
  assert.equal(await figure(page, "applications/3.2/total"), "", "what has no parts has no total");
  await page.keyboard.press("Escape");
  assert.equal(await figure(page, "applications/3.7/total"), "", "what was not kept is not counted");
  await page.keyboard.type("12");
  await page.focus(cell("applications/3.1/total"));
  await page.keyboard.type("13");
  await page.keyboard.press("Tab");
  // What was typed is drawn once the page has heard of the keys, which engines tell later than they ask.
  await page.waitForSelector(`${cell("applications/3.1/total")}[data-origin="typed"]`);
  await page.click('[data-act="zeros"]');
  assert.ok((await page.locator('[data-rule="applications.row_total"]').count()) > 0);
  await page.focus(cell("applications/3.1/total"));
  await page.keyboard.press("Delete");
  assert.equal(await figure(page, "applications/3.1/total"), "12");
  assert.equal(await origin(page, "applications/3.1/total"), "computed");
  await page.keyboard.press("Control+z");
  assert.equal(await figure(page, "applications/3.1/total"), "13");
  await page.keyboard.press("Control+y");
  assert.equal(await figure(page, "applications/3.1/total"), "12");
});

test("one press fills the blanks while a figure is being typed, and the focus goes on to undo", async () => {
  const page = await begin();
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.type("5");
  await page.click('[data-act="zeros"]');
  assert.match(await page.textContent(".told"), /空白格填 0/);
  await page.keyboard.press("Enter");
  assert.equal(await figure(page, "applications/1/enterprise"), "");
  assert.equal(await figure(page, "applications/1/total"), "5");
});

test("what may be pressed is not put in anew while figures are typed and kept", { skip: ownMatter }, async () => {
  const page = await begin();
  await page.evaluate(() => {
    window.words = Array.from(document.querySelectorAll("[data-act]"), (button) => button.firstChild);
  });
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.kept[data-kept="saved"]');
  assert.ok(await page.evaluate(() => window.words.length > 3 && window.words.every((text) => text.isConnected)));
});

test("a blank cell is no finding while the form is filled in, and nothing claims that it holds", async () => {
  const page = await begin();
  assert.equal(await page.locator('[data-rule="cell.blank"]').count(), 0);
  assert.equal(await page.locator("[data-sound]").count(), 0);
  assert.match(await page.textContent(".progress"), /已填 0 格，共 200 格/);
});

test("a block of figures from a spreadsheet lands cell by cell, with or without its labels", async () => {
  const rows = ["1\t2\t0\t0\t0\t0\t3", "0\t1\t0\t0\t0\t0\t1", "1,000\t2\t0\t0\t0\t0\t1,002"];
  for (const block of [rows, rows.map((row, index) => `第${index}行\t${row}`)]) {
    const page = await begin();
    await page.focus(cell("applications/1/natural_person"));
    await pressPaste(page, { plain: `${block.join("\r\n")}\r\n` });
    assert.equal(await figure(page, "applications/1/total"), "3");
    assert.equal(await origin(page, "applications/1/total"), "computed", "a total that is the sum stays computed");
    assert.equal(await figure(page, "applications/3.1/natural_person"), "1000");
    assert.equal(await figure(page, "applications/3.1/total"), "1002");
    assert.match(await page.textContent(".told"), /已填入 21 格/);
    await page.keyboard.press("Control+z");
    assert.equal(await figure(page, "applications/3.1/total"), "", "one paste is one step of undo");
    await page.close();
  }
});

test("what is no figure or falls beyond the table is left out and counted", { skip: ownMatter }, async () => {
  const page = await begin();
  await page.focus(cell("applications/4/other"));
  await pressPaste(page, { plain: "7\t无\t9\n1\t2" });
  assert.equal(await figure(page, "applications/4/other"), "7");
  assert.match(await page.textContent(".told"), /另有 2 格/);
});

test("last year's report fills what was carried over, and is compared", { skip: ownMatter }, async () => {
  const sound = readFileSync(new URL("../../www/samples/sound.html", import.meta.url));
  const page = await begin();
  await page.fill("#organ", "青禾县住房和城乡建设局");
  await page.fill("#year", "2024");
  await page.setInputFiles("#previous-file", { name: "2023.html", mimeType: "text/html", buffer: sound });
  await page.waitForSelector(".previous-name");
  const carried = check(sound).tables.applications.rows["4"];
  assert.equal(await figure(page, "applications/2/natural_person"), String(carried[0]));
  assert.equal(await figure(page, "applications/2/total"), String(carried[6]));
  await page.focus(cell("applications/2/natural_person"));
  await page.keyboard.type(String(carried[0] + 1));
  await page.keyboard.press("Tab");
  assert.ok((await page.locator('[data-rule="carryover.applications"]').count()) > 0);
  await reloaded(page);
  assert.ok((await page.locator('[data-rule="carryover.applications"]').count()) > 0, "it is kept with the draft");
});

const sound = (year) => ({
  name: `${year}.html`,
  mimeType: "text/html",
  buffer: readFileSync(new URL("../../www/samples/sound.html", import.meta.url)),
});

test("a report of another year than the last fills nothing and is compared with nothing", {
  skip: ownMatter,
}, async () => {
  const page = await begin();
  await page.fill("#year", "2022");
  await page.setInputFiles("#previous-file", sound(2023));
  await page.waitForSelector("text=它是 2023 年度的报告，上年应为 2021 年度");
  assert.equal(await page.locator(".previous-name").count(), 0);
  assert.equal(await figure(page, "applications/2/natural_person"), "");
  await page.fill("#year", "2024");
  await page.setInputFiles("#previous-file", sound(2023));
  await page.waitForSelector(".previous-name");
  await page.focus(cell("applications/2/natural_person"));
  await page.keyboard.type("99");
  await page.keyboard.press("Tab");
  assert.ok((await page.locator('[data-rule="carryover.applications"]').count()) > 0);
  await page.fill("#year", "2023");
  await page.waitForSelector("text=现在不据此核对");
  assert.equal(await page.locator('[data-rule="carryover.applications"]').count(), 0);
});

test("a file that is dropped on the form is last year's report, and others are told of", {
  skip: ownMatter,
}, async () => {
  const page = await begin();
  await page.fill("#year", "2024");
  const drop = (count) =>
    page.evaluate(
      ([text, times]) => {
        const data = new DataTransfer();
        for (let at = 0; at < times; at++) data.items.add(new File([text], `拖入${at}.html`, { type: "text/html" }));
        const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector(".sheet").dispatchEvent(event);
      },
      [sound(2023).buffer.toString(), count],
    );
  await drop(2);
  await page.waitForSelector("text=没有打开拖入的文件");
  await drop(1);
  await page.waitForSelector('.previous-name:has-text("拖入0.html")');
  assert.notEqual(await figure(page, "applications/2/natural_person"), "");
});

test("who has just begun is told where to begin, not what is missing", { skip: ownMatter }, async () => {
  const page = await begin();
  assert.match(await page.textContent(".state"), /请从机关名称开始/);
  assert.equal(await page.locator(".cause").count(), 0);
  await page.fill("#organ", "青禾县水务局");
  assert.ok((await page.locator(".cause").count()) > 0);
  assert.deepEqual(await violations(page), []);
});

test("a draft survives a reload, a closed tab and a tab that was killed", async () => {
  const page = await begin();
  await page.fill("#organ", "青禾县水务局");
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.type("31");
  await page.fill("#passage-summary", "全年新收申请31件。");
  await reloaded(page);
  assert.equal(await figure(page, "applications/1/natural_person"), "31");
  assert.equal(await page.inputValue("#passage-summary"), "全年新收申请31件。");
  if (!can("crashes")) return;
  const session = await page.context().newCDPSession(page);
  // The renderer dies at once, in the middle of whatever it was doing.
  session.send("Page.crash").catch(() => {});
  await page.waitForEvent("crash");
  const again = await page.context().newPage();
  await again.goto(site.address);
  await again.click("text=继续填写：青禾县水务局");
  await again.waitForSelector(".filling");
  assert.equal(await figure(again, "applications/1/total"), "31");
  assert.equal(await again.inputValue("#organ"), "青禾县水务局");
});

test("a full disk quota is said at once, and nothing that was typed is lost", async () => {
  const page = await begin();
  await page.evaluate(() => {
    let size = 4 * 1024 * 1024;
    for (let number = 0; size > 0; ) {
      try {
        localStorage.setItem(`filler${number}`, "x".repeat(size));
        number++;
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await page.fill("#organ", "青禾县水务局");
  assert.equal(await page.getAttribute(".kept", "data-kept"), "refused");
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.type("5");
  assert.match((await downloaded(page)).toString(), /青禾县水务局/);
  await page.evaluate(() => localStorage.removeItem("filler0"));
  await page.fill("#organ", "青禾县水务局二");
  assert.equal(await page.getAttribute(".kept", "data-kept"), "saved");
});

test("another window with the same draft is noticed", { skip: ownMatter || without("windows") }, async () => {
  const page = await begin();
  await page.fill("#organ", "青禾县水务局");
  const other = await page.context().newPage();
  await other.goto(await page.evaluate(() => location.href));
  await other.waitForSelector(".filling");
  await other.fill("#organ", "青禾县水利局");
  await page.waitForSelector('[data-kept="elsewhere"]');
});

test("the year chooses the form, and figures of cells that both have stay", { skip: ownMatter }, async () => {
  const page = await begin();
  await page.fill("#year", "2020");
  assert.ok(await page.locator(cell("disclosure/rules/made")).count());
  await page.focus(cell("applications/1/enterprise"));
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await page.fill("#year", "2023");
  assert.equal(await page.locator(cell("disclosure/rules/made")).count(), 0);
  assert.equal(await figure(page, "applications/1/enterprise"), "4");
});

test("a deleted draft is offered no more, and the way back leads to checking", { skip: ownMatter }, async () => {
  const page = await begin();
  await page.fill("#organ", "青禾县水务局");
  await page.goBack();
  await page.waitForSelector(".intake");
  assert.equal(await page.locator("text=继续填写：青禾县水务局").count(), 1);
  await page.goForward();
  await page.waitForSelector(".filling");
  page.on("dialog", (dialog) => dialog.accept());
  await page.click('[data-act="forget"]');
  await page.waitForSelector(".intake");
  assert.equal(await page.locator("text=继续填写").count(), 0);
});

test("axe-core finds nothing, in both themes and languages, empty and with findings", { skip: ownMatter }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await begin({ colorScheme });
    assert.deepEqual(await violations(page), []);
    await page.focus(cell("applications/1/natural_person"));
    await page.keyboard.type("5");
    await page.click('[data-act="zeros"]');
    await settled(page);
    assert.deepEqual(await violations(page), []);
    await page.click(".masthead .link >> nth=0");
    assert.deepEqual(await violations(page), []);
    await page.close();
  }
});
