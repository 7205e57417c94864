/** Whether two names are one body's, as the core compares them. */

/** A body's name as it is compared: without blanks and brackets; 青禾县 and 青禾县人民政府 are one. */
export function bodyOf(organ: string | null): string {
  const name = (organ ?? "").normalize("NFKC").replace(/[^\p{Alphabetic}\p{N}]/gu, "");
  return name.toLowerCase().replace(/([省市县区旗州盟镇乡])(人民)?政府$/, "$1");
}
