// UEditorPlus is on no package registry. What it does otherwise than UEditor 1.4.3, as its
// source has it, is done here to UEditor 1.4.3: a stand-in, not the editor itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { editors, figure } from "./real-editors.mjs";
import { body, settled, start } from "./stage.mjs";

const example = readFileSync(new URL("../../www/editors/examples/ueditor.html", import.meta.url), "utf8");

/** Runs between the editor's script and the page's own. */
function likePlus() {
  const { UE, baidu } = window;
  // A button of one's own is shown only where `toolbars` name it.
  UE.registerUI = (names, make) => {
    for (const name of names.split(/\s+/)) {
      baidu.editor.ui[name] = function Made(editor) {
        return make.call(editor, editor, name);
      };
    }
  };
  UE.plugins.plus = function plugin() {
    this.addListener("ready", () => {
      // Every submit of the form is told, whatever the answer.
      this.form?.addEventListener("submit", () => this.fireEvent("beforesubmit"));
    });
    // Ctrl+Enter submits past the form's events, when no one objects.
    this.commands.autosubmit = {
      execCommand: () => {
        if (this.fireEvent("beforesubmit") === false) return;
        this.sync();
        this.form.submit();
      },
    };
    this.addshortcutkey({ autosubmit: "ctrl+13" });
    // The first row of every table gets a class.
    this.addInputRule((root) => {
      for (const table of root.getNodesByTagName("table")) {
        const [first] = table.getNodesByTagName("tr");
        first?.setAttr("class", "firstRow");
      }
    });
    // Its source view tells of every letter.
    this.addListener("sourcemodechanged", (_, isSource) => {
      const mirror = document.querySelector(".CodeMirror")?.CodeMirror;
      if (isSource) {
        mirror?.setOption("onChange", () => {
          this.sync();
          this.fireEvent("contentchange");
        });
      }
    });
  };
}

/** The example page with the stand-in, at the address of the editors' files. */
const page = (toolbars, holder = '<script id="text" name="text" type="text/plain"></script>') =>
  example
    .replace(/(src|href)="(?!\/)/g, '$1="/example/')
    .replace('"ueditor/example/', '"/example/ueditor/example/')
    .replace('<script src="/example/gouji', `<script>(${likePlus})()</script><script src="/example/gouji`)
    .replace(/toolbars: \[\[.*\]\]/, `toolbars: [[${toolbars}]]`)
    .replace('<script id="text" name="text" type="text/plain"></script>', holder);

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

async function opened(html = page('"source", "undo", "gouji"')) {
  const tab = await site.open(html);
  await tab.waitForFunction(editors.ueditor.ready);
  await tab.evaluate(editors.ueditor.put, body("mistakes"));
  await settled(tab, ["findings"]);
  await tab.evaluate(() => {
    window.submitted = [];
    const form = window.document.querySelector("form");
    // Before Chromium 95 the lines end here as they are sent.
    const text = () => new FormData(form).get("text").replaceAll("\r\n", "\n");
    form.submit = () => window.submitted.push(["by script", text()]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted.push([event.submitter.name, text()]);
    });
    window.told = 0;
    window.document.addEventListener("gouji-before-publish", () => window.told++);
  });
  return tab;
}
const submitted = (tab) => tab.evaluate(() => window.submitted);
const button = ".edui-for-gouji .edui-button-body";
const take = (tab) =>
  tab.evaluate(() =>
    window.document.querySelector("gouji-checker").shadowRoot.querySelector(".cause-slip .take").click(),
  );

test("its button is where the toolbar names it, with a text, and opens the panel", async () => {
  const tab = await opened();
  assert.equal((await tab.textContent(button)).trim(), "检查年报");
  await tab.click(button);
  await tab.waitForSelector("gouji-checker .panel:visible");
  await tab.click(button);
  await tab.waitForSelector("gouji-checker .panel", { state: "hidden" });
});

