/** Many reports at once: how far it is, what was found, what they say of each other. */

import { button, element, fill } from "../../view/dom";
import type { Engine } from "../../view/engine";
import type { Language } from "../../view/shapes";
import { download, OFFICE_TYPES } from "../exports";
import { PageWords } from "../words";
import type { Charts } from "./charts";
import { Detail } from "./detail";
import type { Beside } from "./protocol";
import { Expected } from "./expected";
import type { Found } from "./files";
import { Filters } from "./filters";
import { type Column, FIRST_ORDER, type Order, ordered } from "./order";
import { missingPanel, similarPanel, sumsPanel } from "./panels";
import { Progress } from "./progress";
import { type FormRegion, partsOf, type Region, type Row, type Speech } from "./protocol";
import { BatchRun } from "./run";
import { RowTable } from "./table";
import { Tabs } from "./tabs";

type View = "reports" | "sums" | "missing" | "similar" | "charts";
const VIEWS: readonly View[] = ["reports", "sums", "missing", "similar", "charts"];
/** Milliseconds between two drawings while files come in by the hundred. */
const PACE = 250;

export interface BatchActions {
  close(): void;
  /** Opens one report by itself, with what it was compared with. */
  open(file: File, beside: Beside): void;
  chooseFolder(): void;
}

export class BatchPage {
  readonly root = element("section", { className: "batch" });
  private words: PageWords;
  private order: Order = FIRST_ORDER;
  private picked: string | null = null;
  private shown: Row[] = [];
  private drawing = false;
  /** How far the page was scrolled when a report was opened from here. */
  private scrolled = 0;
  private readonly run: BatchRun;
  private readonly table: RowTable;
  private readonly tabs: Tabs<View>;
  private readonly filters: Filters;
  private readonly progress: Progress;
  private readonly detail: Detail;
  private readonly expected = new Expected((list) => void this.run.tell({ list }));
  private charts: Charts | null = null;
  private readonly reports = element("div", { className: "reports" });
  private readonly title = element("div", { className: "filling-title" });
  private readonly tools = element("div", { className: "tools" });
  /** How far the workbook is. */
  private readonly told = element("span", { className: "aside", attributes: { role: "status" } });

  constructor(
    private readonly engine: Engine,
    language: Language,
    private readonly actions: BatchActions,
  ) {
    this.words = new PageWords(language);
    this.run = new BatchRun(
      () => speechOf(this.words, this.engine.brought),
      () => this.soon(),
    );
    this.table = new RowTable({
      sort: (column) => this.sort(column),
      pick: (row) => this.pick(row),
      formName: (id) => (/^\d{4}$/.test(id) ? id : (this.engine.forms.edition(id)?.name ?? id)),
    });
    this.tabs = new Tabs<View>("reports", (view) => this.choose(view));
    this.filters = new Filters((change) => this.arrange({ ...this.order, ...change }));
    this.detail = new Detail({
      open: (path) => void this.open(path),
      pick: (path) => this.pickPath(path),
      own: (path) => void this.run.tell({ region: path }),
    });
    this.progress = new Progress(this.run, {
      retry: () => this.run.retry(),
      cancel: () => this.run.cancel(),
      resume: () => this.run.resume(),
      compare: () => this.run.compare(),
      forget: () => this.forget(),
    });
    this.reports.append(
      this.filters.root,
      element("div", { className: "columns" }, [this.table.root, this.detail.root]),
    );
    fill(this.root, [this.title, this.progress.root, this.tabs.root, this.tabs.panel, this.tools]);
    this.draw();
  }

  /** Checks these files too. */
  collect(name: string, found: AsyncIterable<Found> | readonly Found[]): void {
    void this.run.collect(name, found);
  }

  /** Shows what an earlier visit left behind, if anything. */
  recall(): Promise<boolean> {
    return this.run.recall();
  }

  speak(language: Language): void {
    this.words = new PageWords(language);
    this.draw();
  }

