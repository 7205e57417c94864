// Wagtail, with the report in a field of raw HTML.
import assert from "node:assert/strict";
import { signIn, startSite } from "./python.mjs";
import { bad, lastYear, notCarried, tell, told, wrong } from "./story.mjs";
import { body } from "./support.mjs";

const scene = tell("Wagtail", async () => {
  const site = await startSite("wagtail");
  return {
    ...site,
    signIn: (page) => signIn(page, site.address),
    async create(page, title) {
      await page.goto(`${site.address}/admin/pages/add/reports/reportpage/2/`);
      await page.fill("[name=title]", title);
    },
    write: (page, html) => page.fill("[name=body]", html),
    async draft(page) {
      await Promise.all([page.waitForNavigation(), page.click(".action-save >> visible=true")]);
      await page.waitForSelector(".messages .success");
    },
    async publish(page) {
      await page.click("[data-controller~=w-dropdown]:has([name=action-publish]) [data-w-dropdown-target=toggle]");
      await page.click("[name=action-publish]");
    },
    edit: (page, title) => page.click(`.listing a[href$="/edit/"]:has-text("${title}")`),
    force: (page) =>
      page.evaluate(() => {
        const form = window.document.querySelector("[data-edit-form]");
        const action = Object.assign(window.document.createElement("input"), { name: "action-publish", value: "1" });
        form.append(action);
        HTMLFormElement.prototype.submit.call(form);
      }),
    stored: (page) => page.inputValue("[name=body]"),
    async published(title) {
      const answer = await fetch(`${site.address}/${title}/`);
      return answer.ok ? answer.text() : null;
    },
  };
});

scene("holding leaves the button ready, and drafts go on being saved by themselves", async (page, system) => {
  await system.create(page, "autosaved");
  await system.write(page, bad);
  await told(page, wrong.length);
  const label = () => page.textContent("[name=action-publish]");
  const before = await label();
  await system.publish(page);
  await page.waitForSelector("gouji-checker .held:visible");
  assert.equal(await label(), before);
  assert.equal(await page.isDisabled("[name=action-publish]"), false);
  await page.focus("[name=body]");
  // Wagtail learns what the form began with ten seconds after it was opened; what is typed later is a change.
  const saved = () => /\/pages\/\d+\/edit\//.test(page.url());
  for (let second = 0; second < 40 && !saved(); second++) {
    await page.keyboard.type(" ");
    await page.waitForTimeout(1000);
  }
  assert.ok(saved(), page.url());
  assert.equal(await system.published("autosaved"), null);
});

scene("a date to come is no way around either", async (page, system) => {
  await system.create(page, "scheduled");
  await system.write(page, bad);
  await told(page, wrong.length);
  await system.draft(page);
  const text = await page.evaluate(async () => {
    const form = new FormData(window.document.querySelector("[data-edit-form]"));
    form.set("go_live_at", "2099-01-01 00:00");
    form.set("action-publish", "action-publish");
    const answer = await fetch(window.location.href, { method: "POST", body: form });
    return answer.text();
  });
  for (const { message } of wrong) assert.ok(text.includes(message), message);
  const number = /pages\/(\d+)\/edit/.exec(page.url())[1];
  const lines = [
    "from wagtail.models import Page",
    `page = Page.objects.get(pk=${number})`,
    "print('scheduled:', page.scheduled_revision)",
  ];
  assert.match(await system.manage("shell", "-c", lines.join("\n")), /scheduled: None/);
});

