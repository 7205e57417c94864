/** Scrolling a textarea to a place in its text: no browser tells where in it a letter stands. */

/** What decides where lines break and how high they are. */
const LAYOUT = [
  ...["font-family", "font-size", "font-style", "font-weight", "font-stretch", "line-height", "tab-size", "direction"],
  ...["letter-spacing", "word-spacing", "text-indent", "text-transform", "white-space", "word-break", "overflow-wrap"],
  ...["padding-top", "padding-right", "padding-bottom", "padding-left"],
];

/** Brings the letter at this index (UTF-16 code units) into the middle, measured in a copy of the text. */
export function reveal(field: HTMLTextAreaElement, index: number): void {
  const { ownerDocument, clientWidth, clientHeight } = field;
  const copy = ownerDocument.createElement("div");
  const style = getComputedStyle(field);
  for (const name of LAYOUT) copy.style.setProperty(name, style.getPropertyValue(name));
  Object.assign(copy.style, {
    position: "absolute",
    top: "0",
    visibility: "hidden",
    boxSizing: "border-box",
    width: `${clientWidth}px`,
  });
  const place = ownerDocument.createElement("span");
  place.textContent = "0";
  copy.append(field.value.slice(0, index), place);
  ownerDocument.body.append(copy);
  const { offsetTop, offsetLeft } = place;
  copy.remove();
  field.scrollTop = offsetTop - clientHeight / 2;
  field.scrollLeft = offsetLeft < clientWidth ? 0 : offsetLeft - clientWidth / 2;
}
