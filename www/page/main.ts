import "../view/tokens.css";
import "../view/table.css";
import "../view/list.css";
import "./page.css";
import "./batch/batch.css";
import "./form/form.css";
import "./print.css";
import { App } from "./app";
import { prepare } from "./batch/opener";
import { Engine } from "../view/engine";
import { preferredLanguage } from "./preferences";
import { PageWords } from "./words";

/** Starts the checker, then the page; says so where it cannot. */
function start(): void {
  Promise.all([Engine.start(), prepare()]).then(
    ([engine]) => new App(engine),
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      const state = document.querySelector<HTMLElement>(".state");
      if (!state) return;
      state.dataset.status = "unreadable";
      state.textContent = new PageWords(preferredLanguage()).fill("failed", { reason });
    },
  );
}

start();
