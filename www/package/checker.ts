import { GoujiError } from "./errors.js";
import type { CheckerExports, ModuleChecker } from "./glue.js";
import { given, type Input, written } from "./input.js";
import type { Instance } from "./instance.js";
import type { Finding, Options, Repair, Result } from "./types.js";

/** A report under the hand of its editor: a figure changes, and the answer follows. */
export interface Checker {
  /**
   * Puts into a cell what an editor types there: a number, text, or `null` for
   * a blank. Only what the cell touches is checked again.
   */
  set(address: string, value: number | string | null): void;
  /**
   * The answer as it stands, the same as that of a whole check. A finding that
   * has stayed is the same object as in the answer before; so is the repair.
   */
  result(): Result;
}

/** Reads and checks a report, for figures to be changed in it. */
export type CheckerConstructor = new (input: Input, options?: Options) => Checker;

/** A result as the module writes it: what stayed is its index in the one before, or 0. */
type Changes = Omit<Result, "findings" | "repair"> & { findings: (Finding | number)[]; repair: Repair | null | 0 };

/** The class around one instance of the module. */
export function checkerOf(instance: Instance<CheckerExports>): CheckerConstructor {
  return class Checker {
    private readonly open: (module: CheckerExports) => ModuleChecker;
    private readonly changes = new Map<string, string>();
    private held: ModuleChecker;
    private generation: number;
    private findings: Finding[] = [];
    private repair: Repair | null = null;

    constructor(input: Input, options?: Options) {
      const document = kept(given(input));
      const { json, beside } = written(options, given);
      const besides = beside.map(kept);
      this.open = ({ Checker }) =>
        typeof document === "string"
          ? Checker.ofText(document, json, besides)
          : Checker.ofBytes(document, json, besides);
      this.held = instance.call(this.open);
      this.generation = instance.generation;
    }

    set(address: string, value: number | string | null): void {
      const text = typed(value);
      this.call((held) => held.set(String(address), text));
      this.changes.set(address, text);
    }

    result(): Result {
      const changes: Changes = JSON.parse(this.call((held) => held.result()));
      const { findings, repair } = changes;
      this.findings = findings.map((one) => (typeof one === "number" ? (this.findings[one] as Finding) : one));
      this.repair = repair === 0 ? this.repair : repair;
      return Object.assign(changes, { findings: [...this.findings], repair: this.repair });
    }

    /** After a fault the module's object is gone: a new one gets all changes. */
    private call<T>(work: (held: ModuleChecker) => T): T {
      if (this.generation !== instance.generation) {
        this.held = instance.call((module) => {
          const held = this.open(module);
          for (const [address, text] of this.changes) held.set(address, text);
          return held;
        });
        this.generation = instance.generation;
      }
      return instance.call(() => work(this.held));
    }
  };
}

/** A copy of bytes, which may be needed again after the caller changed his. */
function kept<T extends string | Uint8Array>(document: T): T {
  return (typeof document === "string" ? document : document.slice()) as T;
}

/** A figure as text that is typed. */
export function typed(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return String(value);
  throw new GoujiError("invalid_input", "value: a number, text or null was expected");
}
