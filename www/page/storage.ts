/** The browser's own storage, or `null` where its settings forbid it. */
export function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
