/** The page around the report: head, strip, columns, foot. */

import type { Names } from "../view/names";
import type { CheckResult, Language } from "../view/shapes";
import { button, element, fill, setAttribute } from "../view/dom";
import { heading, nothingFound } from "../view/verdict";
import type { Words } from "../view/words";
import type { OfficeFormat } from "./exports";
import type { Theme } from "./preferences";
import type { Session } from "./session";
import type { PageWords } from "./words";

/** What the buttons of the frame do. */
export interface FrameActions {
  language(): void;
  theme(): void;
  another(): void;
  /** To the results of the batch. */
  batch(): void;
  copy(): void;
  json(): void;
  html(): void;
  record(): void;
  office(format: OfficeFormat): void;
  print(): void;
}

/** What the frame holds. */
export interface FrameParts {
  state: HTMLElement;
  intake: HTMLElement;
  documents: HTMLElement;
  remembering: HTMLElement;
  /** What stands there until a report is opened. */
  welcome: { root: HTMLElement; focus(): void };
  sheet: HTMLElement;
  list: HTMLElement;
  act: FrameActions;
}

/** What is needed to write the frame's words. */
export interface FrameContext {
  session: Session;
  names: Names;
  words: Words;
  pageWords: PageWords;
  version: string;
  intakeOpen: boolean;
}

export class Frame {
  private readonly masthead = element("header", { className: "masthead" });
  private readonly strip = element("div", { className: "strip" });
  private readonly listHead = element("h2", { className: "list-head" });
  private readonly tools = element("div", { className: "tools" });
  private readonly told = element("p", { className: "aside told", attributes: { role: "status" } });
  private readonly nothing = element("div", { className: "nothing" });
  private readonly findings: HTMLElement;
  private readonly foot = element("footer", { className: "foot" });
  private readonly themeButton: HTMLButtonElement;
  private readonly columns: HTMLElement;
  private readonly toBatch: HTMLButtonElement;
  private readonly acts = element("div", { className: "strip-acts" });
  private readonly main = element("main");
  private isWelcoming = true;
  /** What stands in the place of the check, if anything. */
  private other: { root: HTMLElement; showFindings(): void } | null = null;

  constructor(private readonly parts: FrameParts) {
    this.themeButton = button("", () => parts.act.theme(), { className: "link" });
    this.toBatch = button("", () => parts.act.batch(), { className: "quiet", attributes: { hidden: true } });
    this.findings = element("section", { className: "findings", attributes: { id: "findings", tabindex: -1 } }, [
      this.listHead,
      this.nothing,
      parts.list,
      this.tools,
      this.told,
    ]);
    this.columns = element("div", { className: "columns" }, [parts.sheet, this.findings]);
    const root = document.body;
    root.textContent = "";
    root.append(this.masthead, this.main, this.foot);
    this.place(null);
    this.followBarHeight();
    this.unfoldForPrint();
  }

  draw(context: FrameContext): void {
    const { pageWords, version } = context;
    const { act } = this.parts;
    document.documentElement.lang = pageWords.language;
    fill(this.masthead, [
      button(pageWords.get("skip"), () => this.showFindings(), { className: "skip" }),
      button(pageWords.get("skip.exports"), () => this.main.querySelector<HTMLElement>(".tools button")?.focus(), {
        className: "skip",
      }),
      element("h1", { text: pageWords.get("title") }),
      element("p", { className: "about", text: pageWords.get("about") }),
      element("p", { className: "private aside", text: pageWords.get("private") }),
      button(pageWords.get("language.other"), () => act.language(), {
        className: "link",
        attributes: { lang: otherLanguage(pageWords.language) },
      }),
      this.themeButton,
    ]);
    this.drawStrip(context);
    fill(this.tools, [
      button(pageWords.get("export.copy"), () => act.copy(), { className: "quiet" }),
      button(pageWords.get("export.json"), () => act.json(), { className: "quiet" }),
      button(pageWords.get("export.html"), () => act.html(), { className: "quiet" }),
      button(pageWords.get("export.record"), () => act.record(), { className: "quiet" }),
      button(pageWords.get("export.docx"), () => act.office("docx"), { className: "quiet" }),
      button(pageWords.get("export.xlsx"), () => act.office("xlsx"), { className: "quiet" }),
      button(pageWords.get("export.print"), () => act.print(), { className: "quiet" }),
    ]);
    this.showIntake(context.intakeOpen);
    const { result } = context.session;
    const readable = result.status !== "unreadable";
    // Of a report without its tables the text was checked all the same.
    this.columns.hidden = !readable && result.findings.length === 0;
    this.arrange();
    fill(this.foot, [
      readable && !this.isWelcoming ? element("p", { text: pageWords.get("keys") }) : null,
      element("p", { className: "version", text: pageWords.fill("version", { version }) }),
    ]);
    this.told.textContent = "";
  }