  /** It is in the page now: at the report that was picked, where the reader left it. */
  focus(): void {
    this.table.mount();
    if (this.picked !== null && this.reports.isConnected) this.table.focus();
    else this.title.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    window.scrollTo(0, this.scrolled);
  }

  /** Whether there is nothing to come back to. */
  get isEmpty(): boolean {
    return this.run.stage === "idle";
  }

  showFindings(): void {
    this.detail.root.focus();
  }

  /** The page goes to something else; what runs goes on. */
  end(): void {}

  private draw(): void {
    const { words } = this;
    fill(this.title, [
      element("h2", { text: words.get("batch.title"), attributes: { tabindex: -1 } }),
      element("p", { className: "aside", text: words.get("batch.about") }),
      button(words.get("batch.more"), () => this.actions.chooseFolder(), { className: "quiet" }),
      button(words.get("form.close"), () => this.actions.close(), { className: "quiet" }),
    ]);
    fill(this.tools, [
      button(words.get("batch.workbook"), () => void this.downloadWorkbook(), { className: "primary" }),
      this.told,
      button(words.get("batch.json"), () => this.downloadRegion(), { className: "quiet" }),
      button(words.get("batch.csv"), () => this.downloadRows(), { className: "quiet" }),
    ]);
    this.filters.draw(words);
    this.refresh();
  }

  /** Draws at the next pace, however often something has changed. */
  private soon(): void {
    if (this.drawing) return;
    this.drawing = true;
    setTimeout(() => {
      this.drawing = false;
      this.refresh();
    }, PACE);
  }

  private refresh(): void {
    const { words, run } = this;
    this.progress.show(words);
    this.filters.count([...run.rows.values()], words);
    this.arrange(this.order);
    this.showTabs();
    this.tools.hidden = run.region === null;
    document.title = words.fill("page.title", { verdict: this.progress.text });
  }

  private arrange(order: Order): void {
    this.order = order;
    this.shown = ordered([...this.run.rows.values()], order);
    this.table.drawHead(order, this.words);
    this.table.show(this.shown, this.picked);
    void this.showDetail();
  }

  private sort(column: Column): void {
    const down =
      this.order.column === column ? !this.order.down : ["errors", "warnings", "unassessed"].includes(column);
    this.arrange({ ...this.order, column, down });
  }

  private pick(row: Row): void {
    this.picked = row.path;
    this.table.show(this.shown, this.picked);
    void this.showDetail();
  }

  private pickPath(path: string): void {
    const row = this.run.rows.get(path);
    if (!row) return;
    this.choose("reports");
    this.pick(row);
  }

  private async showDetail(): Promise<void> {
    const row = this.picked === null ? undefined : this.run.rows.get(this.picked);
    const findings = row ? await this.run.findings(row.path) : [];
    // Another may have been picked meanwhile.
    if (row && row.path !== this.picked) return;
    const isAtHand = row !== undefined && this.run.file(row.path) !== undefined;
    const previous = row ? this.run.previous(row.path) : null;
    const isOwn = row !== undefined && row.path === this.run.known.region;
    this.detail.show(row, { findings, previous, isAtHand, isOwn }, this.words);
  }

  private async open(path: string): Promise<void> {
    const file = this.run.file(path);
    const findings = await this.run.findings(path);
    const previous = this.run.previous(path);
    const before = previous === null ? undefined : this.run.file(previous);
    this.scrolled = window.scrollY;
    if (file) this.actions.open(file, { previous: before ?? null, findings });
  }

  private choose(view: View): void {
    this.tabs.current = view;
    this.panelOf = null;
    this.showTabs();
  }

  /** What the panel was drawn of, so that it is drawn again only for something else. */
  private panelOf: unknown = null;

