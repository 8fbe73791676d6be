/** Recorded exchanges that are not replayed, and why. Without `recordings` it holds for every recording with that name. */
export interface LeftOut {
  why: string;
  names: readonly string[];
  recordings?: readonly string[];
}

export interface Coverage {
  /** Every exchange that was recorded from the real app: recording → names. */
  recorded: Readonly<Record<string, readonly string[]>>;
  replayed: Readonly<Record<string, readonly string[]>>;
  leftOut: readonly LeftOut[];
}

/**
 * What is wrong with the coverage table, in words: an exchange neither replayed nor left out, one that is both, and
 * table lines that name nothing. Empty when the table is complete.
 */
export function uncovered({ recorded, replayed, leftOut }: Coverage): string[] {
  const problems: string[] = [];
  const used = new Set<string>();
  for (const [recording, names] of Object.entries(recorded)) {
    for (const name of names) {
      const isReplayed = replayed[recording]?.includes(name) ?? false;
      const lines = leftOut.filter(
        (line) => line.names.includes(name) && (line.recordings === undefined || line.recordings.includes(recording)),
      );
      for (const line of lines) used.add(`${leftOut.indexOf(line)}:${name}`);
      if (!isReplayed && lines.length === 0) problems.push(`${recording}: "${name}" is neither replayed nor left out`);
      if (isReplayed && lines.length > 0) problems.push(`${recording}: "${name}" is replayed and left out`);
      if (lines.length > 1) problems.push(`${recording}: "${name}" is left out twice`);
    }
  }
  for (const [recording, names] of Object.entries(replayed)) {
    for (const name of names) {
      if (!recorded[recording]?.includes(name)) problems.push(`${recording}: "${name}" is replayed but not recorded`);
    }
  }
  leftOut.forEach((line, index) => {
    for (const name of line.names) {
      if (!used.has(`${index}:${name}`)) problems.push(`left out "${name}" names no recorded exchange`);
    }
  });
  return problems;
}
