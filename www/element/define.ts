/** Making the element known to the page, once. */

import { GoujiChecker } from "./checker";

/**
 * Defines `<gouji-checker>`. A second time is harmless: the same version is silent,
 * another one is named in the console and the first stays. Without a registry, as
 * on a server, nothing happens.
 */
export function define(): void {
  if (typeof customElements === "undefined") return;
  const known = customElements.get("gouji-checker") as typeof GoujiChecker | undefined;
  if (!known) customElements.define("gouji-checker", GoujiChecker);
  else if (known.version !== GoujiChecker.version) {
    console.warn(
      `gouji-checker ${GoujiChecker.version} was not defined: version ${known.version ?? "?"} is on this page already`,
    );
  }
}
