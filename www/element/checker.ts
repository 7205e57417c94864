/** `<gouji-checker>`: checks the report in an editor of the page that it stands in. */

import type { Options, Result, Waiver } from "gouji";
import { version } from "../../pkg.json";
import { EDITORS } from "../editors";
import { Names } from "../view/names";
import type { Address, CheckResult, Finding } from "../view/shapes";
import { Words } from "../view/words";
import { languageOf, ReflectedElement } from "./attributes";
import { type Answer, then } from "./answer";
import { Caret } from "./caret";
import { Applying, type Outcome } from "./applying";
import type { AdapterFinder, EditorAdapter } from "./editing";
import { type Engine, start } from "./engine";
import { Gate } from "./gate";
import { type Circumstances, Hold, type Standing } from "./hold";
import { LateFields } from "./late";
import { type Colours, Painter, type Ring } from "./painter";
import { Panel } from "./panel";
import { type Correction, type Reading, read } from "./reading";
import { dress } from "./styles";
import { isEditable, isSame, locate, placeOf, type Surface, seek } from "./surface";
import { numbersOf } from "./numbers";
import { Documents } from "./documents";
import { type FormSource, type KnownForms, NO_FORMS, OwnForms } from "./own-forms";
import { fieldsOf, savedOf } from "./saved";
import { formOf, treeOf } from "./tree";
import { remedy } from "./trouble";
import { byTyping } from "./typing";
import { unassessed } from "./unassessed";
import { unguarded } from "./unguarded";
import { Watcher } from "./watcher";
import { WayBack } from "./way-back";
import { ElementWords } from "./words";

/** What `gouji-result` carries. */
export interface ResultDetail {
  result: Result;
  valid: boolean;
}

/** What `gouji-select` carries. */
export interface SelectDetail {
  cell: Address;
}

/** What `gouji-before-publish` carries; cancelling it holds publishing. */
export interface PublishDetail {
  /** `null` where nothing was checked yet. */
  result: Result | null;
  valid: boolean;
  /** Whether the element holds publishing by itself. */
  held: boolean;
}

/** Properties that a page may have set before the element was defined. */
const PROPERTIES = [
  "for",
  "mode",
  "year",
  "publish",
  "draft",
  "name",
  "value",
  "options",
  "forms",
  "waivers",
  "editor",
] as const;

/** One load of the checker for all elements of a page. */
let engine: Promise<Engine> | null = null;

export class GoujiChecker extends ReflectedElement {
  static readonly version: string = version;
  static readonly formAssociated = true;
  static readonly observedAttributes = [
    "for",
    "mode",
    "lang",
    "year",
    "publish",
    "draft",
    "forms",
    "previous",
    "others",
  ];
  /** Finds what an editor offers for its own undo; the first that answers counts. */
  static readonly adapters: AdapterFinder[] = [...EDITORS];

  private readonly panel: Panel;
  private readonly watcher: Watcher;
  private readonly painter = new Painter();
  private readonly gate: Gate;
  private readonly hold: Hold;
  private readonly applying: Applying;
  private readonly wayBack: WayBack;
  private readonly caret: Caret;
  private readonly internals: ElementInternals | null;
  private engine: Engine | null = null;
  private asked = 0;
  /** What keeps it from checking, where only the site can end that. */
  private failure: unknown = null;
  /** What stands there now is being checked elsewhere. */
  private pending = false;
  private reading: Reading | null = null;
  private surface: Surface | null = null;
  /** What was edited at this target, when it was last looked for. */
  private located: { target: HTMLElement; surface: Surface | null } | null = null;
  private told = "";
  private toldValid = false;
  /** The page asks the gate itself: then it guards something without a form. */
  private isAsked = false;
  private readonly late = new LateFields();
  /** What was last said of a gate that guards nothing. */
  private warned = "";
  /** Why a report that could not be assessed is right, where no finding takes the reason. */
  private accepted = "";
  private focused: readonly Address[] = [];
  private ownOptions: Options = {};
  private ownWaivers: Waiver[] = [];
  private readonly ownForms = new OwnForms();
  private readonly documents = new Documents();
  /** What the last answer was checked with. */
  private known: KnownForms | null = null;
  private ownEditor: EditorAdapter | null = null;

