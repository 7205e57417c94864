/** Why a user's form is refused, taken from what the checker says of it. */

/** One fault in the file of a form. */
export interface FormFault {
  /** Which of the forms that were given, from 0. */
  form: number;
  /** From 1. */
  line: number;
  column: number;
  /** Where in the form and what is wrong there: `tables[0].id: …`. */
  sentence: string;
}

/** The faults of the first refused form; `null` where the error is another one. */
export function faultsOf(error: unknown): FormFault[] | null {
  const { code, message = "" } = error as { code?: string; message?: string };
  if (code !== "invalid_form") return null;
  const faults = message.split("\n").flatMap((told) => {
    const [, form, line, column, sentence] = /^forms\[(\d+)\] (\d+):(\d+): (.*)$/.exec(told) ?? [];
    return sentence === undefined ? [] : [{ form: Number(form), line: Number(line), column: Number(column), sentence }];
  });
  return faults.length > 0 ? faults : [{ form: 0, line: 1, column: 1, sentence: message }];
}

/** Bytes of the greatest form that the checker takes. */
export const MOST_FORM_BYTES = 1024 * 1024;

/** So many forms are taken at a time: each is asked of every document. */
export const MOST_FORMS = 20;
