/** What a reader sees who has opened nothing yet: what can be done here, and one example of what comes of it. */

import { button, element, fill } from "../view/dom";
import type { CheckResult } from "../view/shapes";
import type { PageWords } from "./words";

export interface WelcomeActions {
  one(): void;
  many(): void;
  fillIn(): void;
  example(): void;
}

const TASKS = ["one", "many", "fillIn"] as const;

export class Welcome {
  readonly root = element("section", { className: "welcome", data: { status: "welcome" } });

  constructor(private readonly actions: WelcomeActions) {}

  /** @param example the result of the sample that is told of */
  draw(example: CheckResult, words: PageWords): void {
    const tasks = TASKS.map((task) =>
      element("li", {}, [
        button(words.get(`welcome.${task}`), () => this.actions[task](), { className: "link" }),
        element("span", { text: words.get(`welcome.${task}.how`) }),
      ]),
    );
    const finding = example.findings.find(({ severity }) => severity === "error");
    const told = [finding?.message, example.repair?.headline].filter((text) => text !== undefined);
    fill(this.root, [
      element("h2", { text: words.get("welcome") }),
      element("ol", { className: "tasks" }, tasks),
      element("h2", { text: words.get("welcome.example") }),
      element(
        "blockquote",
        { className: "example" },
        told.map((text) => element("p", { text })),
      ),
      button(words.get("welcome.open"), () => this.actions.example(), { className: "quiet" }),
    ]);
  }

  focus(): void {
    this.root.querySelector<HTMLElement>("button")?.focus();
  }
}
