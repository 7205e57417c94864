import type { CheckExports, Glue } from "./glue.js";

/** A glue of its own for each instance, so that a broken one can be replaced. */
export function createGlue(): Glue<CheckExports>;