  constructor() {
    super();
    // Of an element that the page already shows: the module comes while the panel is made.
    if (this.isConnected) this.begin();
    this.internals = typeof this.attachInternals === "function" ? this.attachInternals() : null;
    const shadow = this.attachShadow({ mode: "open" });
    this.panel = new Panel({
      goTo: (cell) => this.select(cell),
      take: (corrections) => this.apply(corrections),
      waive: (findings, reason) => this.waive(findings, reason),
      restore: (finding) => this.restore(finding),
      attend: (attention) => this.attend(attention?.findings ?? []),
    });
    shadow.append(this.panel.root, document.createElement("slot"));
    this.watcher = new Watcher(
      () => this.find(),
      (surface) =>
        `${languageOf(this)} ${this.isChangeable(surface)} ${surface.kind === "text" ? surface.text.read() : ""}`,
      (surface) => this.guard(() => this.run(surface)),
    );
    this.gate = new Gate(
      () => this.publishedForms(),
      () => ({ publish: this.publish, draft: this.draft }),
      () => this.guard(() => this.holds()) ?? this.gates,
    );
    this.hold = new Hold(this, this.panel, () => this.circumstances());
    this.applying = new Applying(
      () => this.reading,
      () => (this.surface?.kind === "live" ? numbersOf(this.surface.root) : null),
      () => this.guard(() => this.run()),
    );
    this.wayBack = new WayBack(this.panel.root, () => this.guard(() => this.panel.back()));
    this.caret = new Caret((at) => this.guard(() => this.panel.mark(this.addressOf(at))));
    this.guard(() => dress(shadow));
  }

  connectedCallback(): void {
    this.upgrade(PROPERTIES);
    this.begin();
    this.loadFiles();
    this.guard(() => this.adopt());
    this.guard(() => {
      this.speak();
      this.gate.arm(this);
      this.watcher.start(this.ownerDocument);
    });
  }

  disconnectedCallback(): void {
    this.gate.disarm();
    this.watcher.stop();
    this.caret.follow(null);
    // A move within the page begins as a removal: the rings and a hold stay meanwhile.
    void Promise.resolve().then(() => this.isConnected || this.leave());
  }

  private leave(): void {
    this.painter.clear();
    this.late.leave();
    this.wayBack.close();
    this.guard(() => this.hold.end());
  }

  adoptedCallback(): void {
    this.guard(() => this.hold.end());
    this.guard(() => this.shadowRoot && dress(this.shadowRoot));
  }

  /** With its form the element goes back to the waivers that the page was sent with. */
  formResetCallback(): void {
    this.waivers = [];
    this.guard(() => this.adopt());
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return;
    this.loadFiles();
    this.guard(() => {
      this.speak();
      this.hold.review();
      this.watcher.schedule();
    });
  }

  /** The checker's options; `lang` and `year` are the attributes'. */
  get options(): Options {
    return this.ownOptions;
  }

  set options(value: Options) {
    this.ownOptions = value ?? {};
    this.watcher.schedule();
  }

  /**
   * Forms that a document may follow beside those of the library, each as its file says it: an
   * object, or its JSON. The attribute of this name has the addresses of such files.
   */
  get forms(): readonly FormSource[] {
    return this.ownForms.sources;
  }

  set forms(value: readonly FormSource[]) {
    this.ownForms.sources = value;
    this.watcher.schedule();
  }

  /** The findings accepted with a reason. They are the page's to keep. */
  get waivers(): readonly Waiver[] {
    return this.ownWaivers;
  }

  set waivers(value: readonly Waiver[]) {
    this.ownWaivers = Array.from(value ?? []);
    this.internals?.setFormValue?.(JSON.stringify({ waivers: this.ownWaivers }));
    this.watcher.schedule();
  }

  /** What puts corrections in; found by itself in the editors that are known. */
  get editor(): EditorAdapter | null {
    return this.ownEditor;
  }

  set editor(value: EditorAdapter | null) {
    this.ownEditor = value;
  }

