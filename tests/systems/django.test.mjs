// The admin of Django, with TinyMCE.
import { paste } from "./editing.mjs";
import { signIn, startSite } from "./python.mjs";
import { tell } from "./story.mjs";

const list = "/admin/reports/report/";

tell("Django admin", async () => {
  const site = await startSite("django");
  const open = async (page, path) => {
    await page.goto(site.address + path);
    await page.frameLocator("iframe.tox-edit-area__iframe").locator("body").waitFor();
  };
  return {
    ...site,
    signIn: (page) => signIn(page, site.address),
    async create(page, title) {
      await open(page, `${list}add/`);
      await page.fill("[name=title]", title);
    },
    write: (page, html) =>
      paste(
        page,
        html,
        page.locator("[name=title]"),
        page.frameLocator("iframe.tox-edit-area__iframe").locator("body"),
      ),
    async draft(page) {
      await page.uncheck("[name=published]");
      await Promise.all([page.waitForNavigation(), page.click("[name=_continue]")]);
    },
    async publish(page) {
      await page.check("[name=published]");
      await page.click("[name=_continue]");
    },
    // Saving leads back to the edit page.
    edit: async () => undefined,
    async force(page) {
      await page.check("[name=published]");
      await page.evaluate(() => {
        window.tinymce.triggerSave();
        window.document.querySelector("#report_form").submit();
      });
    },
    stored: (page) => page.inputValue("[name=body]"),
    async published(title) {
      const answer = await fetch(`${site.address}/reports/${title}/`);
      return answer.ok ? answer.text() : null;
    },
  };
});