  /** Puts something else in the place of the check, or the check back into it. */
  place(other: { root: HTMLElement; showFindings(): void } | null): void {
    this.other = other;
    this.arrange();
  }

  /** Greets who has opened nothing yet, or makes room for what was opened. */
  welcome(isWelcoming: boolean): void {
    this.isWelcoming = isWelcoming;
    this.arrange();
  }

  private arrange(): void {
    const { intake, documents, remembering, state, welcome } = this.parts;
    (this.isWelcoming ? welcome.root : this.acts).prepend(this.toBatch);
    const opened = [intake, documents, this.strip, remembering, state, this.columns];
    const check = this.isWelcoming ? [intake, welcome.root] : opened;
    fill(this.main, this.other ? [this.other.root] : check);
  }

  /** The heading of the list, and what stands there when it is empty. */
  showCount(result: CheckResult, causes: number, words: Words): void {
    this.listHead.textContent = heading(result, causes, words);
    const none = result.status !== "unreadable" && causes === 0;
    fill(
      this.nothing,
      none
        ? [
            element("p", { text: nothingFound(result, words) }),
            element("p", { className: "aside", text: words.get("list.none_hint") }),
          ]
        : [],
    );
  }

  showTheme(theme: Theme, words: PageWords): void {
    this.themeButton.textContent = words.get(theme === "dark" ? "theme.light" : "theme.dark");
  }

  showIntake(open: boolean): void {
    this.parts.intake.hidden = !open;
    const another = this.strip.querySelector<HTMLButtonElement>(".another");
    if (another) another.hidden = open;
  }

  /** The results of a batch are one press away, wherever a report came from. */
  showWayToBatch(isThere: boolean): void {
    this.toBatch.hidden = !isThere;
  }

  /** While another report is being read, what is shown is not to be taken for it. */
  showReading(isReading: boolean): void {
    const { remembering } = this.parts;
    for (const part of [this.columns, this.strip, remembering]) part.classList.toggle("outdated", isReading);
    setAttribute(this.columns, "inert", isReading ? "" : null);
  }

  /** A word on what was just done. */
  notice(text: string): void {
    this.told.textContent = text;
  }

  /** Where the findings stand below the tables, this is the way to them. */
  showFindings(): void {
    if (this.other) {
      this.other.showFindings();
      return;
    }
    if (this.isWelcoming) {
      this.parts.welcome.focus();
      return;
    }
    this.findings.scrollIntoView({ block: "start" });
    const first = this.findings.querySelector<HTMLElement>("button") ?? this.findings;
    first.focus({ preventScroll: true });
  }

  showTop(): void {
    window.scrollTo(0, 0);
  }

  private drawStrip({ session, names, pageWords }: FrameContext): void {
    const { result, source } = session;
    const readable = result.status !== "unreadable";
    const facts = [
      result.organ ?? pageWords.get("organ.unknown"),
      result.year === null ? pageWords.get("year.unknown") : pageWords.fill("year", { year: result.year }),
      result.form === null ? null : pageWords.edition(result.form, names),
    ];
    const isKnown = readable || result.organ !== null || result.year !== null;
    const shown = isKnown ? facts.filter((fact): fact is string => fact !== null) : [];
    this.strip.dataset.title = result.title ?? source.name(pageWords);
    fill(this.acts, [
      button(pageWords.get("intake.another"), () => this.parts.act.another(), { className: "quiet another" }),
    ]);
    this.toBatch.textContent = pageWords.get("batch.back");
    fill(this.strip, [
      element("p", { className: "source", text: source.name(pageWords) }),
      ...shown.map((fact) => element("p", { className: "fact", text: fact })),
      this.acts,
    ]);
  }

  // A folded part is not printed, and paper cannot be opened.
  private unfoldForPrint(): void {
    let folded: HTMLDetailsElement[] = [];
    window.addEventListener("beforeprint", () => {
      folded = Array.from(this.parts.list.querySelectorAll<HTMLDetailsElement>("details:not(.basis)")).filter(
        (details) => !details.open,
      );
      for (const details of folded) details.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const details of folded) details.open = false;
    });
  }

  // The head of a long table stands just below the bar, whose height varies.
  private followBarHeight(): void {
    const { state } = this.parts;
    const follow = () => document.documentElement.style.setProperty("--bar", `${state.offsetHeight}px`);
    new ResizeObserver(follow).observe(state);
    follow();
  }
}

function otherLanguage(language: Language): Language {
  return language === "en" ? "zh-CN" : "en";
}
