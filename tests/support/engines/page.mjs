// The part of Playwright's page that the tests use, over a driver that can do little:
// `call(source, argument)`, `perform(actions)`, `goto(url)`, `reload()`, `traverse(steps)`,
// `setFiles(source, paths)`, `screenshot()`, `close()`.
import { find } from "./find.mjs";
import { chord, pointer, typing } from "./keys.mjs";
import { download, keepOffered, pathOf } from "./offered.mjs";
import { pause, poll } from "./poll.mjs";

/** Within the page: what a person would see, for the report of a failure. */
function shown() {
  const checkers = Array.from(document.querySelectorAll("gouji-checker"), ({ shadowRoot }) => shadowRoot?.textContent);
  const fields = Array.from(document.querySelectorAll("textarea"), ({ value }) => value);
  return [document.visibilityState, ...checkers, ...fields, document.body.textContent.slice(0, 4000)].join("\n");
}

const withFound = (body) => `(given) => { const found = (${find})(given.path); return (${body})(found, given); }`;

export class Page {
  constructor(driver) {
    this.driver = driver;
    this.listeners = { pageerror: [], console: [], request: [], dialog: [] };
    this.keyboard = {
      press: (keys) => driver.perform(chord(keys)),
      type: (text) => driver.perform(typing(text)),
    };
    driver.tell = (event, value) => {
      for (const listener of this.listeners[event] ?? []) listener(value);
    };
  }

  on(event, listener) {
    if (!this.listeners[event]) throw new Error(`no listener for ${event}`);
    this.listeners[event].push(listener);
  }

  async goto(url) {
    await this.driver.goto(url);
    await this.evaluate(keepOffered);
  }

  async reload() {
    await this.driver.reload();
    await this.evaluate(keepOffered);
  }

  goBack() {
    return this.driver.traverse(-1);
  }

  goForward() {
    return this.driver.traverse(1);
  }

  close() {
    return this.driver.close();
  }

  /** Of events, only a download can be waited for: what the page made for it, written to a file. */
  async waitForEvent(event) {
    if (event !== "download") throw new Error(`no event ${event}`);
    return download(this);
  }

  evaluate(work, argument) {
    return typeof work === "string" ? this.driver.run(work) : this.driver.call(String(work), argument);
  }

  async waitForFunction(work, argument, { timeout } = {}) {
    const holds = `async (argument) => Boolean(await (${work})(argument))`;
    try {
      await poll(() => this.driver.call(holds, argument), String(work), timeout);
    } catch (error) {
      error.message += `\nwhile there stood:\n${await this.evaluate(shown).catch(String)}`;
      throw error;
    }
  }

  waitForTimeout(milliseconds) {
    return pause(milliseconds);
  }

  waitForLoadState() {
    return poll(() => this.evaluate(() => document.readyState === "complete"), "the page to load").then(() =>
      pause(500),
    );
  }

  waitForURL(pattern) {
    return poll(async () => pattern.test(await this.evaluate(() => location.href)), String(pattern));
  }

  locator(selector) {
    return new Locator(this, [selector]);
  }

  frameLocator(selector) {
    return { locator: (inner) => new Locator(this, [selector, inner]) };
  }

  waitForSelector(selector, options) {
    return this.locator(selector).waitFor(options);
  }

  async $$(selector) {
    const count = await this.locator(selector).count();
    return Array.from({ length: count }, (_, index) => new Locator(this, [selector], index));
  }

  $$eval(selector, work) {
    return this.locator(selector).ask(`(found) => (${work})(Array.from(found))`);
  }

  screenshot() {
    return this.driver.screenshot();
  }

  async setInputFiles(selector, files) {
    const given = Array.isArray(files) ? files : [files];
    await this.locator(selector).waitFor({ state: "attached" });
    const source = `() => (${find})(${JSON.stringify([selector])})[0]`;
    await this.driver.setFiles(source, given.map(pathOf));
  }
}

