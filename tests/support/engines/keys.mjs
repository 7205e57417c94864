// WebDriver's actions of a keyboard and a mouse: the same in both of its protocols.

const NAMED = {
  Escape: "\uE00C",
  Enter: "\uE007",
  Tab: "\uE004",
  Space: " ",
  Backspace: "\uE003",
  Delete: "\uE017",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Home: "\uE011",
  End: "\uE010",
  F2: "\uE032",
  F8: "\uE038",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
};

const down = (value) => ({ type: "keyDown", value });
const up = (value) => ({ type: "keyUp", value });
const keyboard = (actions) => [{ type: "key", id: "keyboard", actions }];

/** `Control+Shift+z` as actions. */
export function chord(keys) {
  const values = keys.split("+").map((key) => NAMED[key] ?? key);
  const shifted = keys.includes("Control") ? values.map((value) => value.toLowerCase()) : values;
  return keyboard([...shifted.map(down), ...[...shifted].reverse().map(up)]);
}

/** Each letter pressed and released. */
export const typing = (text) => keyboard([...text].flatMap((letter) => [down(letter), up(letter)]));

/** The mouse to a place of the viewport, in CSS pixels; `press` also clicks there. */
export function pointer(x, y, press) {
  const move = { type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0 };
  const click = press
    ? [
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ]
    : [];
  return [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: [move, ...click] }];
}