  /** The form that is published: its own, else the report's. */
  get form(): HTMLFormElement | null {
    return this.publishedForms()[0] ?? null;
  }

  /** The newest result as plain data, `null` before the first. */
  get result(): Result | null {
    return this.told === "" ? null : JSON.parse(this.told);
  }

  /**
   * A report was found, it has no error, and enough of it could be assessed. Nothing unread is
   * valid, nor what has changed since it was checked, nor what the editor would not save.
   */
  get valid(): boolean {
    return this.standing === "right";
  }

  /** Checks what stands there now. Rejected where the checker cannot start. */
  async check(): Promise<Result | null> {
    await this.start();
    await this.run();
    return this.result;
  }

  /**
   * Puts figures into cells by the editor's own undo, and checks again. What cannot be edited
   * stays as it is. Tells whether they stand in what the editor would save.
   */
  async apply(corrections: readonly Correction[]): Promise<boolean> {
    const reading = this.guard(() => this.current());
    const { surface } = this;
    if (!reading?.editable || !surface || !this.isChangeable(surface)) return false;
    const saved = this.guard(() => this.saved(surface)) ?? [];
    this.guard(() => this.panel.refuse(""));
    const outcome = await this.applying.apply(reading, corrections, saved).catch((error) => {
      console.warn("gouji-checker:", error);
      return "refused" as const;
    });
    this.guard(() => this.settle(outcome));
    return outcome === "taken";
  }

  /** An editor may refuse, or show what it would not save: a button that does nothing looks broken. */
  private settle(outcome: Outcome): void {
    this.run();
    const unsaved = this.unsavedKey;
    const words = { taken: null, refused: "not_taken", unsaved, disturbed: "disturbed" } as const;
    const key = words[outcome];
    this.panel.refuse(key === null ? "" : this.words().get(key));
  }

  private get unsavedKey(): "not_in_field" | "not_saved" {
    return this.applying.isFieldAlone ? "not_in_field" : "not_saved";
  }

  private saved(surface: Surface) {
    const target = this.target();
    if (surface.kind !== "live" || !target) return [];
    return savedOf(surface.root, target, this.publishedForms(), this.adapter(surface), this.late);
  }

  /** Learns which fields follow what is typed. */
  private noteFields(surface: Surface): void {
    const target = this.target();
    if (surface.kind !== "live" || !target || !this.isConnected) return;
    this.late.note(surface.root, fieldsOf(target, this.publishedForms()), this.applying.isAtWork);
  }

  /** What was read where the report is edited now: an editor may just have changed to its source view. */
  private current(): Reading | null {
    if (!this.isConnected) return null;
    if (!isSame(this.watcher.now(), this.surface)) this.run();
    return this.reading;
  }

  /** Takes the waivers that the page was sent with: the form goes on carrying them. */
  private adopt(): void {
    if (this.value === "" || this.ownWaivers.length > 0) return;
    const { waivers } = JSON.parse(this.value);
    if (Array.isArray(waivers)) this.waivers = waivers;
  }

  /**
   * Asks the gate, for a page that publishes without submitting a form: checks now,
   * tells `gouji-before-publish`, and where publishing is held shows why.
   */
  mayPublish(): boolean {
    this.isAsked = true;
    return !(this.guard(() => this.holds()) ?? this.gates);
  }

  /** What goes wrong is told in the panel. */
  private begin(): void {
    void this.start().catch(() => undefined);
  }

  private async start(): Promise<void> {
    if (this.engine) return;
    engine ??= start(languageOf(this));
    const asked = engine;
    try {
      const started = await asked;
      if (this.engine) return;
      this.engine = started;
      this.failure = null;
      if (this.isConnected) this.watcher.hurry();
    } catch (error) {
      // The next element or check() may try again.
      if (engine === asked) engine = null;
      this.failure = error;
      this.guard(() => this.tellFault(error, "not_loaded"));
      throw error;
    }
  }

  /** Fetches the forms and the documents that the attributes name. */
  private loadFiles(): void {
    const base = this.ownerDocument.baseURI;
    this.guard(() => this.ownForms.load(this.getAttribute("forms"), base));
    this.guard(() => this.documents.load(this.getAttribute("previous"), this.getAttribute("others"), base));
  }

