/** A worker: reads and checks files, compares what was checked and writes it down, takes archives apart. */

import { check, forms, init, region } from "gouji";
import type { Region as Answer, RegionEntry } from "../../package/types";
import { extract } from "./archive";
import { Checking, unreadEntry } from "./checking";
import { isChecked } from "./files";
import type { ComparedRow, Kept, Region, Reply, Request } from "./protocol";
import { opened } from "./opened";
import * as store from "./store";

/** Rows and files are handed over in parts, so that the page never stops. */
const PART = 100;

const database = store.open().catch(() => null);
const say = (reply: Reply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer });
const checking = new Checking({ say, keep });

self.addEventListener("message", (event: MessageEvent<Request>) => {
  answer(event.data).catch((error: unknown) => {
    const { message } = error instanceof Error ? error : new Error(String(error));
    say({ done: "failed", code: (error as { code?: string }).code ?? "", message });
  });
});

async function answer(request: Request): Promise<void> {
  await init();
  if (request.do === "start") return say({ done: "ready" });
  if (request.do === "open") return say({ done: "opened", opened: await opened(request) });
  if (request.do === "again") return say({ done: "again", result: check(request.content, request.options) });
  if (request.do === "check") return checking.add(request.jobs, request.speech);
  if (request.do === "combine") return combine(request);
  if (request.do === "write") return writeWorkbook(request);
  return unzip(request.file);
}

async function keep(checked: readonly Kept[]): Promise<boolean> {
  try {
    const opened = await database;
    if (opened) await store.keep(opened, checked);
    return opened !== null;
  } catch {
    return false;
  }
}

async function combine({ speech, known, unkept, crashed }: Request & { do: "combine" }): Promise<void> {
  const opened = await database;
  const kept = opened ? await store.recallEntries(opened) : [];
  const read = [...kept, ...unkept].map((entry) => JSON.parse(entry) as RegionEntry);
  const lost = crashed.map((path) => unreadEntry(path, "internal", speech));
  // The last that was said of a file holds.
  const said = [...new Map([...read, ...lost].map((entry) => [entry.file, entry])).values()];
  // The form of what was kept may have been removed since: it is compared with nothing.
  const editions = forms({ forms: [...speech.forms], lang: speech.lang });
  const families = new Set(editions.map(({ id, edition_of }) => edition_of ?? id));
  const entries = said.filter(({ form }) => form === undefined || families.has(form));
  const { region: own, list } = known;
  const options = {
    lang: speech.lang,
    forms: [...speech.forms],
    list: [...list],
    ...(own === null ? {} : { region: own }),
  };
  const answer = region(entries, options);
  const parts = [answer, ...(answer.others ?? [])];
  const reports = parts.flatMap(({ reports }) => reports);
  const ownFindings = new Map(
    entries.map(({ file, findings }) => [file, new Set(findings.map(({ message }) => message))]),
  );
  const rows = reports.map(({ file, status, headline, summary, not_assessed, previous, findings }): ComparedRow => {
    const known = ownFindings.get(file);
    const added = findings.filter(({ message }) => !known?.has(message));
    const listed = added.map(({ rule, severity, message, cells }) => ({ rule, severity, message, cells }));
    const counts = { errors: summary.error, warnings: summary.warning, unassessed: not_assessed };
    return { path: file, status, ...counts, headline, previous, findings: listed };
  });
  for (let at = 0; at < rows.length; at += PART) say({ done: "compared", rows: rows.slice(at, at + PART) });
  say({
    done: "combined",
    region: withoutReports(answer),
    whole: new Blob([JSON.stringify(answer)], { type: "application/json" }),
  });
}

function withoutReports({ reports: _, others = [], ...region }: Answer): Region {
  return { ...region, others: others.map(withoutReports) };
}

async function writeWorkbook({ region, language, forms }: Request & { do: "write" }): Promise<void> {
  const { writeRegion } = await import("gouji/write");
  const workbook = await writeRegion(JSON.parse(await region.text()), { lang: language, forms: [...forms] });
  say({ done: "written", workbook }, [workbook.buffer]);
}

async function unzip(file: Blob): Promise<void> {
  for await (const { path, bytes } of extract(file)) {
    if (!isChecked(path)) continue;
    say(
      {
        done: "unzipped",
        files: [{ path, bytes: bytes.buffer, modified: file instanceof File ? file.lastModified : 0 }],
      },
      [bytes.buffer],
    );
  }
  say({ done: "all" });
}
