/** The page: one report in view, and what the reader does with it. */

import { type Cause, causesOf } from "../view/causes";
import { FindingsList, type Attention } from "../view/list";
import { Names } from "../view/names";
import { plainText } from "../view/plain";
import type { Address, Figure, Language, Repair } from "../view/shapes";
import { Words } from "../view/words";
import { DocumentList } from "./documents";
import { Editing } from "./editing";
import { kept } from "./form/drafts";
import { titleOf } from "./form/draft";
import { formIn, OwnForms, type Taken } from "./own-forms";
import { Memory } from "./memory";
import { blockIn, laidOver } from "./pasting";
import { Places, type Place } from "./places";
import { Remembering } from "./remembering";
import type { Engine } from "../view/engine";
import { copy, download, downloadOffice, type OfficeFormat, recordOf, tablesAsPage } from "./exports";
import { FormsList } from "./forms-list";
import { Frame } from "./frame";
import { Intake, type Offer } from "./intake";
import { keepLanguage, keepTheme, onSystemTheme, preferredLanguage, preferredTheme, type Theme } from "./preferences";
import type { Beside } from "./batch/protocol";
import { type Source, sourceOf } from "./reading";
import { type Sample, SAMPLES } from "./samples";
import { Session } from "./session";
import { sideBySide } from "./side-by-side";
import { Sheet } from "./sheet";
import { StateBar } from "./state";
import { Welcome } from "./welcome";
import { PageWords } from "./words";

export class App {
  private language: Language = preferredLanguage();
  private theme: Theme = preferredTheme();
  private words = new Words(this.language);
  private pageWords = new PageWords(this.language);
  private sessions: Session[] = [];
  private current = 0;
  /** The name of what is being read; `null`: nothing is. */
  private reading: string | null = null;
  /** Ends the reading of what was offered last. */
  private opening = new AbortController();
  private names!: Names;
  private causes: Cause[] = [];
  private intakeOpen = true;
  /** Nothing was opened yet: of the sample stands one sentence there. */
  private isWelcoming = false;

  private readonly ownForms: OwnForms;
  private readonly formsList = new FormsList({
    fillIn: (id) => this.places.fillInForm(id),
    remove: (id) => {
      this.ownForms.remove(id, this.language);
      this.reread();
    },
  });
  private readonly sheet = new Sheet();
  private readonly frame: Frame;
  private readonly intake: Intake;
  private readonly documents = new DocumentList((index) => this.pick(index));
  private readonly list = new FindingsList({
    goTo: (cell) => this.sheet.focus(cell),
    take: (corrections) => this.take(corrections),
    attend: (attention) => (this.sheet.hasFocus ? undefined : this.attend(attention)),
  });
  private readonly welcome = new Welcome({
    one: () => this.intake.focus(),
    many: () => this.intake.chooseFolder(),
    fillIn: () => this.places.fillIn(null),
    example: () => this.openSample(SAMPLES[0]),
  });
  private readonly state = new StateBar({
    take: (repair) => {
      this.take(repair.cells);
      this.revealFirst(repair);
    },
    goTo: (cell) => this.sheet.focus(cell),
    undo: () => this.undo(),
    revert: () => this.changeBy((session) => session.revert()),
    toFindings: () => this.frame.showFindings(),
  });
  private readonly remembering: Remembering;
  private readonly cells = {
    isEditable: (cell: Address) => !this.session.isSlow && this.session.figure(cell) !== undefined,
    kind: (cell: Address) => this.names.figureKind(cell),
  };
  private readonly editing: Editing;
  private readonly places: Places;

