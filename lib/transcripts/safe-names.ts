/** Names of devices, which Windows refuses for files, with any extension, too. */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

const maxBytes = 120;

/** A name for a file that every system takes: no paths, signs that a system forbids, or signs that nobody sees. */
export function safeName(wanted: string, otherwise: string): string {
  const plain = wanted
    .slice(0, 1000)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/gu, ' ')
    .replace(/\s+/g, ' ');
  // Windows drops dots and blanks at the end; a dot at the start hides a file.
  const trimmed = cut(plain.replace(/^[. ]+/, '')).replace(/[. ]+$/, '');
  if (trimmed === '') return otherwise;
  return devices.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** Systems limit names to 255 bytes; a number and an extension follow. */
function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const sign of name) {
    bytes += new TextEncoder().encode(sign).length;
    if (bytes > maxBytes) break;
    kept += sign;
  }
  return kept;
}

/** Gives each name of a folder once, also where a system takes `A` and `a` for the same. */
export class UniqueNames {
  readonly #taken = new Map<string, number>();

  take(name: string): string {
    for (;;) {
      const key = name.normalize('NFKC').toLowerCase();
      const count = (this.#taken.get(key) ?? 0) + 1;
      this.#taken.set(key, count);
      if (count === 1) return name;
      const numbered = `${name} (${count})`;
      if (!this.#taken.has(numbered.normalize('NFKC').toLowerCase())) {
        this.#taken.set(numbered.normalize('NFKC').toLowerCase(), 1);
        return numbered;
      }
    }
  }
}
