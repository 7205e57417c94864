/** The present moment in local time, as RFC 3339 writes it. */
export function now(moment = new Date()): string {
  const east = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + east * 60_000).toISOString().slice(0, 19);
  const two = (count: number) => String(Math.floor(Math.abs(count))).padStart(2, "0");
  return `${local}${east < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
}
