// Firefox by WebDriver BiDi: JSON over one WebSocket.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Page } from "./page.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const PREFERENCES = {
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  // Its panel takes the keys that are typed next.
  "browser.download.alwaysOpenPanel": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  // It compiles every function of a module a second time, for speed that no test asks for.
  "javascript.options.wasm_optimizingjit": false,
};

/** Commands by number, events by name. */
class Connection {
  constructor(socket) {
    this.socket = socket;
    this.waiting = new Map();
    this.count = 0;
    this.front = null;
    this.heard = () => undefined;
    socket.on("message", (data) => {
      const message = JSON.parse(data);
      const wait = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.type === "event") this.heard(message.method, message.params);
      else if (message.type === "success") wait?.resolve(message.result);
      else wait?.reject(new Error(`${message.error}: ${message.message}`));
    });
  }

  send(method, params = {}) {
    const id = ++this.count;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }
}

class Driver {
  constructor(connection, context) {
    this.connection = connection;
    this.context = context;
    this.tell = () => undefined;
  }

  async goto(url) {
    await this.connection.send("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  async reload() {
    await this.connection.send("browsingContext.reload", { context: this.context, wait: "complete" });
  }

  async traverse(steps) {
    await this.connection.send("browsingContext.traverseHistory", { context: this.context, delta: steps });
  }

  async close() {
    await this.connection.send("browsingContext.close", { context: this.context });
  }

  async call(source, argument) {
    const { type, value } = await this.script("script.callFunction", {
      functionDeclaration: `async (text) => JSON.stringify(await (${source})(text === "" ? undefined : JSON.parse(text)))`,
      arguments: [{ type: "string", value: argument === undefined ? "" : JSON.stringify(argument) }],
      userActivation: true,
    });
    return type === "string" ? JSON.parse(value) : undefined;
  }

  async run(expression) {
    await this.script("script.evaluate", { expression: `${expression};undefined` });
  }

  /** Only the tab in front has the focus, and hears of it. */
  async toFront() {
    if (this.connection.front === this.context) return;
    this.connection.front = this.context;
    await this.connection.send("browsingContext.activate", { context: this.context });
  }

  async script(method, params) {
    await this.toFront();
    const { type, result, exceptionDetails } = await this.connection.send(method, {
      target: { context: this.context },
      awaitPromise: true,
      ...params,
    });
    if (type === "exception") throw new Error(exceptionDetails.text);
    return result;
  }

  async perform(actions) {
    await this.toFront();
    await this.connection.send("input.performActions", { context: this.context, actions });
    // The page hears of it by another way than of what is asked next.
    await this.call("() => new Promise((heard) => requestAnimationFrame(() => setTimeout(heard)))");
  }

  async setFiles(source, files) {
    const element = await this.script("script.callFunction", { functionDeclaration: source });
    const { context } = this;
    await this.connection.send("input.setFiles", { context, element: { sharedId: element.sharedId }, files });
  }

  async screenshot() {
    const { data } = await this.connection.send("browsingContext.captureScreenshot", { context: this.context });
    return Buffer.from(data, "base64");
  }
}

/** What an event of the protocol is to a page of the tests. */
function tellOf(driver, method, params) {
  if (method === "network.beforeRequestSent") driver.tell("request", { url: () => params.request.url });
  if (method === "browsingContext.userPromptOpened") {
    const accept = () =>
      driver.connection.send("browsingContext.handleUserPrompt", { context: driver.context, accept: true });
    driver.tell("dialog", { message: () => params.message, accept });
  }
  if (method !== "log.entryAdded") return;
  if (params.type === "javascript") driver.tell("pageerror", new Error(params.text));
  else driver.tell("console", { type: () => params.level.replace("warn", "warning"), text: () => params.text });
}

const EVENTS = ["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"];

/** Starts Firefox; the browser makes contexts that share nothing. */
export async function launchFirefox() {
  const profile = mkdtempSync(join(tmpdir(), "gouji-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
  const options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile, "about:blank"];
  const child = spawn(process.env.FIREFOX ?? "/usr/bin/firefox-esr", options, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: profile },
  });
  const address = await new Promise((known, failed) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /WebDriver BiDi listening on (\S+)/.exec(said);
      if (found) known(found[1]);
    });
    child.on("exit", () => failed(new Error(`Firefox did not start: ${said}`)));
    child.on("error", failed);
  });
  const socket = new (require("ws"))(`${address}/session`, { maxPayload: 1 << 28 });
  await new Promise((opened, failed) => socket.on("open", opened).on("error", failed));
  const connection = new Connection(socket);
  await connection.send("session.new", {
    capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: "ignore" } } },
  });
  await connection.send("session.subscribe", { events: EVENTS });
  const drivers = new Map();
  connection.heard = (method, params) => {
    const driver = drivers.get(params.context ?? params.source?.context);
    if (driver) tellOf(driver, method, params);
  };

  const newContext = async ({ viewport = { width: 1280, height: 900 } } = {}) => {
    const { userContext } = await connection.send("browser.createUserContext");
    const newPage = async () => {
      const { context } = await connection.send("browsingContext.create", { type: "tab", userContext });
      await connection.send("browsingContext.setViewport", { context, viewport });
      const driver = new Driver(connection, context);
      drivers.set(context, driver);
      return new Page(driver);
    };
    return { newPage };
  };
  const close = async () => {
    socket.close();
    const gone = new Promise((over) => child.on("exit", over));
    child.kill();
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { newContext, close };
}
