// WebKitGTK by WebDriver: HTTP to its driver, on a screen of its own. The driver has
// one session; each context is a session of a driver of its own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { Page } from "./page.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const BROWSERS = [
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
];
const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A screen that nobody looks at; its number is the server's to choose. */
async function openScreen() {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise((known, failed) => {
    screen.stdio[3].once("data", (data) => known(String(data).trim()));
    screen.on("error", failed);
    screen.on("exit", () => failed(new Error("Xvfb did not start")));
  });
  return { display: `:${number}`, close: () => screen.kill() };
}

/** Within the page: its driver tells no console, so that what happens while it loads is not heard. */
function complain() {
  window.complaints = [];
  const keep = (kind, text) => window.complaints.push({ kind, text });
  window.addEventListener("error", (event) => keep("pageerror", event.message));
  window.addEventListener("unhandledrejection", (event) => keep("pageerror", String(event.reason)));
  for (const [name, kind] of [
    ["error", "error"],
    ["warn", "warning"],
  ]) {
    const { [name]: own } = console;
    console[name] = (...said) => {
      keep(kind, said.join(" "));
      own.apply(console, said);
    };
  }
}

class Driver {
  constructor(address) {
    this.address = address;
    this.tell = () => undefined;
  }

  async send(method, path, body = {}) {
    const options = method === "GET" ? {} : { method, body: JSON.stringify(body) };
    const response = await fetch(this.address + path, { method, ...options });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  async goto(url) {
    await this.send("POST", "/url", { url });
    await this.call(String(complain));
  }

  async reload() {
    await this.send("POST", "/refresh");
    await this.call(String(complain));
  }

  async traverse(steps) {
    await this.send("POST", steps < 0 ? "/back" : "/forward");
  }

  /** Tells what the page complained of since it was last asked. */
  hear(complaints) {
    for (const { kind, text } of complaints) {
      if (kind === "pageerror") this.tell(kind, new Error(text));
      else this.tell("console", { type: () => kind, text: () => text });
    }
  }

  async call(source, argument) {
    // As a task of the page's own: what the driver itself calls is no script to WebKit, so that
    // promises would be answered within it, after the first event.
    const script = `const done = arguments[arguments.length - 1];
      const given = arguments[0] === "" ? undefined : JSON.parse(arguments[0]);
      new Promise((called) => setTimeout(() => called((async () => (${source})(given))())))
        .then((value) => ({ value }), (error) => ({ error: String(error) }))
        .then((answer) => done(JSON.stringify({ ...answer, complaints: window.complaints?.splice(0) ?? [] })));`;
    const args = [argument === undefined ? "" : JSON.stringify(argument)];
    const { value, error, complaints } = JSON.parse(await this.send("POST", "/execute/async", { script, args }));
    this.hear(complaints);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  async run(expression) {
    await this.send("POST", "/execute/sync", { script: `${expression};`, args: [] });
  }

  async perform(actions) {
    await this.send("POST", "/actions", { actions });
    await this.answerDialog();
    await this.drawn();
  }

  /** What the page defers to its next picture moves what is pressed next. */
  async drawn() {
    try {
      await this.call("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
    } catch (error) {
      // What was pressed may have led to another page.
      if (!error.message.includes("before the unload event")) throw error;
    }
  }

  async answerDialog() {
    const message = await this.send("GET", "/alert/text").catch(() => null);
    if (message === null) return;
    this.tell("dialog", { message: () => message, accept: () => undefined });
    await this.send("POST", "/alert/accept");
  }

  async setFiles(source, files) {
    const element = await this.send("POST", "/execute/sync", { script: `return (${source})()`, args: [] });
    await this.send("POST", `/element/${element[ELEMENT]}/value`, { text: files.join("\n") });
  }

  async screenshot() {
    return Buffer.from(await this.send("GET", "/screenshot"), "base64");
  }
}

/** One driver with one session. */
async function openSession(display, { viewport = { width: 1280, height: 900 }, colorScheme } = {}) {
  const port = await freePort();
  const binary = process.env.WEBKIT ?? BROWSERS.find(existsSync);
  const child = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, LANG: "C.UTF-8" },
  });
  const driver = new Driver(`http://127.0.0.1:${port}`);
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/status`).catch(() => null)) break;
    await pause(30);
  }
  const args = ["--automation", ...(colorScheme === "dark" ? ["--dark-mode"] : [])];
  const { sessionId } = await driver.send("POST", "/session", {
    capabilities: {
      alwaysMatch: { unhandledPromptBehavior: "ignore", "webkitgtk:browserOptions": { binary, args } },
    },
  });
  driver.address += `/session/${sessionId}`;
  const { width, height } = await driver.call(() => ({ width: innerWidth, height: innerHeight }));
  const outer = await driver.send("GET", "/window/rect");
  await driver.send("POST", "/window/rect", {
    width: outer.width - width + viewport.width,
    height: outer.height - height + viewport.height,
  });
  driver.close = async () => {
    await fetch(driver.address, { method: "DELETE" }).catch(() => undefined);
    child.kill();
  };
  return driver;
}

/** Starts WebKitGTK; the browser makes contexts that share nothing, of one page each. */
export async function launchWebKit() {
  const screen = await openScreen();
  const sessions = [];
  const newContext = async (options) => ({
    newPage: async () => {
      const driver = await openSession(screen.display, options);
      sessions.push(driver);
      // A few are left open for tests with several pages.
      while (sessions.length > 3) await sessions.shift().close();
      return new Page(driver);
    },
  });
  const close = async () => {
    for (const session of sessions) await session.close();
    screen.close();
  };
  return { newContext, close };
}
