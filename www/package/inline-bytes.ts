import { decode } from "./decode.js";

/** The module out of a script, fetched only where it is asked for. */
export async function inlineBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const { base64 } = await import("./gouji-base64.js");
  return decode(base64);
}
