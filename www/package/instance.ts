import { GoujiError } from "./errors.js";
import type { Glue } from "./glue.js";
import { compile, failure, type Source } from "./source.js";

/** What checks: an instance, or one in place of another. */
export type Callable<Exports> = Pick<Instance<Exports>, "start" | "call">;

/** The running module: started once, replaced when it trapped. */
export class Instance<Exports> {
  private module: WebAssembly.Module | undefined;
  private glue: Glue<Exports> | undefined;
  private starting: Promise<void> | undefined;
  /** Counts instances: what a former one knew is gone. */
  generation = 0;

  /**
   * @param createGlue the glue of the module
   * @param fallback where the module comes from, unless the caller says
   */
  constructor(
    private readonly createGlue: () => Glue<Exports>,
    private readonly fallback: () => Promise<Source>,
  ) {}

  /** Starts the module, once. A start that failed may be tried again. */
  start(source?: Source): Promise<void> {
    if (this.glue) return Promise.resolve();
    this.starting ??= this.load(source).finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Calls an export. Whatever is thrown is a {@link GoujiError}. */
  call<T>(work: (exports: Exports) => T): T {
    const glue = this.glue;
    if (!glue) {
      throw new GoujiError("not_initialised", "gouji is not initialised: call and await init() first");
    }
    try {
      return work(glue);
    } catch (error) {
      if (error instanceof GoujiError) throw error;
      const code = (error as { code?: unknown } | undefined)?.code;
      if (typeof code === "string") throw new GoujiError(code as never, (error as Error).message);
      this.replace();
      const message = error instanceof Error ? error.message : String(error);
      throw new GoujiError("internal", `gouji stopped on an internal fault and was started anew: ${message}`, {
        cause: error,
      });
    }
  }

  private async load(source?: Source): Promise<void> {
    try {
      this.module = await compile(source ?? (await this.fallback()));
    } catch (error) {
      if (error instanceof GoujiError) throw error;
      const message = (error as Error).message;
      throw new GoujiError("wasm_not_loaded", `the .wasm file could not be loaded: ${message}`, { cause: error });
    }
    await this.instantiate(this.module);
  }

  private async instantiate(module: WebAssembly.Module): Promise<void> {
    const glue = this.createGlue();
    try {
      await glue.default({ module_or_path: module });
    } catch (error) {
      throw failure(error, "the .wasm file is not gouji's");
    }
    this.glue = glue;
    this.generation++;
  }

  /** A trap leaves an instance's memory in any state: never call it again. */
  private replace(): void {
    const module = this.module as WebAssembly.Module;
    this.glue = undefined;
    try {
      const glue = this.createGlue();
      glue.initSync({ module });
      this.glue = glue;
      this.generation++;
    } catch {
      // Older browsers forbid this on the main thread: the next init() or the
      // end of this start, whichever comes first, brings the module back.
      this.starting ??= this.instantiate(module).finally(() => {
        this.starting = undefined;
      });
    }
  }
}
