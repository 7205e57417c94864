/** States to go back to, as undo does. A state is never changed, only replaced. */
export class History<State> {
  private readonly before: State[] = [];
  private after: State[] = [];
  /** What the last step was about: more of the same belongs to the same step. */
  private about: string | null = null;

  constructor(private present: State) {}

  get state(): State {
    return this.present;
  }

  get canUndo(): boolean {
    return this.before.length > 0;
  }

  get canRedo(): boolean {
    return this.after.length > 0;
  }

  /** Goes on to another state. Steps about the same thing, one after the other, are one. */
  step(next: State, about: string | null = null): void {
    if (about === null || about !== this.about) this.before.push(this.present);
    this.about = about;
    this.after = [];
    this.present = next;
  }

  /** What comes next is a step of its own. */
  endStep(): void {
    this.about = null;
  }

  /** Takes the last step back for good. */
  cancel(): void {
    if (this.undo()) this.after.pop();
  }

  undo(): boolean {
    return this.move(this.before, this.after);
  }

  redo(): boolean {
    return this.move(this.after, this.before);
  }

  private move(from: State[], to: State[]): boolean {
    const state = from.pop();
    if (state === undefined) return false;
    to.push(this.present);
    this.present = state;
    this.about = null;
    return true;
  }
}