test("where the toolbar does not name it, publishing is held all the same and the panel shows why", async () => {
  const tab = await opened(page('"source", "undo"'));
  assert.equal(await tab.locator(button).count(), 0);
  await tab.click("[name=publish]");
  assert.deepEqual(await submitted(tab), []);
  await tab.waitForSelector("gouji-checker .held:visible");
});

test("a draft is saved without a word of the gate, a publish asked for once", async () => {
  const tab = await opened();
  await tab.click("[name=draft]");
  assert.deepEqual(
    (await submitted(tab)).map(([name]) => name),
    ["draft"],
  );
  assert.equal(await tab.evaluate(() => window.told), 0);
  assert.equal(await tab.locator("gouji-checker .held:visible").count(), 0);
  await take(tab);
  await tab.click("[name=publish]");
  assert.equal(await tab.evaluate(() => window.told), 1);
  assert.deepEqual(
    (await submitted(tab)).map(([name]) => name),
    ["draft", "publish"],
  );
});

test("Ctrl+Enter is held, and after one click of correction submits what was corrected", async () => {
  const tab = await opened();
  const pressed = async () => {
    await tab.click(".edui-editor-iframeholder iframe");
    await tab.keyboard.press("Control+Enter");
  };
  await pressed();
  await tab.waitForSelector("gouji-checker .held:visible");
  assert.deepEqual(await submitted(tab), []);
  await take(tab);
  // The key itself makes a paragraph afterwards.
  const html = await tab.evaluate(editors.ueditor.html);
  await pressed();
  assert.deepEqual(await submitted(tab), [["by script", html]]);
});

const holders = { script: undefined, textarea: '<textarea id="text" name="text"></textarea>' };
for (const [name, holder] of Object.entries(holders)) {
  test(`made from a ${name}, the form carries a correction that was made without a click into the text`, async () => {
    const tab = await opened(page('"gouji"', holder));
    await take(tab);
    await tab.click("[name=publish]");
    const [[, text]] = await submitted(tab);
    assert.equal(text, await tab.evaluate(editors.ueditor.html));
    assert.equal(await tab.evaluate(figure), 3);
  });
}

test("the class that it gives a first row neither changes the verdict nor comes from us", async () => {
  const tab = await opened();
  const html = await tab.evaluate(editors.ueditor.html);
  assert.match(html, /class="firstRow"/);
  await take(tab);
  await tab.evaluate(() => window.editor.execCommand("undo"));
  await tab.waitForFunction(
    () => window.document.querySelector("gouji-checker").result?.tables.applications?.rows["3.2"][0] === 8,
  );
  assert.equal(await tab.evaluate(editors.ueditor.html), html);
});

test("in its source view a click leads to the figure, a correction goes in there, and is published from there", async () => {
  const tab = await opened();
  await tab.waitForFunction(() => window.CodeMirror);
  await tab.evaluate(() => window.editor.execCommand("source"));
  await tab.waitForSelector(".CodeMirror");
  await tab.click(button);
  await tab.waitForSelector("gouji-checker .cause-slip .take:visible");
  await tab.click("gouji-checker .cause-slip > .say");
  const selected = () => window.document.querySelector(".CodeMirror").CodeMirror.getSelection();
  assert.equal(await tab.evaluate(selected), "8");
  const before = await tab.evaluate(editors.ueditor.html);
  // CodeMirror's undo takes changes that follow each other at once as one.
  await tab.waitForTimeout(1000);
  await tab.click("gouji-checker .cause-slip .take");
  assert.equal(await tab.evaluate(figure), 3);
  await tab.click("[name=publish]");
  const [[, text]] = await submitted(tab);
  assert.equal(text, await tab.evaluate(editors.ueditor.html));
  assert.equal(text.length, before.length);
  await tab.evaluate(() => window.document.querySelector(".CodeMirror").CodeMirror.undo());
  assert.equal(await tab.evaluate(editors.ueditor.html), before);
});
