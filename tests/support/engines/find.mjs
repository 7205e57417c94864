/**
 * Runs within the page: the elements that a selector of Playwright's kind finds.
 * CSS that also looks into open shadow trees, `:visible`, `:has-text("…")`,
 * `text=…`, `nth=…`, steps joined by `>>`. `path` is a selector for each frame to
 * enter and at last one for the elements. Self-contained, since its source is sent.
 */
export function find(path) {
  const deep = (root, css) => {
    const found = Array.from(root.querySelectorAll(css));
    for (const host of root.querySelectorAll("*")) if (host.shadowRoot) found.push(...deep(host.shadowRoot, css));
    if (root.shadowRoot) found.push(...deep(root.shadowRoot, css));
    return found;
  };
  const isVisible = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const view = element.ownerDocument.defaultView;
    return width > 0 && height > 0 && view.getComputedStyle(element).visibility === "visible";
  };
  /** Cuts at a separator that stands outside of brackets and quotes. */
  const cut = (text, separator) => {
    const parts = [""];
    let depth = 0;
    let quote = "";
    for (const letter of text) {
      if (quote) quote = letter === quote ? "" : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if ("([".includes(letter)) depth++;
      else if (")]".includes(letter)) depth--;
      if (letter === separator && depth === 0 && !quote) parts.push("");
      else parts[parts.length - 1] += letter;
    }
    return parts.map((part) => part.trim()).filter((part) => part !== "");
  };
  /** Descendants may stand in another tree; what `>`, `+`, `~` join stands in one. */
  const steps = (css) => {
    const joined = [];
    for (const word of cut(css, " ")) {
      const last = joined[joined.length - 1];
      if (/^[>+~]$/.test(word) || /[>+~]$/.test(last ?? "")) joined[joined.length - 1] = `${last} ${word}`;
      else joined.push(word);
    }
    return joined;
  };
  const step = (roots, text) => {
    const words = /:has-text\(["']?(.*?)["']?\)/.exec(text)?.[1];
    const visible = text.includes(":visible");
    const css = text.replace(/:has-text\(.*?\)/, "").replace(":visible", "") || "*";
    let found = [...new Set(roots.flatMap((root) => deep(root, css)))];
    if (words !== undefined) found = found.filter((element) => element.textContent.includes(words));
    return visible ? found.filter(isVisible) : found;
  };
  const chain = (roots, text) => {
    if (text.startsWith("nth=")) return roots.slice(Number(text.slice(4))).slice(0, 1);
    if (text.startsWith("text=")) {
      const all = roots.flatMap((root) => deep(root, "*"));
      const own = roots.filter((root) => root.nodeType === 1);
      const having = [...all, ...own].filter((element) => element.textContent.includes(text.slice(5)));
      return having.filter((element) => !having.some((other) => other !== element && element.contains(other)));
    }
    return cut(text, ",").flatMap((one) => steps(one).reduce(step, roots));
  };
  const select = (document, selector) => selector.split(">>").reduce((r, text) => chain(r, text.trim()), [document]);
  let root = document;
  for (const frame of path.slice(0, -1)) {
    root = select(root, frame)[0]?.contentDocument;
    if (!root) return [];
  }
  const found = select(root, path[path.length - 1]);
  found.isVisible = isVisible;
  return found;
}