  constructor(private readonly engine: Engine) {
    this.ownForms = new OwnForms(engine);
    this.remembering = new Remembering(new Memory(engine), () => this.drawWith(this.hold()));
    this.editing = new Editing(this.sheet, {
      type: (cell, to) => this.changeBy((session) => session.type(cell, to)),
      endTyping: (keep) => this.endTyping(keep),
      set: (cell, to) => this.changeBy((session) => session.set([{ cell, to }])),
      ...this.cells,
      figure: (cell) => figureText(this.session.figure(cell)),
      name: (cell) => this.pageWords.fill("cell.input", { cell: this.names.cell(cell) }),
      leave: (cell) => this.leaveCell(cell),
    });
    this.intake = new Intake(
      {
        take: (offers) => void this.receive(offers),
        sample: (sample) => this.openSample(sample),
        pasteFigures: (text) => this.editing.paste(text) || this.pasteBlock(text),
        close: () => this.closeIntake(),
        fillIn: (draft) => this.places.fillIn(draft),
        many: (name, found) => this.places.collect(name, found),
      },
      this.formsList.root,
    );
    this.frame = new Frame({
      state: this.state.root,
      intake: this.intake.root,
      documents: this.documents.root,
      remembering: this.remembering.root,
      welcome: this.welcome,
      sheet: this.sheet.root,
      list: this.list.root,
      act: {
        language: () => this.speak(this.language === "en" ? "zh-CN" : "en"),
        theme: () => this.dress(this.theme === "dark" ? "light" : "dark", true),
        another: () => this.openIntake(),
        batch: () => this.places.toBatch(),
        copy: () => this.copyFindings(),
        json: () => this.downloadResult(),
        html: () => this.downloadTables(),
        record: () => this.downloadRecord(),
        office: (format) => this.downloadOffice(format),
        print: () => window.print(),
      },
    });
    this.sheet.root.addEventListener("focusin", (event) => this.onCell(event));
    this.sheet.root.addEventListener("focusout", () => this.list.mark([]));
    document.addEventListener("keydown", (event) => this.onKey(event));
    onSystemTheme((theme) => this.dress(theme, false));
    this.dress(this.theme, false);
    this.openSample(SAMPLES[0]);
    this.intakeOpen = true;
    this.greet(true);
    this.draw();
    this.places = new Places(engine, {
      language: () => this.language,
      show: (place) => this.giveWay(place),
      open: (file, beside) => void this.receive([{ kind: "file", file }], beside),
      chooseFolder: () => this.intake.chooseFolder(),
      batchFound: () => this.frame.showWayToBatch(this.places.hasBatch),
    });
  }

  /** The page belongs to something else, until that is closed. */
  private giveWay(place: Place | null): void {
    this.intake.isResting = place !== null;
    this.frame.place(place);
    // The first place is known while the places are being made.
    this.frame.showWayToBatch(this.places?.hasBatch ?? false);
    if (place === null) this.draw();
    else place.focus();
  }

  private get session(): Session {
    return this.sessions[this.current] as Session;
  }

  private greet(isWelcoming: boolean): void {
    this.isWelcoming = isWelcoming;
    this.frame.welcome(isWelcoming);
  }

  private openSample(sample: Sample): void {
    this.opening.abort();
    const name = (words: PageWords) => words.fill("sample.named", { name: words.get(sample.name) });
    this.open([{ name, content: sample.content, isSample: true }]);
  }

  private open(sources: Source[]): void {
    this.reading = null;
    this.greet(false);
    this.sessions = sources.map((source) => new Session(this.engine, source, this.language));
    const later = this.hold();
    this.current = 0;
    this.intakeOpen = this.sessions.every((session) => session.result.status === "unreadable");
    this.drawWith(later);
  }

  /** Holds each report against those open beside it, and against last year's figures where they are remembered. */
  private hold(): Promise<void>[] {
    const originals = this.sessions.map(({ original }) => original);
    const others = sideBySide(originals, this.engine.forms);
    const later = this.sessions.map((session, at) =>
      session.holdAgainst(others[at] ?? [], this.remembering.before(session)),
    );
    return later.filter((reading) => reading !== undefined);
  }

  /** Draws now, and once more when what takes its time has been read. */
  private drawWith(later: readonly Promise<void>[]): void {
    this.draw();
    if (later.length > 0) void Promise.all(later).then(() => this.draw());
  }

  private pick(index: number): void {
    this.current = index;
    this.draw();
  }

  /** Of several the last that was asked for is shown: what is still being read before it is given up. */
  private async receive(offered: Offer[], beside: Beside | null = null): Promise<void> {
    const offers = await this.withoutForms(offered);
    if (offers.length === 0) return;
    this.opening.abort();
    const opening = new AbortController();
    this.opening = opening;
    const [first] = offers;
    const name = offers.length === 1 && first?.kind === "file" ? first.file.name : "";
    this.reading = name;
    this.greet(false);
    this.refreshRest();
    const asked = { lang: this.language, forms: this.engine.brought };
    const sources = await Promise.all(offers.map((offer) => sourceOf(offer, asked, beside, opening.signal)));
    if (opening.signal.aborted) return;
    this.open(sources);
    this.frame.showTop();
    this.revealFirst(this.session.result.repair);
  }

