/** Below this share of common parts two names are no match. */
const leastLikeness = 0.4;

/** Parts of a model's name that say which one it is: without a maker before a slash, `latest` and a date of release. */
function partsOf(model: string): string[] {
  const name = model.toLowerCase().split('/').at(-1) ?? '';
  const parts = name.match(/\p{L}+|\d+/gu) ?? [];
  return parts.filter((part) => part !== 'latest' && !/^\d{6,8}$/.test(part));
}

/** Twice the common parts by all parts (Sørensen–Dice), 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let common = 0;
  for (const part of a) {
    const at = left.indexOf(part);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

/** `gpt` and `llama` tell a family, `o` and `b` do not. */
const families = (parts: readonly string[]) => parts.filter((part) => /^\p{L}{2,}$/u.test(part));

/**
 * The offered model that is most like the wanted one, by the parts of their names; of several equally near the first by
 * name. Null where none is of the same family. A suggestion: it is shown to the user and never written by itself.
 */
export function nearestModel(wanted: string, offered: readonly string[]): string | null {
  if (offered.includes(wanted)) return wanted;
  const parts = partsOf(wanted);
  const own = families(parts);
  const ranked = offered
    .map((model) => {
      const theirs = partsOf(model);
      const isFamily = own.length === 0 || families(theirs).some((family) => own.includes(family));
      return { model, score: isFamily ? likeness(parts, theirs) : 0 };
    })
    .filter(({ score }) => score >= leastLikeness)
    .sort((a, b) => b.score - a.score || (a.model < b.model ? -1 : 1));
  return ranked[0]?.model ?? null;
}
