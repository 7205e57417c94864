export type { Book, Gouji, LiveResult, Paper, PaperOptions, RenderFormat, RenderOptions, Unread } from "./api.js";
export type { CheckerConstructor } from "./checker.js";
export { type ErrorCode, GoujiError } from "./errors.js";
export type { Input } from "./input.js";
export type { Source } from "./source.js";
export type * from "./types.js";
