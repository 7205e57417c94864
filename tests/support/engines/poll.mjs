// Asking again until something is there.

/** As long as Playwright waits. */
const PATIENCE = 30_000;
export const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

/** Asks until the answer is neither `undefined`, `null` nor `false`. */
export async function poll(ask, what, timeout = PATIENCE) {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await pause(25);
  }
}