  private words(): ElementWords {
    return new ElementWords(languageOf(this));
  }

  private speak(): void {
    const words = this.words();
    this.panel.speak(words);
    if (this.failure !== null) this.tellFault(this.failure, "not_loaded");
    else if (!this.reading) this.panel.tell("reading", words.get("reading"));
  }

  /** What the site has to do, else what went wrong. */
  private tellFault(error: unknown, otherwise: "not_loaded" | "fault"): void {
    const words = this.words();
    const { message } = error as Error;
    this.panel.tell("unreadable", remedy(error, words) ?? words.fill(otherwise, { reason: message }));
  }

  private target(): HTMLElement | null {
    const selector = this.for;
    if (selector === null) return this;
    try {
      return seek(treeOf(this), selector) ?? seek(this.ownerDocument, selector);
    } catch {
      return null;
    }
  }

  private find(): Surface | null {
    // A gate may have come to guard something since.
    if (this.warned !== "") this.guard(() => this.watchGate());
    try {
      const target = this.target();
      // In a frame or a component the report is published from there.
      if (this.isConnected) for (const node of [target, ...this.publishedForms()]) if (node) this.gate.arm(node);
      if (!target) return null;
      const known = this.located?.target === target ? this.located.surface : null;
      const surface = locate(target, known);
      this.located = { target, surface };
      return surface;
    } catch {
      return null;
    }
  }

  /** The forms that this element and the report belong to. */
  private publishedForms(): HTMLFormElement[] {
    const target = this.target();
    const forms = [this.internals?.form ?? formOf(this), target && formOf(target)];
    return forms.filter((form): form is HTMLFormElement => form !== null);
  }

  /** Reads, checks, shows, paints and tells: at once, or when a worker has answered. */
  private run(surface = this.isConnected ? this.watcher.now() : this.find()): void | Promise<void> {
    const { engine } = this;
    if (!engine) return;
    this.surface = surface;
    this.pending = false;
    const asked = ++this.asked;
    if (!surface) {
      this.miss();
      return;
    }
    const loading = this.ownForms.loading ?? this.documents.loading;
    if (loading) {
      this.pending = true;
      this.guard(() => this.panel.wait(this.words().get("reading")));
      return loading.then(() => (asked === this.asked ? this.run(surface) : undefined));
    }
    try {
      const answer = this.ask(engine, surface);
      if (!(answer instanceof Promise)) {
        this.take(engine, answer, surface);
        return;
      }
      this.pending = true;
      this.guard(() => this.panel.wait(this.words().get("checking")));
      const settle = (work: () => void) => {
        // Of several answers the one to the last question counts.
        if (asked !== this.asked) return;
        this.pending = false;
        this.guard(work);
      };
      return answer.then(
        (late) => settle(() => this.take(engine, late, surface)),
        (error) => settle(() => this.fail(error)),
      );
    } catch (error) {
      this.fail(error);
    }
  }

  /** Asks; once more without a document of the site that the checker cannot read. */
  private ask(engine: Engine, surface: Surface): Answer<Checked> {
    const again = (error: unknown): Answer<Checked> => {
      if (!this.documents.refuses(error)) throw error;
      return this.ask(engine, surface);
    };
    try {
      const answer = this.askOnce(engine, surface);
      return answer instanceof Promise ? answer.catch(again) : answer;
    } catch (error) {
      return again(error);
    }
  }

  private askOnce(engine: Engine, surface: Surface): Answer<Checked> {
    const lang = languageOf(this);
    const { forms: others = NO_FORMS, ...options } = this.documents.with(this.checkOptions(lang));
    return then(this.ownForms.known(engine, others, this.words()), (known) => {
      const { texts } = known;
      const given = texts.length === 0 ? options : { ...options, forms: [...texts] };
      const reading = read(surface, engine, given, this.adapter(surface), this.isChangeable(surface));
      return then(reading, (reading) => ({ known, reading }));
    });
  }

