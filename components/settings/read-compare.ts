import type { CompareAnswers } from '@/lib/messaging/protocol';
import { type AppId, appOfPlace, type PlaceId, type RegisterId, type Settings, type SharedState } from '@/lib/model';
import { placeName } from './place-name';
import { readSettings, type SettingRow } from './read-settings';
import { registerOf } from './setting-names';
import { showValue } from './show-value';

/** A value that one place holds and that all places may take. */
export interface CompareOption {
  readonly place: PlaceId;
  readonly text: string;
  /** Its place, unless the column already shows it. */
  readonly detail: string | null;
  /** False: the other places cannot use it. */
  readonly takeable: boolean;
}

/** A setting on the compare screen; without a question it is only shown. */
export interface CompareRow extends SettingRow {
  readonly question: {
    /** The place of each app that its column shows; missing if the app has no value. */
    readonly main: Readonly<Partial<Record<AppId, CompareOption>>>;
    /** Other places with their own values. */
    readonly others: readonly CompareOption[];
  } | null;
}

/** Every setting with its options. */
export function readCompare(
  settings: Settings,
  { apps, workspaces }: Pick<SharedState, 'apps' | 'workspaces'>,
): readonly CompareRow[] {
  return readSettings(apps, settings, workspaces).map((row) => {
    const register = registerOf[row.name];
    const asked = settings.questions.find((each) => each.kind === 'compare' && each.register === register);
    if (asked?.kind !== 'compare') return { ...row, question: null };
    const options = asked.options.map(({ place, native, shared }): CompareOption => {
      const { text } = showValue(register, native);
      const side = row.sides[appOfPlace(place)];
      const detail = side.kind === 'value' && side.text === text ? side.detail : null;
      return { place, text, detail, takeable: shared !== null };
    });
    const first = (app: AppId) => options.find(({ place }) => appOfPlace(place) === app);
    const [anythingllm, librechat] = [first('anythingllm'), first('librechat')];
    return {
      ...row,
      match: 'different',
      question: {
        main: { ...(anythingllm && { anythingllm }), ...(librechat && { librechat }) },
        others: options
          .filter((option) => option !== anythingllm && option !== librechat)
          .map((option) => ({ ...option, detail: placeName(option.place, { apps, workspaces }) })),
      },
    };
  });
}

/** The user's choices so far: a place, or null to leave the places different. Missing: no choice yet. */
export type Chosen = Readonly<Partial<Record<RegisterId, PlaceId | null>>>;

/** The answers to the open questions. */
export const answersFor = (rows: readonly CompareRow[], chosen: Chosen): CompareAnswers =>
  rows.flatMap(({ name, question }) => {
    const register = registerOf[name];
    const take = chosen[register];
    return question && take !== undefined ? [{ register, take }] : [];
  });
