// A Django site with the reports: the recipes of the documentation, copied as a person would.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answers, freePort, Services } from "./service.mjs";
import { cache, command, pathOf } from "./support.mjs";

const person = { name: "editor", password: "editor-of-tests" };

/** Starts the site of `tests/systems/NAME`. */
export async function startSite(name) {
  const services = new Services();
  try {
    const place = await services.folder(name);
    copy(name, place);
    const env = {
      ...process.env,
      PYTHONPATH: place,
      PYTHONUNBUFFERED: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      DJANGO_SETTINGS_MODULE: "settings",
      DJANGO_SUPERUSER_PASSWORD: person.password,
      GOUJI: command,
    };
    const manage = (...words) =>
      services.run(join(cache, "systems/django/bin/python"), ["-m", "django", ...words], { cwd: place, env });
    await manage("makemigrations", "reports", "-v0");
    await manage("migrate", "-v0");
    await manage("createsuperuser", "--noinput", "--username", person.name, "--email", "editor@example.org", "-v0");
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const words = ["-m", "django", "runserver", "--noreload", `127.0.0.1:${port}`];
    const options = { cwd: place, env };
    await services.serve(join(cache, "systems/django/bin/python"), words, options, answers(`${address}/admin/login/`));
    return { address, manage, log: () => services.log(), close: () => services.close() };
  } catch (error) {
    await services.close();
    throw error;
  }
}

export async function signIn(page, address) {
  await page.goto(`${address}/admin/login/`);
  await page.fill("[name=username]", person.name);
  await page.fill("[name=password]", person.password);
  await Promise.all([page.waitForNavigation(), page.press("[name=password]", "Enter")]);
}

function copy(name, place) {
  cpSync(pathOf(`tests/systems/${name}`), place, { recursive: true });
  cpSync(pathOf("tests/systems/common.py"), join(place, "common.py"));
  const app = join(place, "reports");
  mkdirSync(join(app, "static"), { recursive: true });
  writeFileSync(join(app, "__init__.py"), "");
  for (const recipe of ["python", name]) {
    cpSync(pathOf(`docs/recipes/${recipe}`), app, { recursive: true, filter: (file) => !file.endsWith(".js") });
  }
  cpSync(pathOf("dist/gouji.classic.js"), join(app, "static/gouji.classic.js"));
  if (name === "django") {
    cpSync(pathOf("docs/recipes/django/gouji_published.js"), join(app, "static/gouji_published.js"));
  }
}
