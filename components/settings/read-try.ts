import { type AppId, appOfPlace, baseOf, type Json, type Settings, type SettingsState } from '@/lib/model';
import { showHeld } from './show-value';
import { wanted } from './wanted';

const register = 'ui.theme';

/** The theme before it was tried. */
export interface Before {
  /** The value of all places; null: they differed, or none was known. */
  readonly value: Json;
  /** Changes and edits that existed before. */
  readonly known: ReadonlySet<string>;
}

/** Remembers the state before a try, so that the try can be undone. */
export function beforeTry({ settings, changes }: SettingsState): Before {
  const held = settings.replicas.flatMap((replica) => {
    const base = replica.register === register && replica.role !== 'off' ? baseOf(replica) : null;
    return base === null ? [] : [showHeld(register, base).meaning];
  });
  const value = wanted(register, settings);
  const isSame = held.every((meaning) => meaning === value);
  return {
    value: isSame ? value : null,
    known: new Set([...changes, ...settings.outbox].map(({ id }) => id)),
  };
}

/** The steps that undo a try: one edit if all places were equal, else place by place. */
export type Undo =
  | { readonly kind: 'edit'; readonly value: Json }
  | { readonly kind: 'each'; readonly edits: readonly string[]; readonly changes: readonly string[] };

export function readUndo({ value, known }: Before, { settings, changes }: SettingsState): Undo {
  if (value !== null) return { kind: 'edit', value };
  const fresh = (each: { id: string; register: string }) => each.register === register && !known.has(each.id);
  return {
    kind: 'each',
    edits: settings.outbox.filter(fresh).map(({ id }) => id),
    changes: changes.filter((each) => fresh(each) && each.from !== 'absent' && each.state === 'ok').map(({ id }) => id),
  };
}

/** The apps whose theme is still to change. */
export const waitingApps = (settings: Settings): readonly AppId[] => [
  ...new Set(
    settings.dueWrites
      .filter((each) => each.register === register && each.restores === null)
      .map(({ place }) => appOfPlace(place)),
  ),
];
