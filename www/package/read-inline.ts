/** With the module inside: for a single file, and where nothing can be fetched. */
import { decode } from "./decode.js";
import { base64 } from "./gouji-read-base64.js";
import { connect } from "./read-api.js";

export type { FileInput, Reader } from "./read-api.js";
export const { read, init } = /* @__PURE__ */ connect(async () => decode(base64));