  /** What the bar speaks of may stand below the first screen. */
  private revealFirst(repair: Repair | null): void {
    const cell = repair?.reason ? undefined : repair?.cells[0]?.cell;
    if (cell !== undefined) this.sheet.reveal(cell);
  }

  /** Takes what is a form among the files, and leaves the rest. */
  private async withoutForms(offers: Offer[]): Promise<Offer[]> {
    const texts = await Promise.all(offers.map((offer) => (offer.kind === "file" ? formIn(offer.file) : null)));
    const taken: Taken[] = [];
    for (const [at, offer] of offers.entries()) {
      const text = texts[at] ?? null;
      if (offer.kind === "file" && text !== null) taken.push(this.ownForms.add(offer.file.name, text, this.language));
    }
    if (taken.length === 0) return offers;
    this.openIntake();
    this.reread();
    this.formsList.tell(taken, this.pageWords);
    this.formsList.root.scrollIntoView({ block: "nearest" });
    return offers.filter((_, at) => (texts[at] ?? null) === null);
  }

  /** Checks again what is open, with the forms that there are now. */
  private reread(): void {
    const later = this.sessions.map((session) => session.reread()).filter((reading) => reading !== undefined);
    if (later.length === 0) {
      this.drawWith(this.hold());
    } else {
      this.draw();
      void Promise.all(later).then(() => this.drawWith(this.hold()));
    }
  }

  /** Draws everything: another document or another language. */
  private draw(): void {
    const { session, words, pageWords } = this;
    this.names = new Names(this.engine.forms, session.original.tables, this.language);
    const known = kept().filter(({ form }) => !form || this.engine.forms.edition(form.id));
    const begun = known.map((draft) => ({ id: draft.id, name: titleOf(draft) }));
    this.intake.draw(pageWords, session.result.status !== "unreadable" && !this.isWelcoming, begun);
    this.welcome.draw(session.result, pageWords);
    this.formsList.draw(this.ownForms.list, pageWords);
    this.frame.showTheme(this.theme, pageWords);
    const { names } = this;
    this.frame.draw({ session, names, words, pageWords, version: this.engine.version, intakeOpen: this.intakeOpen });
    this.causes = causesOf(session.result);
    this.sheet.draw(this.sheetContext());
    this.attend(null);
    this.refreshRest();
  }

  /** Shows what a change of figures has brought. */
  private refresh(): void {
    this.causes = causesOf(this.session.result);
    this.sheet.update(this.sheetContext());
    this.refreshRest();
    const cell = this.sheet.addressAt(document.activeElement);
    if (cell !== null) this.attendCell(cell);
  }

  private refreshRest(): void {
    const { session, names, words, pageWords } = this;
    const { result, changed, canUndo } = session;
    const rules = this.engine.rules(this.language);
    const { reading } = this;
    this.frame.showReading(reading !== null);
    // What is shown still is not that report's.
    if (reading !== null) this.state.tell("reading", pageWords.fill("reading", { name: reading }));
    else this.state.show({ result, words, pageWords, changed, canUndo });
    this.list.show(this.causes, result.repair, { names, words, rules });
    this.frame.showCount(result, this.causes.length, words);
    const entries = this.sessions.map((one) => ({
      name: one.source.name(pageWords),
      result: one.result,
      changed: one.changed,
    }));
    this.documents.show(entries, this.current, pageWords);
    this.remembering.show(session, names, pageWords);
    const said = this.isWelcoming ? pageWords.get("about") : this.state.sentence;
    document.title = pageWords.fill("page.title", { verdict: said });
  }

  private sheetContext() {
    return {
      session: this.session,
      names: this.names,
      words: this.words,
      pageWords: this.pageWords,
      causes: this.causes,
    };
  }

  private changeBy(change: (session: Session) => void): void {
    change(this.session);
    this.refresh();
  }

  /** What was typed was shown at each key; drawing it all anew would take away what is being pressed. */
  private endTyping(keep: boolean): void {
    if (keep) {
      this.session.endTyping(true);
      this.sheet.update(this.sheetContext());
    } else {
      this.changeBy((session) => session.endTyping(false));
    }
  }

