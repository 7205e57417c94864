/** The worker's module in a file beside it. */

import type { Source } from "../package/source";

export async function workerSource(): Promise<Source> {
  return new URL("gouji.wasm", self.location.href);
}
