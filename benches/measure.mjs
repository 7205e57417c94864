// Times of one call, in microseconds: the median over batches. Runs in Node and
// in the browser alike.

/** Median time of `work` in µs; a batch is long enough for a coarse clock. */
export function median(work, { batches = 41, milliseconds = 20 } = {}) {
  for (let warm = 0; warm < 200; warm++) work();
  const start = performance.now();
  work();
  const calls = Math.max(1, Math.ceil(milliseconds / Math.max(performance.now() - start, 0.01)));
  const times = [];
  for (let batch = 0; batch < batches; batch++) {
    const from = performance.now();
    for (let call = 0; call < calls; call++) work();
    times.push(((performance.now() - from) / calls) * 1000);
  }
  return times.sort((left, right) => left - right)[batches >> 1];
}

/** `{ name: µs }` as lines, each with its ratio to the named baseline. */
export function lines(title, times, baseline) {
  const rows = Object.entries(times).map(
    ([name, time]) =>
      `  ${name.padEnd(58)} ${time.toFixed(1).padStart(9)} µs ${(time / times[baseline]).toFixed(3).padStart(8)} ×`,
  );
  return [`${title} (× of: ${baseline})`, ...rows].join("\n");
}
