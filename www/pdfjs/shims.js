// What pdf.js takes from its surroundings and what not all of them have: Node has
// no fonts, Chromium before 98 copies nothing by itself. esbuild puts these in the
// place of the global names, in this one file alone.

/** Fonts are measured, never shown. */
export class FontFace {
  loaded = Promise.resolve(this);
}

/** Asked for when pdf.js is loaded, and then only where something is shown. */
export class DOMMatrix {}

/** What one half hands the other. Whatever is neither list nor record is never changed again. */
export function structuredClone(value) {
  if (Array.isArray(value)) return value.map(structuredClone);
  if (value instanceof Map) return new Map(value);
  if (value === null || typeof value !== "object") return value;
  const kind = Object.getPrototypeOf(value);
  if (kind !== null && kind !== Object.prototype) return value;
  const copy = Object.create(kind);
  for (const name of Object.keys(value)) copy[name] = structuredClone(value[name]);
  return copy;
}