scene("a bulk action, a workflow and a script publish no bad report either", async (page, system) => {
  await system.create(page, "bulk");
  await system.write(page, bad);
  await told(page, wrong.length);
  await system.draft(page);
  const number = /pages\/(\d+)\/edit/.exec(page.url())[1];
  await page.goto(`${system.address}/admin/bulk/wagtailcore/page/publish/?id=${number}`);
  await Promise.all([page.waitForNavigation(), page.click("main form [type=submit]")]);
  const said = await page.textContent(".messages");
  for (const { message } of wrong) assert.ok(said.includes(message), said);
  const scripts = [
    "page.get_latest_revision().publish()",
    "page.get_workflow().start(page, person).current_task_state.approve(user=person)",
  ];
  for (const script of scripts) {
    const lines = [
      "from django.contrib.auth.models import User",
      "from wagtail.models import Page",
      `page, person = Page.objects.get(pk=${number}).specific, User.objects.get()`,
      script,
    ];
    const denied = (error) => error.message.includes(`PermissionDenied: ${wrong[0].message}`);
    await assert.rejects(system.manage("shell", "-c", lines.join("\n")), denied, script);
  }
  assert.equal(await system.published("bulk"), null);
});

scene(
  "a bad report whose date has come keeps no other page from being published, and its history says why",
  async (page, system) => {
    const lines = [
      "from datetime import timedelta",
      "from pathlib import Path",
      "from django.utils import timezone",
      "from reports.models import ReportPage",
      "from wagtail.models import Page",
      "home = Page.objects.get(pk=2)",
      // The bad one is due first.
      ...[
        ["due-bad", bad, 2],
        ["due-good", body("sound"), 1],
      ].flatMap(([title, report, hours]) => [
        `report = home.add_child(instance=ReportPage(title=${JSON.stringify(title)}, slug=${JSON.stringify(title)}, live=False, body=${JSON.stringify(report)}))`,
        `report.save_revision(approved_go_live_at=timezone.now() - timedelta(hours=${hours}))`,
        "print(report.pk)",
      ]),
    ];
    const [number] = /^\d+/m.exec(await system.manage("shell", "-v0", "-c", lines.join("\n")));
    await system.manage("publish_scheduled");
    assert.equal(await system.published("due-bad"), null);
    assert.match(await system.published("due-good"), /部分公开/);
    await page.goto(`${system.address}/admin/pages/${number}/history/`);
    const history = await page.textContent("main");
    for (const { message } of wrong) assert.ok(history.includes(message), history);
    // It was said once.
    await system.manage("publish_scheduled");
    await page.reload();
    assert.equal((await page.textContent("main")).split(wrong[0].message).length, 2);
  },
);

scene("last year's report is used where all may read it and it has the same parent", async (page, system) => {
  const add = (name, parent, title, report, live) =>
    `${name} = ${parent}.add_child(instance=ReportPage(title="${title}", live=${live}, body=${JSON.stringify(report)}))`;
  const lines = [
    "from reports.models import ReportPage",
    "from wagtail.models import Page, PageViewRestriction",
    "home = Page.objects.get(pk=2)",
    'section = home.add_child(instance=Page(title="另一个机关"))',
    add("elsewhere", "section", "林业局2022年报告", lastYear, "True"),
    add("before", "home", "林业局2022年报告", lastYear, "True"),
    add("now", "home", "林业局2023年报告", body("sound"), "False"),
    'PageViewRestriction.objects.create(page=before, restriction_type="login")',
    "print(now.pk, now.why_refused())",
  ];
  const [, number] = /^(\d+) None$/m.exec(await system.manage("shell", "-v0", "-c", lines.join("\n")));
  const edit = `${system.address}/admin/pages/${number}/edit/`;
  await page.goto(edit);
  await told(page, 0);
  assert.equal(await page.getAttribute("gouji-checker", "previous"), null);

  const open = [
    "from reports.models import ReportPage",
    "from wagtail.models import PageViewRestriction",
    "PageViewRestriction.objects.all().delete()",
    `now = ReportPage.objects.get(pk=${number})`,
    "now.save_revision().publish()",
  ];
  const denied = (error) => error.message.includes(`PermissionDenied: ${notCarried[0].message}`);
  await assert.rejects(system.manage("shell", "-v0", "-c", open.join("\n")), denied);
  await page.goto(edit);
  await told(page, notCarried.length);
});