  private take(engine: Engine, { known, reading }: Checked, surface: Surface): void {
    this.failure = null;
    this.reading = reading;
    this.guard(() => this.learn(known));
    // The verdict stands, whatever becomes of showing it.
    this.guard(() => this.noteFields(surface));
    this.guard(() => this.show(engine, reading, surface));
    this.guard(() => this.watchGate());
    if (!this.applying.isBusy) this.tell(reading.result);
  }

  /** Tells once which of the page's forms are not taken. */
  private learn(known: KnownForms): void {
    const before = this.known?.troubles ?? [];
    const troubles = [...known.troubles, ...this.documents.troubles(this.words())];
    this.known = { ...known, troubles };
    this.panel.tellForms(troubles);
    for (const trouble of troubles) if (!before.includes(trouble)) console.warn("gouji-checker:", trouble);
  }

  /** Whoever set up a gate that guards nothing is told so, and no longer once it does. */
  private watchGate(): void {
    const buttons = { publish: this.publish, draft: this.draft };
    const isGate = this.mode === "gate" && !(this.isAsked && this.publish === null);
    const why = isGate ? unguarded(this.publishedForms(), buttons, this.gate.trees) : null;
    const text = why === null ? "" : this.words().fill(`unguarded_${why}`, { selector: this.publish ?? "" });
    this.panel.warn(text);
    if (text !== "" && text !== this.warned) console.warn("gouji-checker:", text);
    this.warned = text;
  }

  private fail(error: unknown): void {
    this.reading = null;
    this.told = "";
    this.painter.clear();
    if (remedy(error, this.words()) !== null) this.failure = error;
    this.tellFault(error, "fault");
    this.hold.review();
  }

  private checkOptions(lang: ReturnType<typeof languageOf>) {
    const { settings } = this.ownOptions;
    const given = settings?.waivers ?? [];
    // What is no list is left to the checker to name.
    const waivers = Array.isArray(given) ? [...given, ...this.ownWaivers] : given;
    const year = this.year;
    return { ...this.ownOptions, lang, ...(year === null ? {} : { year }), settings: { ...settings, waivers } };
  }

  private adapter(surface: Surface): EditorAdapter {
    if (this.ownEditor) return this.ownEditor;
    if (surface.kind !== "live") return byTyping;
    for (const find of GoujiChecker.adapters) {
      try {
        const found = find(surface.root);
        if (found) return found;
      } catch {
        // An editor elsewhere in the page that is broken is none of this one's business.
      }
    }
    return byTyping;
  }

  /** Whether corrections can be put in there now. */
  private isChangeable(surface: Surface): boolean {
    if (surface.kind === "text") return surface.text.isEditable();
    return isEditable(surface.root) && !this.adapter(surface).isReadOnly?.();
  }

  private show(engine: Engine, reading: Reading, surface: Surface): void {
    const lang = languageOf(this);
    const own = this.words();
    const { result, editable, flattened } = reading;
    // Asked for before the panel changes, they cost no styling of it.
    const colours = this.colours();
    this.panel.show(result, {
      words: new Words(lang),
      own,
      names: new Names(this.known?.forms ?? engine.forms, result.tables, lang),
      rules: engine.rules(lang),
      editable,
      warning: flattened === null ? null : own.fill("flattened", { editor: flattened }),
    });
    if (this.applying.isBusy) this.panel.wait(own.get("applying"));
    else if (this.applying.isUnsaved) this.panel.distrust(own.get("unsaved"), own.get(this.unsavedKey));
    this.hold.review();
    this.caret.follow(surface.kind === "live" && this.isConnected ? surface.root : null);
    this.paint(colours);
  }

  private miss(): void {
    const words = this.words();
    this.reading = null;
    this.told = "";
    this.painter.clear();
    this.panel.tell("reading", words.fill("no_target", { target: this.for ?? "" }), words.get("no_target_next"));
    this.hold.review();
  }

  private tell(result: CheckResult): void {
    const told = JSON.stringify(result);
    const { valid } = this;
    if (told === this.told && valid === this.toldValid) return;
    this.told = told;
    this.toldValid = valid;
    this.emit<ResultDetail>("gouji-result", { result: JSON.parse(told), valid });
  }

  private colours(): Colours {
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    return { error: colour("--red"), other: colour("--rule-strong"), focus: colour("--blue") };
  }

