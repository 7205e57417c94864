// WordPress with its classic editor (TinyMCE 4), as Debian packages it.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { paste } from "./editing.mjs";
import { answers, freePort, Services } from "./service.mjs";
import { bad, lastYear, notCarried, tell, told, wrong } from "./story.mjs";
import { body, command, pathOf } from "./support.mjs";
import { call } from "./xml-rpc.mjs";

const person = { name: "editor", password: "editor-of-tests" };

/** MariaDB in a folder, reached by a socket in it alone. */
async function startDatabase(services, place) {
  const data = join(place, "data");
  const socket = join(place, "socket");
  const mine = ["--no-defaults", `--user=${userInfo().username}`, `--datadir=${data}`];
  const quick = ["--auth-root-authentication-method=normal", "--skip-test-db"];
  await services.run("mariadb-install-db", [...mine, ...quick]);
  const words = [...mine, `--socket=${socket}`, "--skip-networking", `--pid-file=${join(place, "pid")}`];
  await services.serve("/usr/sbin/mariadbd", words, {}, () => listens(socket));
  const client = ["--no-defaults", `--socket=${socket}`, "--user=root"];
  await services.run("mariadb", client, { input: "CREATE DATABASE wordpress CHARACTER SET utf8mb4;" });
  return socket;
}

const listens = (socket) =>
  new Promise((resolve) => {
    const connection = connect(socket, () => resolve(true)).on("error", () => resolve(false));
    connection.on("connect", () => connection.destroy());
  });

/** Debian's files, with the site's own configuration and the recipe beside them. */
function copySite(site) {
  // Debian's configuration is one for all sites of a machine.
  const own = /\/(wp-config\.php|\.htaccess)$/;
  cpSync("/usr/share/wordpress", site, { recursive: true, dereference: true, filter: (file) => !own.test(file) });
  const plugins = join(site, "wp-content/mu-plugins");
  mkdirSync(plugins, { recursive: true });
  cpSync(pathOf("tests/systems/wordpress/wp-config.php"), join(site, "wp-config.php"));
  cpSync(pathOf("tests/systems/wordpress/report-type.php"), join(plugins, "report-type.php"));
  cpSync(pathOf("docs/recipes/wordpress/gouji.php"), join(plugins, "gouji.php"));
  cpSync(pathOf("dist/gouji.classic.js"), join(plugins, "gouji.classic.js"));
}

