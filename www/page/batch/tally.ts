/** How far a run is, and how long it will still take. */
export class Tally {
  done = 0;
  all = 0;
  private began = 0;
  private doneBefore = 0;

  /** More files to be checked; a run that stood still begins to count anew. */
  add(files: number, isRunning: boolean, now: number): void {
    if (!isRunning) {
      this.began = now;
      this.doneBefore = this.done;
    }
    this.all += files;
  }

  /** Seconds left, from the speed so far; `null` while that says nothing. */
  left(now: number): number | null {
    const done = this.done - this.doneBefore;
    const seconds = (now - this.began) / 1000;
    if (done < 20 || seconds < 1) return null;
    return Math.ceil(((this.all - this.done) * seconds) / done);
  }
}