  private paint(colours = this.colours()): void {
    const { reading, surface } = this;
    if (!reading || surface?.kind !== "live" || !this.isConnected) {
      this.painter.clear();
      return;
    }
    const rings: Ring[] = [];
    for (const cause of this.panel.causes) {
      for (const address of cause.cells) {
        const cell = reading.cells.get(address);
        if (cell) rings.push({ cell, severity: cause.severity, current: this.focused.includes(address) });
      }
    }
    this.painter.paint(surface.root, rings, colours);
  }

  private attend(findings: readonly Finding[]): void {
    this.focused = findings.flatMap((finding) => finding.cells.slice(0, 1));
    this.guard(() => this.paint());
  }

  private select(cell: Address): void {
    this.emit<SelectDetail>("gouji-select", { cell });
    this.guard(() => {
      this.current()?.goTo(cell);
      const place = placeOf(this.surface);
      if (place) this.wayBack.open(place);
    });
  }

  private addressOf(at: Element | null): Address | null {
    if (at) for (const [address, cell] of this.reading?.cells ?? []) if (cell === at) return address;
    return null;
  }

  private waive(findings: readonly Finding[], reason: string): void {
    const known = findings.filter(({ fingerprint }) => fingerprint !== undefined);
    this.waivers = [...this.ownWaivers, ...known.map(({ rule, fingerprint }) => ({ rule, fingerprint, reason }))];
    this.guard(() => this.run());
  }

  private restore(finding: Finding): void {
    this.waivers = this.ownWaivers.filter((waiver) => waiver.fingerprint !== finding.fingerprint);
    this.guard(() => this.run());
  }

  /** Whether publishing is held; where it is, the reason is shown and has the focus. */
  private holds(): boolean {
    this.guard(() => this.run());
    return this.hold.decide((held) => {
      const detail = { result: this.result, valid: this.valid, held };
      return this.emit<PublishDetail>("gouji-before-publish", detail, true);
    });
  }

  /** A checker that the site keeps from working must not lock the page: it says why instead. */
  private get gates(): boolean {
    return this.mode === "gate" && this.failure === null && !this.lacksForm;
  }

  /** What was read follows no known form, and one of the page's is not known. */
  private get lacksForm(): boolean {
    return this.reading?.result.status === "unreadable" && (this.known?.troubles.length ?? 0) > 0;
  }

  private get standing(): Standing {
    if (!this.engine) return "reading";
    if (this.pending || this.applying.isBusy) return "checking";
    const result = this.reading?.result;
    if (!result) return "unchecked";
    if (result.status === "unreadable") return "unreadable";
    if (result.summary.error > 0) return "findings";
    if (this.applying.isUnsaved) return "unsaved";
    return this.unassessed ? "unassessed" : "right";
  }

  private get unassessed() {
    const { reading, engine } = this;
    const found = reading && engine ? unassessed(reading.result, this.known?.forms ?? engine.forms) : null;
    return found && found.findings.length === 0 && this.accepted === acceptanceOf(found) ? null : found;
  }

  private circumstances(): Circumstances {
    const { standing } = this;
    const words = this.words();
    const common = { words, gates: this.gates, standing };
    const found = standing === "unassessed" ? this.unassessed : null;
    if (!found) return common;
    const facts = { count: found.count, all: found.all };
    const take = (reason: string) => {
      if (found.findings.length === 0) this.accepted = acceptanceOf(found);
      this.waive(found.findings, reason);
    };
    return {
      ...common,
      facts,
      ask: () => this.panel.ask(words.fill("unassessed_why", facts), words.get("unassessed_keep"), take),
    };
  }

  private emit<Detail>(type: string, detail: Detail, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  /** The page that the element stands in must not break with it. */
  private guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      console.warn("gouji-checker:", error);
      return undefined;
    }
  }
}

/** A reading, and the forms that it was checked with. */
interface Checked {
  known: KnownForms;
  reading: Reading;
}

/** What a reason was given for: of another report it says nothing. */
function acceptanceOf({ count, all }: { count: number; all: number }): string {
  return `${count} of ${all}`;
}