async function startSite() {
  const services = new Services();
  try {
    const place = await services.folder("wordpress");
    const site = join(place, "site");
    copySite(site);
    const socket = await startDatabase(services, place);
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const own = { SITE_ADDRESS: address, DATABASE_SOCKET: socket, GOUJI: command, PHP_CLI_SERVER_WORKERS: "4" };
    const temporary = join(place, "temporary");
    mkdirSync(temporary);
    const options = { cwd: site, env: { ...process.env, ...own, TMPDIR: temporary } };
    const words = ["-d", "opcache.enable_cli=1", "-S", `127.0.0.1:${port}`, "-t", site];
    await services.serve("php", words, options, answers(`${address}/license.txt`));
    const form = {
      weblog_title: "政府信息公开",
      user_name: person.name,
      admin_password: person.password,
      admin_password2: person.password,
      admin_email: "editor@example.org",
      blog_public: "0",
    };
    const installed = await fetch(`${address}/wp-admin/install.php?step=2`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    const said = await installed.text();
    if (!said.includes("wp-login.php")) throw new Error(`WordPress was not installed:\n${said}`);
    // As a visit to the page of the permalinks does: the reports' own addresses are known from then on.
    await services.run("php", ["-r", 'require "wp-load.php"; flush_rewrite_rules(false);'], options);
    /** Makes this type of posts the reports, as a site does in the recipe's first lines. */
    const reportsAre = async (type) => {
      const plugin = join(site, "wp-content/mu-plugins/gouji.php");
      const recipe = readFileSync(pathOf("docs/recipes/wordpress/gouji.php"), "utf8");
      writeFileSync(plugin, recipe.replace("'annual_report'", `'${type}'`));
      // PHP looks at its files anew every two seconds.
      await new Promise((seen) => setTimeout(seen, 2500));
    };
    return { address, temporary, reportsAre, log: () => services.log(), close: () => services.close() };
  } catch (error) {
    await services.close();
    throw error;
  }
}

const scene = tell("WordPress", async () => {
  const site = await startSite();
  const area = (page) => page.frameLocator("#content_ifr").locator("body");
  return {
    ...site,
    async signIn(page) {
      await page.goto(`${site.address}/wp-login.php`);
      // After a while the page takes the focus, from whoever is typing a password too.
      await page.waitForFunction(() => document.activeElement?.id === "user_login");
      await page.fill("[name=log]", person.name);
      await page.fill("[name=pwd]", person.password);
      await Promise.all([page.waitForNavigation(), page.press("[name=pwd]", "Enter")]);
    },
    async create(page, title) {
      await page.goto(`${site.address}/wp-admin/post-new.php?post_type=annual_report`);
      await area(page).waitFor();
      // Leaving the title makes WordPress save by itself, until the address is shown; what is pressed meanwhile is lost.
      // In one go: what it saves while somebody is at the title shows no address, and is saved once more.
      await page.locator("#title").evaluate((input, text) => {
        input.focus();
        input.value = text;
        input.blur();
      }, title);
      await page.waitForFunction(
        () => document.querySelector("#auto_draft").value === "" && document.querySelector("#edit-slug-box > *"),
      );
    },
    write: (page, html) => paste(page, html, page.locator("#title"), area(page)),
    draft: (page) => Promise.all([page.waitForNavigation(), page.click("#save-post")]),
    publish: (page) => page.click("#publish"),
    edit: (page) => page.waitForSelector(".notice-success, .updated"),
    force: (page) =>
      page.evaluate(() => {
        window.tinymce.triggerSave();
        const form = window.document.querySelector("form#post");
        const action = Object.assign(window.document.createElement("input"), { name: "publish", value: "1" });
        form.append(action);
        HTMLFormElement.prototype.submit.call(form);
      }),
    async stored(page) {
      await area(page).waitFor();
      return page.evaluate(() => window.tinymce.get("content").getBody().innerHTML);
    },
    async published(title) {
      const answer = await fetch(`${site.address}/?annual_report=${title}`);
      return answer.ok ? answer.text() : null;
    },
  };
});

scene("a program is refused by the REST interface, which says why", async (page, { address, published }) => {
  const nonce = await (await page.request.get(`${address}/wp-admin/admin-ajax.php?action=rest-nonce`)).text();
  const send = (status) =>
    page.request.post(`${address}/?rest_route=/wp/v2/annual_report`, {
      headers: { "X-WP-Nonce": nonce },
      data: { title: "rest", slug: "rest", content: bad, status },
    });
  const refused = await send("publish");
  assert.equal(refused.status(), 400);
  const { message } = await refused.json();
  assert.deepEqual(
    message.split("\n"),
    wrong.map((finding) => finding.message),
  );
  assert.equal((await send("draft")).status(), 201);
  assert.equal(await published("rest"), null);
});

const who = [person.name, person.password];
const refused = { fault: wrong.map(({ message }) => message).join("\n"), code: 400 };

scene("programs that call by XML-RPC hear of the reasons as a fault, and publish nothing", async (_, system) => {
  const { address, published } = system;
  const report = (status, name, content = bad) => ({
    post_type: "annual_report",
    post_status: status,
    post_title: name,
    post_name: name,
    post_content: content,
  });
  for (const status of ["publish", "private"]) {
    assert.deepEqual(await call(address, "wp.newPost", "1", ...who, report(status, "xml")), refused, status);
  }
  const { said: id } = await call(address, "wp.newPost", "1", ...who, report("draft", "xml"));
  assert.match(id, /^\d+$/, "a draft is free");
  const publish = { post_status: "publish" };
  assert.deepEqual(await call(address, "wp.editPost", "1", ...who, id, publish), refused);
  assert.equal(await published("xml"), null);

  // What is right is published, and what the public reads then stays as it is.
  assert.equal(
    (await call(address, "wp.editPost", "1", ...who, id, report("publish", "xml", body("sound")))).fault,
    undefined,
  );
  const read = await published("xml");
  assert.match(read, /部分公开/);
  assert.deepEqual(await call(address, "wp.editPost", "1", ...who, id, { post_content: bad }), refused);
  assert.equal(await published("xml"), read);
});

scene("last year's report is used where all may read it, for programs too", async (page, system) => {
  const { address, temporary } = system;
  const report = (status, title, content) => ({
    post_type: "annual_report",
    post_status: status,
    post_title: title,
    post_content: content,
  });
  const add = async (...given) => (await call(address, "wp.newPost", "1", ...who, report(...given))).said;
  const edit = (id, changes) => call(address, "wp.editPost", "1", ...who, id, changes);
  const before = await add("private", "林业局2022年报告", lastYear);
  const now = await add("draft", "林业局2023年报告", body("sound"));
  const isNotUsed = async () => {
    await page.goto(`${address}/wp-admin/post.php?post=${now}&action=edit`);
    await told(page, 0);
    assert.equal(await page.getAttribute("gouji-checker", "previous"), "");
    assert.equal((await edit(now, { post_status: "publish" })).fault, undefined);
    await edit(now, { post_status: "draft" });
  };
  await isNotUsed();
  await edit(before, { post_status: "publish", post_password: "of tests" });
  await isNotUsed();

  await edit(before, { post_password: "" });
  const reasons = notCarried.map(({ message }) => message).join("\n");
  assert.deepEqual(await edit(now, { post_status: "publish" }), { fault: reasons, code: 400 });
  await page.reload();
  await told(page, notCarried.length);
  assert.deepEqual(readdirSync(temporary), [], "no file is left behind");
});

scene(
  "the older calls, which know of posts and pages alone, are refused where reports are posts",
  async (_, system) => {
    const { address, reportsAre } = system;
    await reportsAre("post");
    try {
      const struct = { title: "older", wp_slug: "older", description: bad };
      assert.deepEqual(await call(address, "metaWeblog.newPost", "1", ...who, struct, true), refused);
      const { said: id } = await call(address, "metaWeblog.newPost", "1", ...who, struct, false);
      assert.match(id, /^\d+$/, "a draft is free");
      assert.deepEqual(await call(address, "metaWeblog.editPost", id, ...who, struct, true), refused);
      const status = async () =>
        /post_status<\/name><value><string>(\w+)/.exec(
          (await call(address, "metaWeblog.getPost", id, ...who)).text,
        )?.[1];
      assert.equal(await status(), "draft");
    } finally {
      await reportsAre("annual_report");
    }
  },
);

scene("neither quick edit, nor bulk edit, nor a date to come publishes a bad report", async (page, { address }) => {
  const nonce = await (await page.request.get(`${address}/wp-admin/admin-ajax.php?action=rest-nonce`)).text();
  const rest = async (method, path, data) => {
    const url = `${address}/?rest_route=/wp/v2/annual_report${path}&context=edit`;
    return page.request[method](url, { headers: { "X-WP-Nonce": nonce }, ...(data && { data }) });
  };
  const { id } = await (await rest("post", "", { title: "quick", content: bad, status: "draft" })).json();
  const status = async () => (await (await rest("get", `/${id}`)).json()).status;
  const list = `${address}/wp-admin/edit.php?post_type=annual_report`;
  await page.goto(list);
  const quick = {
    action: "inline-save",
    post_type: "annual_report",
    post_ID: String(id),
    _inline_edit: await page.inputValue("#_inline_edit"),
    screen: "edit-annual_report",
    _status: "publish",
    post_title: "quick",
    post_name: "quick",
    post_view: "list",
  };
  assert.equal((await page.request.post(`${address}/wp-admin/admin-ajax.php`, { form: quick })).status(), 200);
  assert.equal(await status(), "draft");
  await page.goto(list);
  const said = (await page.locator(".notice-error").allTextContents()).join();
  for (const { message } of wrong) assert.ok(said.includes(message), said);

  const bulk = new URLSearchParams({
    action: "edit",
    bulk_edit: "1",
    _wpnonce: await page.inputValue("#_wpnonce"),
    "post[]": String(id),
    _status: "publish",
    post_author: "-1",
    screen: "edit-annual_report",
  });
  await page.request.get(`${list}&${bulk}`);
  assert.equal(await status(), "draft");

  for (const given of [{ status: "future", date: "2099-01-01T00:00:00" }, { status: "private" }]) {
    assert.equal((await rest("post", `/${id}`, given)).status(), 400, given.status);
  }
  assert.equal(await status(), "draft");
});

scene("the table block, which takes merged cells apart, is named as the cause", async (page, { address }) => {
  await page.goto(`${address}/wp-admin/post-new.php`);
  await page.waitForFunction(() => window.wp?.data?.select("core/block-editor") && window.wp.blocks.rawHandler);
  await page.evaluate((html) => {
    const { blocks, data } = window.wp;
    data.dispatch("core/block-editor").insertBlocks(blocks.rawHandler({ HTML: html }));
  }, bad);
  await page.waitForSelector(".wp-block-table td");
  await page.addScriptTag({ path: pathOf("dist/gouji.classic.js") });
  await page.evaluate(() => {
    const checker = window.document.createElement("gouji-checker");
    checker.setAttribute("for", ".block-editor-writing-flow");
    window.document.body.append(checker);
  });
  await page.waitForSelector("gouji-checker .warning:has-text('WordPress')", { state: "attached" });
});
