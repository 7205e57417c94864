/** Small drawn signs, so that no meaning is carried by colour alone. */

const SVG = "http://www.w3.org/2000/svg";

/** Paths in a 16 × 16 box, drawn with the colour of the text. */
const PATHS = {
  error: "M3 3l10 10M13 3L3 13",
  warning: "M8 2.2L15 14H1zM8 6.4v3.8M8 12v.6",
  info: "M8 7v5M8 3.6v.8",
  passed: "M2.5 8.5l3.8 3.8L13.5 4.5",
  unreadable: "M5.4 5.6a2.7 2.7 0 1 1 3.8 2.4c-.8.4-1.2.9-1.2 2M8 12.4v.6",
  reading: "M3 8h.6M8 8h.6M13 8h.6",
  undo: "M6 3L2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 8H7",
} as const;

export type Icon = keyof typeof PATHS;

/** The sign, hidden from screen readers: its meaning stands beside it in words. */
export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