  /** Several figures go into the cells from the one with the focus on, as one step of undo. */
  private pasteBlock(text: string): boolean {
    const from = this.sheet.addressAt(document.activeElement);
    const block = from === null ? null : blockIn(text);
    if (from === null || block === null) return false;
    this.editing.finish();
    const { changes, rest } = laidOver(block, this.sheet, from, this.cells);
    this.changeBy((session) => session.set(changes));
    const told = rest === 0 ? "form.pasted" : "form.pasted_some";
    this.frame.notice(this.pageWords.fill(told, { n: changes.length, rest }));
    return true;
  }

  private take(corrections: readonly { cell: Address; to: number }[]): void {
    this.changeBy((session) => session.set(corrections));
  }

  private undo(): void {
    let cells: Address[] = [];
    this.changeBy((session) => {
      cells = session.undo();
    });
    this.showCell(cells[0]);
  }

  private redo(): void {
    let cells: Address[] = [];
    this.changeBy((session) => {
      cells = session.redo();
    });
    this.showCell(cells[0]);
  }

  private showCell(cell: Address | undefined): void {
    if (cell !== undefined) this.sheet.focus(cell);
  }

  private attend(attention: Attention | null): void {
    this.sheet.attend(attention, (cell) => this.sheet.focus(cell));
  }

  private onCell(event: FocusEvent): void {
    const cell = this.sheet.addressAt(event.target);
    if (cell !== null) this.attendCell(cell);
  }

  /** Marks the findings that a cell belongs to, and shows their relation. */
  private attendCell(cell: Address): void {
    const ringed = this.causes.filter((cause) => cause.cells.includes(cell) || cause.affected.includes(cell));
    const findings = ringed.flatMap((cause) => cause.findings).filter((finding) => finding.cells.includes(cell));
    this.list.mark(ringed.map((cause) => cause.number));
    this.attend(ringed[0] ? { number: ringed[0].number, findings, cell } : null);
  }

  /** Back to the finding that a cell belongs to, else to the first. */
  private leaveCell(cell: Address): void {
    if (!this.list.focusCell(cell)) this.list.focusFirst();
  }

  private onKey(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target instanceof HTMLTextAreaElement) return;
    if (this.intake.isResting) return;
    if (key === "z" || key === "y") {
      event.preventDefault();
      this.editing.finish();
      if (key === "y" || event.shiftKey) this.redo();
      else this.undo();
    }
  }

  private openIntake(): void {
    this.intakeOpen = true;
    this.frame.showIntake(true);
    this.intake.focus();
  }

  private closeIntake(): void {
    this.intakeOpen = false;
    this.frame.showIntake(false);
  }

  private speak(language: Language): void {
    this.language = language;
    this.words = new Words(language);
    this.pageWords = new PageWords(language);
    keepLanguage(language);
    const later = this.sessions.map((session) => session.speak(language)).filter((speaking) => speaking !== undefined);
    this.formsList.tell([], this.pageWords);
    this.draw();
    if (later.length > 0) void Promise.all(later).then(() => this.language === language && this.draw());
    this.places.speak(language);
  }

  private dress(theme: Theme, keep: boolean): void {
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
    if (keep) keepTheme(theme);
    this.frame.showTheme(theme, this.pageWords);
  }

  private copyFindings(): void {
    const text = plainText(this.session.result, this.causes, this.names, this.words, this.state.sentence);
    void copy(text).then((copied) => {
      this.frame.notice(this.pageWords.get(copied ? "export.copied" : "export.copy_failed"));
    });
  }

  private downloadResult(): void {
    const content = `${JSON.stringify(this.session.asHandedIn, null, 2)}\n`;
    download(`${this.fileName()}.json`, "application/json", content);
  }

  private downloadTables(): void {
    const content = tablesAsPage(this.session, this.names, this.words);
    download(`${this.fileName()}.html`, "text/html", content);
  }

  private downloadRecord(): void {
    download(
      `${this.fileName()}-${this.pageWords.get("export.record_name")}.html`,
      "text/html",
      recordOf(this.session),
    );
  }

  private async downloadOffice(format: OfficeFormat): Promise<void> {
    try {
      await downloadOffice(this.session, this.fileName(), format);
    } catch (error) {
      this.frame.notice(this.pageWords.fill("export.failed", { message: (error as Error).message }));
    }
  }

  private fileName(): string {
    const { organ, year } = this.session.result;
    const name = [organ, year, this.pageWords.get("export.file_name")].filter((part) => part !== null).join("-");
    // What a file system may refuse is left out.
    return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "").slice(0, 80);
  }
}

function figureText(figure: Figure | undefined): string {
  return figure === null || figure === undefined ? "" : String(figure);
}