class Locator {
  constructor(page, path, index = 0) {
    this.page = page;
    this.path = path;
    this.index = index;
  }

  get name() {
    return this.path.join(" in ");
  }

  locator(inner) {
    const path = [...this.path];
    path.push(`${path.pop()} >> ${inner}`);
    return new Locator(this.page, path);
  }

  ask(body, more = {}) {
    return this.page.driver.call(withFound(body), { path: this.path, index: this.index, ...more });
  }

  count() {
    return this.ask((found) => found.length);
  }

  allTextContents() {
    return this.ask((found) => Array.from(found, (element) => element.textContent));
  }

  waitFor({ state = "visible", timeout } = {}) {
    const is = (found, { state: wanted }) => {
      if (wanted === "attached") return found.length > 0;
      if (wanted === "detached") return found.length === 0;
      const visible = found.some((element) => found.isVisible(element));
      return wanted === "visible" ? visible : !visible;
    };
    return poll(() => this.ask(is, { state }), `${this.name} to be ${state}`, timeout);
  }

  isVisible() {
    return this.ask((found) => found.some((element) => found.isVisible(element)));
  }

  /** What `body(element, argument)` gives, as soon as there is an element. */
  async evaluate(body, argument) {
    const read = `(found, given) => found[given.index] && [(${body})(found[given.index], given.argument)]`;
    const [value] = await poll(() => this.ask(read, { argument }), this.name);
    return value;
  }

  textContent() {
    return this.evaluate((element) => element.textContent);
  }

  getAttribute(name) {
    return this.evaluate((element, wanted) => element.getAttribute(wanted), name);
  }

  inputValue() {
    return this.evaluate((element) => element.value);
  }

  focus() {
    return this.evaluate((element) => element.focus());
  }

  fill(text) {
    return this.evaluate((element, value) => {
      element.focus();
      element.value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
  }

  async press(keys) {
    await this.focus();
    await this.page.keyboard.press(keys);
  }

  /** The middle of the element in the viewport, once nothing covers it and it stands still, as Playwright waits. */
  async place() {
    let before = null;
    const standing = (now) => {
      const stands = now && before && now.x === before.x && now.y === before.y;
      before = now;
      return stands && now;
    };
    const { x, y } = await poll(async () => standing(await this.middle()), `${this.name} to be pressed`);
    return [x, y];
  }

  /** Where its middle is, or `null` while it is covered or out of sight. */
  middle() {
    return this.ask((found, { index }) => {
      const element = found[index];
      if (!element || !found.isVisible(element)) return null;
      const view = element.ownerDocument.defaultView;
      const { left, right, top, bottom } = element.getClientRects()[0];
      let x = (Math.max(left, 0) + Math.min(right, view.innerWidth)) / 2;
      let y = (Math.max(top, 0) + Math.min(bottom, view.innerHeight)) / 2;
      let hit = null;
      let inner = element.ownerDocument.elementFromPoint(x, y);
      while (inner && inner !== hit) {
        hit = inner;
        inner = hit.shadowRoot?.elementFromPoint(x, y);
      }
      if (!hit || !element.contains(hit)) {
        // Scrolled away, perhaps within a panel of its own: better luck next time.
        element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        return null;
      }
      for (let inner = view; inner.frameElement; inner = inner.parent) {
        const frame = inner.frameElement;
        const outer = frame.getBoundingClientRect();
        x += outer.left + frame.clientLeft;
        y += outer.top + frame.clientTop;
      }
      return { x, y };
    });
  }

  async click() {
    await this.page.driver.perform(pointer(...(await this.place()), true));
  }

  async hover() {
    await this.page.driver.perform(pointer(...(await this.place()), false));
  }
}

for (const name of ["click", "hover", "focus", "fill", "press", "textContent", "getAttribute", "inputValue"]) {
  Page.prototype[name] = function onFirst(selector, ...given) {
    return this.locator(selector)[name](...given);
  };
}
Page.prototype.isVisible = function isVisible(selector) {
  return this.locator(selector).isVisible();
};
