/** Starts a worker from within the page: beside a file on a disk nothing can be loaded. */
import InlineWorker from "./worker?worker&inline";

export function startWorker(): Worker {
  return new InlineWorker();
}
