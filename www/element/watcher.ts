/**
 * Tells when what is edited has changed and the editor is at rest. It looks at the
 * document alone, so that it works in editors that it was never told of.
 */

import { isSame, placeOf, type Surface } from "./surface";

/** Milliseconds without a change after which the editor is at rest. */
const REST = 20;
/** Milliseconds that a check may take without anyone noticing it while typing: then nothing is waited for. */
const UNNOTICED = 16;
/** A busy page is checked after so many milliseconds at the latest. */
const LATEST = 200;
/** Milliseconds between looks for what no event tells: a value set by script, an editor that came late. */
const LOOK = 400;

type Idle = (callback: () => void, options: { timeout: number }) => number;

export class Watcher {
  private surface: Surface | null = null;
  /** What was seen of it. */
  private state: string | null = null;
  private timer = 0;
  /** Runs while the surface seems to become another one. */
  private turning = 0;
  private looking = 0;
  private composing = false;
  private generation = 0;
  /** Milliseconds that the latest check took. */
  private cost = 0;
  /** When the latest change was seen. */
  private latest = Number.NEGATIVE_INFINITY;
  private release: () => void = () => undefined;
  private readonly page = new MutationObserver(() => {
    // A check that is due looks by itself, once for both: laying out the page takes its time.
    Promise.resolve().then(() => this.timer !== 0 || this.look());
  });

  /**
   * @param find the surface as it is now
   * @param stateOf what of a surface no observer sees: when it differs, the surface has changed
   * @param changed called with the surface at rest, also when it has become another one
   */
  constructor(
    private readonly find: () => Surface | null,
    private readonly stateOf: (surface: Surface) => string,
    private readonly changed: (surface: Surface | null) => void,
  ) {}

  start(document: Document): void {
    this.stop();
    // Editors come, go, and change place by elements and by their styles.
    const attributeFilter = ["style", "class", "hidden", "open", "contenteditable", "readonly", "disabled", "lang"];
    this.page.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter });
    this.looking = window.setInterval(() => document.hidden || this.look(), LOOK);
    this.follow(this.find());
    this.schedule();
  }

  stop(): void {
    this.page.disconnect();
    window.clearInterval(this.looking);
    this.cancel();
    this.follow(null);
  }

  /** The surface now, found anew. */
  now(): Surface | null {
    const found = this.find();
    if (!isSame(found, this.surface)) this.turn(found);
    return this.surface;
  }

  /**
   * Asks for a check: next, or at rest where changes follow each other closely or
   * checking takes its time; of several the latest counts.
   */
  schedule(): void {
    if (this.composing) return;
    window.clearTimeout(this.timer);
    const generation = ++this.generation;
    const change = () => {
      if (generation !== this.generation) return;
      this.timer = 0;
      this.change();
    };
    const now = performance.now();
    const isAlone = now - this.latest > REST && this.cost < UNNOTICED;
    this.latest = now;
    this.timer = isAlone ? window.setTimeout(change) : window.setTimeout(() => whenIdle(change), REST);
  }

  /** Checks at once: what stands there is no change that might go on. */
  hurry(): void {
    if (this.composing) return;
    this.cancel();
    // The first check of a page takes longer than any later one.
    this.changed(this.now());
  }

  private cancel(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.generation++;
  }

  private change(): void {
    this.look();
    if (this.turning !== 0) return;
    const from = performance.now();
    this.changed(this.surface);
    this.cost = performance.now() - from;
  }

  private look(): void {
    const found = this.find();
    if (!isSame(found, this.surface)) {
      this.expect(found);
      return;
    }
    const state = found && this.stateOf(found);
    if (state === this.state) return;
    this.state = state;
    this.schedule();
  }

  /** An editor that changes its size or its mode may be no editor for a moment. */
  private expect(found: Surface | null): void {
    if (!placeOf(this.surface)?.isConnected) this.turn(found);
    else if (this.turning === 0) {
      this.turning = window.setTimeout(() => {
        this.turning = 0;
        this.now();
        // What was to be checked in between waited for this.
        this.schedule();
      }, REST);
    }
  }

  private turn(found: Surface | null): void {
    this.follow(found);
    this.schedule();
  }

  private follow(surface: Surface | null): void {
    window.clearTimeout(this.turning);
    this.turning = 0;
    this.release();
    this.composing = false;
    this.surface = surface;
    this.state = surface && this.stateOf(surface);
    this.release = surface ? this.listen(surface) : () => undefined;
  }

  private listen(surface: Surface): () => void {
    const place = surface.kind === "live" ? surface.root : surface.place;
    const compose = (event: Event) => {
      this.composing = event.type === "compositionstart";
      // What was due waits as well: a check would redraw beneath the one who types.
      if (this.composing) this.cancel();
      else this.schedule();
    };
    const look = () => this.look();
    place.addEventListener("compositionstart", compose);
    place.addEventListener("compositionend", compose);
    place.addEventListener("input", look);
    const observer = new MutationObserver(() => this.schedule());
    if (surface.kind === "live") {
      const attributeFilter = ["rowspan", "colspan", "style", "hidden"];
      observer.observe(place, {
        childList: true,
        characterData: true,
        subtree: true,
        attributes: true,
        attributeFilter,
      });
    }
    return () => {
      observer.disconnect();
      place.removeEventListener("compositionstart", compose);
      place.removeEventListener("compositionend", compose);
      place.removeEventListener("input", look);
    };
  }
}

function whenIdle(work: () => void): void {
  const idle = (window as { requestIdleCallback?: Idle }).requestIdleCallback;
  if (idle) idle.call(window, work, { timeout: LATEST });
  else window.setTimeout(work);
}
