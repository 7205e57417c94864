/** Language and light or dark, kept on this machine where the browser allows it. */

import type { Language } from "../view/shapes";

export type Theme = "light" | "dark";

export function preferredLanguage(): Language {
  const kept = recall("gouji.language");
  if (kept === "zh-CN" || kept === "en") return kept;
  return "zh-CN";
}

export function keepLanguage(language: Language): void {
  remember("gouji.language", language);
}

/** What the reader chose, else what the system prefers. */
export function preferredTheme(): Theme {
  const kept = recall("gouji.theme");
  if (kept === "light" || kept === "dark") return kept;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function keepTheme(theme: Theme): void {
  remember("gouji.theme", theme);
}

/** Follows the system until the reader has chosen. */
export function onSystemTheme(changed: (theme: Theme) => void): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => {
    if (recall("gouji.theme") === null) changed(dark.matches ? "dark" : "light");
  });
}

// Storage throws where a browser's settings forbid it: then nothing is kept.
function recall(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    return;
  }
}
