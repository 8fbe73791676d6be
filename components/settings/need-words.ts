const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const needWords = {
  shared: (place: string) => `${place} is shared by everyone on this server.`,
  sharedWorkspace: (place: string) => `${place} is shared by everyone in it.`,
  /** `setting` null: it need not be named. */
  now: (from: string, to: string, setting: string | null) =>
    setting === null ? `Now ${from} → ${to}.` : `${setting}: now ${from} → ${to}.`,
  ask: (setting: string, place: string, from: string, to: string) => `${setting}, ${place}: ${from} → ${to}?`,
  old: (setting: string, place: string, from: string, to: string) =>
    `${setting}, ${place}: ${from} → ${to}? You changed it over a week ago, and it waits since.`,
  applyForEveryone: 'Apply for everyone',
  apply: 'Apply',
  notThisTime: 'Not this time',

  conflict: (setting: string, places: 'both' | 'several') =>
    `${setting} was changed in ${places === 'both' ? 'both' : 'several'} places.`,
  kept: (value: string, from: string) => `Kept: ${value}, from ${from}`,
  other: (value: string, from: string) => `The other: ${value}, from ${from}`,
  inTandem: 'Tandem',
  use: (value: string) => `Use ${value}`,
  keep: (value: string) => `Keep ${value}`,

  detached: 'You removed Tandem’s preset in LibreChat, so it no longer follows.',
  detachedOther: (place: string) => `${place} is gone, so it no longer follows.`,
  notBegun: (settings: readonly string[]) => `Not kept in step yet: ${list.format(settings)}.`,
  begin: 'Keep them in step',
  leave: 'Leave them',

  makeAgain: 'Make it again',
  letGo: 'All right',
};
