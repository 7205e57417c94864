/** Documents that are open side by side: those of one body and year in different forms are held against each other. */

import type { Forms } from "../view/names";
import type { CheckResult } from "../view/shapes";
import { bodyOf } from "./body";

/** For each result those of the others that are of the same body and year, and follow another form. */
export function sideBySide(results: readonly CheckResult[], forms: Forms): CheckResult[][] {
  const kinds = results.map(({ form }) => forms.kind(form));
  const bodies = results.map(({ organ }) => bodyOf(organ));
  return results.map((result, at) => {
    if (result.status === "unreadable" || result.year === null || bodies[at] === "") return [];
    return results.filter(
      ({ status, year }, other) =>
        status !== "unreadable" && year === result.year && bodies[other] === bodies[at] && kinds[other] !== kinds[at],
    );
  });
}
