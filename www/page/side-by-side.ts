/** Documents that are open side by side: those of one body and year in different forms are held against each other. */

import type { Forms } from "../view/names";
import type { CheckResult } from "../view/shapes";

/** For each result those of the others that are of the same body and year, and follow another form. */
export function sideBySide(results: readonly CheckResult[], forms: Forms): CheckResult[][] {
  const kinds = results.map(({ form }) => forms.edition(form)?.edition_of ?? form);
  const bodies = results.map(({ organ }) => bodyOf(organ));
  return results.map((result, at) => {
    if (result.status === "unreadable" || result.year === null || bodies[at] === "") return [];
    return results.filter(
      ({ status, year }, other) =>
        status !== "unreadable" && year === result.year && bodies[other] === bodies[at] && kinds[other] !== kinds[at],
    );
  });
}

/** A body's name as it is compared: 青禾县 and 青禾县人民政府 are one. */
function bodyOf(organ: string | null): string {
  const name = (organ ?? "").replace(/\s/g, "");
  return name.replace(/([省市县区旗州盟镇乡])(人民)?政府$/, "$1");
}