  private showTabs(): void {
    const { words, run } = this;
    const { region } = run;
    const parts = region ? partsOf(region) : [];
    const missing = sumOf(
      parts.flatMap(({ years }) => years.map((year) => year.missing.length + year.ambiguous.length)),
    );
    const counts: Partial<Record<View, number>> = {
      reports: run.rows.size,
      missing,
      similar: sumOf(parts.map(({ similar }) => similar.length)),
    };
    const tabs = VIEWS.map((name) => {
      const count = counts[name];
      const label = words.get(`batch.view.${name}`);
      return { name, label: count === undefined ? label : `${label} ${count}` };
    });
    this.tabs.show(tabs, words.get("batch.views"));
    const of = this.tabs.current === "reports" ? this.reports : (region ?? words.language);
    if (this.panelOf === of && this.tabs.panel.lang === words.language) return;
    this.panelOf = of;
    this.tabs.panel.lang = words.language;
    void this.drawPanel();
  }

  private async drawPanel(): Promise<void> {
    const { words, run, tabs } = this;
    if (tabs.current === "reports") {
      fill(tabs.panel, [this.reports]);
      this.table.mount();
      return;
    }
    if (run.region === null) {
      fill(tabs.panel, [element("p", { className: "panel", text: words.get("batch.not_yet") })]);
      return;
    }
    const focused = document.activeElement;
    const wasNaming = this.expected.root.contains(focused);
    if (tabs.current === "charts") await this.drawCharts();
    else fill(tabs.panel, [this.panel(tabs.current, run.region)]);
    if (wasNaming) this.expected.focus(focused);
  }

  private panel(view: View, region: Region): HTMLElement {
    const parts = partsOf(region);
    const panels = parts.map((part) => this.panelOfForm(view, part, parts.length > 1));
    if (view === "missing") {
      this.expected.draw(this.run.known.list, this.words);
      panels.unshift(this.expected.root);
    }
    return element("div", {}, panels);
  }

  /** What is said of the reports of one form, beneath its name where there are several. */
  private panelOfForm(view: View, region: FormRegion, isNamed: boolean): HTMLElement {
    const panel = this.panelAlone(view, region);
    const name = region.form?.name ?? this.words.get("batch.annual_report");
    if (isNamed) panel.prepend(element("h3", { className: "form-name", text: name }));
    return panel;
  }

  private panelAlone(view: View, region: FormRegion): HTMLElement {
    if (view === "sums") return sumsPanel(region, this.engine.forms, this.words);
    if (view === "missing") return missingPanel(region, this.words);
    return similarPanel(region, this.words, (path) => this.pickPath(path));
  }

  private async drawCharts(): Promise<void> {
    const { Charts } = await import("./charts");
    // Another view may have been chosen meanwhile.
    if (this.tabs.current !== "charts") return;
    this.charts ??= new Charts();
    fill(this.tabs.panel, [this.charts.root]);
    if (this.run.region) this.charts.show(this.run.region, this.words);
  }

  private forget(): void {
    if (!window.confirm(this.words.get("batch.forget_sure"))) return;
    this.picked = null;
    void this.run.forget();
  }

  private async downloadWorkbook(): Promise<void> {
    const { words } = this;
    this.told.textContent = words.get("batch.writing");
    try {
      download(`${words.get("batch.file_name")}.xlsx`, OFFICE_TYPES.xlsx, await this.run.workbook());
      this.told.textContent = "";
    } catch {
      this.told.textContent = words.get("batch.not_written");
    }
  }

  private downloadRegion(): void {
    const { whole } = this.run;
    if (whole) download(`${this.words.get("batch.file_name")}.json`, "application/json", whole);
  }

  private downloadRows(): void {
    const lines = this.shown.map((row) => JSON.stringify(row));
    download(`${this.words.get("batch.file_name")}.jsonl`, "application/jsonl", `${lines.join("\n")}\n`);
  }
}

function speechOf(words: PageWords, forms: readonly string[]): Speech {
  return { lang: words.language, forms, locked: words.get("batch.locked"), crashed: words.get("batch.stopped") };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
