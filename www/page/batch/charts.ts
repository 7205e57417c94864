/** What a region's figures look like. Loaded when somebody asks for it. */

import { BarChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { element, fill } from "../../view/dom";
import type { PageWords } from "../words";
import { type Figures, flowOf, findingsOf, outcomesOf } from "./figures";
import type { Region } from "./protocol";

use([BarChart, SankeyChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Colours that differ also for those who see no red or green. */
const COLOURS = ["#1c55a8", "#d98200", "#3d8f6e", "#8b4a9c", "#707a83", "#c0504d", "#3aa0b8"];

export class Charts {
  readonly root = element("div", { className: "charts" });
  private drawn: EChartsType[] = [];
  private readonly size = new ResizeObserver(() => {
    // Out of the page it has no size to be drawn in.
    if (this.root.clientWidth === 0) return;
    for (const chart of this.drawn) chart.resize();
  });

  constructor() {
    this.size.observe(this.root);
  }

  /** Draws the charts of a region, each with its figures as a table beneath. */
  show(region: Region, words: PageWords): void {
    for (const chart of this.drawn) chart.dispose();
    this.drawn = [];
    const [flow, outcomes, findings] = [flowOf(region, words), outcomesOf(region, words), findingsOf(region)];
    fill(this.root, [
      this.figure(words.fill("batch.chart.flow", { year: flow.year ?? "" }), flow.figures, words, (ink) =>
        sankey(flow, ink),
      ),
      this.figure(words.get("batch.chart.outcomes"), outcomes.figures, words, (ink) => stacked(outcomes, ink)),
      this.figure(words.get("batch.chart.findings"), findings, words, (ink) => bars(findings, ink)),
    ]);
    for (const { place, option } of this.waiting.splice(0)) {
      const chart = init(place, null, { renderer: "canvas" });
      chart.setOption(option);
      this.drawn.push(chart);
    }
  }

  private readonly waiting: { place: HTMLElement; option: EChartsCoreOption }[] = [];

  private figure(
    title: string,
    figures: Figures,
    words: PageWords,
    option: (ink: string) => EChartsCoreOption,
  ): HTMLElement {
    const heading = element("h3", { text: title });
    if (figures.rows.length === 0)
      return element("section", {}, [heading, element("p", { text: words.get("batch.chart.none") })]);
    const place = element("div", { className: "chart", attributes: { role: "img", "aria-label": title } });
    const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
    this.waiting.push({ place, option: { color: COLOURS, animation: false, ...option(ink) } });
    const data = element("details", {}, [
      element("summary", { text: words.get("batch.chart.data") }),
      tableOf(figures),
    ]);
    return element("section", {}, [heading, place, data]);
  }
}

function tableOf({ head, rows }: Figures): HTMLElement {
  const cells = (tag: "th" | "td", texts: readonly (string | number)[]) =>
    texts.map((text, index) => {
      const isHead = tag === "th" || index === 0;
      const scope = tag === "th" ? "col" : "row";
      return element(isHead ? "th" : "td", { text: String(text), attributes: { scope: isHead ? scope : null } });
    });
  return element("table", { className: "data" }, [
    element("thead", {}, [element("tr", {}, cells("th", head))]),
    element(
      "tbody",
      {},
      rows.map((row) => element("tr", {}, cells("td", row))),
    ),
  ]);
}

const tooltip = { renderMode: "richText" };

function sankey({ nodes, links }: ReturnType<typeof flowOf>, ink: string): EChartsCoreOption {
  const data = nodes.map((name) => ({ name }));
  return {
    tooltip,
    series: [
      { type: "sankey", right: 96, data, links, label: { color: ink }, lineStyle: { color: "source", opacity: 0.3 } },
    ],
  };
}

function stacked({ figures }: ReturnType<typeof outcomesOf>, ink: string): EChartsCoreOption {
  const [, ...names] = figures.head;
  const series = names.map((name, index) => ({
    ...{ type: "bar", stack: "outcomes", name, barMaxWidth: 48 },
    data: figures.rows.map((row) => row[index + 1]),
  }));
  const category = figures.rows.map(([year]) => String(year));
  return {
    ...{ tooltip, legend: { textStyle: { color: ink } } },
    ...{ xAxis: { type: "category", data: category, axisLabel: { color: ink } } },
    ...{ yAxis: { type: "value", axisLabel: { color: ink } }, series },
  };
}

function bars({ rows }: Figures, ink: string): EChartsCoreOption {
  const shown = rows.slice(0, 15).reverse();
  return {
    ...{ tooltip, grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true } },
    ...{ xAxis: { type: "value", axisLabel: { color: ink } } },
    yAxis: { type: "category", data: shown.map(([title]) => String(title)), axisLabel: { color: ink } },
    series: [{ type: "bar", data: shown.map(([, count]) => count), barMaxWidth: 18 }],
  };
}
