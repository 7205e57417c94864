// Wagtail, with the report in a field of raw HTML.
import { signIn, startSite } from "./python.mjs";
import { tell } from "./story.mjs";

tell("Wagtail", async () => {
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
