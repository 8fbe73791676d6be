import { appOfPlace, asPlace, baseOf, type Change, type Settings, type SharedState } from '@/lib/model';
import { moreWords } from '../words/en/on-demand';
import { panelWords } from '../words/en/panel';
import { askEveryone } from './ask-everyone';
import { placeName } from './place-name';
import { sayRefusal } from './say-refusal';
import { nameOf } from './setting-names';
import { showStep, showValue } from './show-value';

/** One of Tandem's writes in words. */
export interface ChangeLine {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly setting: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  /** Its outcome; null if it arrived without a remark. */
  readonly state: string | null;
  readonly canPutBack: boolean;
  /** The question before it is undone, because others use the place; null: none. */
  readonly question: string | null;
}

/** One line of the list of changes. @param replicas The places' current states */
export function readChange(
  change: Change,
  names: Pick<SharedState, 'apps' | 'workspaces'>,
  replicas: Settings['replicas'],
): ChangeLine {
  const { id, at, register, place, from, to, got, state } = change;
  const replica = replicas.find((one) => one.register === register && one.id === place);
  const arrived = state === 'ok' || state === 'coerced';
  return {
    id,
    at,
    setting: panelWords.settings.labels[nameOf[register]],
    place: placeName(place, names),
    ...showStep(register, from, to),
    by: saidBy(change, names),
    state: became(change),
    canPutBack: arrived && from !== 'absent' && replica?.role !== 'off',
    question:
      replica?.audience === 'others' && from !== 'absent'
        ? askEveryone({ register, place, now: baseOf(replica) ?? { value: got ?? to }, target: from.value }, names)
        : null,
  };
}

function saidBy({ by, source }: Change, names: Pick<SharedState, 'apps' | 'workspaces'>): string {
  if (by === 'put-back') return moreWords.changes.putBackByYou;
  const place = by === 'edit' ? null : asPlace(source);
  return place ? moreWords.changes.followed(placeName(place, names)) : moreWords.changes.byYou;
}

function became({ state, place, register, code, to, got }: Change): string | null {
  switch (state) {
    case 'ok':
      return null;
    case 'sending':
      return moreWords.changes.sending;
    case 'coerced':
      return moreWords.changes.coerced(appOfPlace(place), showValue(register, got).text);
    case 'refused':
      return sayRefusal(code ?? 'app-refused', register, place, to);
  }
}
