/** A gate that guards nothing looks like one that does: whoever sets it up has to be told. */

import { type GateButtons, isSelector, isSubmit, publishes } from "./gate";

/** Why nothing is ever held: no such button, no form, or none but drafts in it. */
export type Unguarded = "publish" | "form" | "drafts";

/**
 * @param trees the documents and shadow trees in which the gate listens
 */
export function unguarded(
  forms: readonly HTMLFormElement[],
  buttons: GateButtons,
  trees: readonly ParentNode[],
): Unguarded | null {
  const { publish } = buttons;
  if (publish !== null) {
    const isThere = isSelector(publish) && trees.some((tree) => tree.querySelector(publish) !== null);
    return isThere ? null : "publish";
  }
  if (forms.length === 0) return "form";
  const submits = forms.flatMap((form) => Array.from(form.elements)).filter(isSubmit);
  const guarded = submits.length === 0 || submits.some((button) => publishes(button, buttons));
  return guarded ? null : "drafts";
}
