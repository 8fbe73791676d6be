import {
  type AppId,
  type AppState,
  activePlaces,
  appIds,
  chosenWorkspaces,
  hasPages,
  type LlmPlace,
  lastUsedPlace,
  leadingPlace,
  type PlaceId,
  type Settings,
  type SharedState,
  type UiSetting,
  uiFieldOf,
  workspacePlace,
} from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { providerName } from './providers';
import { registerOf, type SettingName, settingNames } from './setting-names';
import { showValue } from './show-value';
import type { Shown } from './ui-values';

/** One app's value of one setting. */
export type Side =
  /** `coming`: the value is about to be written. */
  | ({ readonly kind: 'value'; readonly detail: string | null; readonly coming?: true } & Shown)
  /** The app has no value, or it is unknown. `why` is a word or two, `explanation` is longer. */
  | { readonly kind: 'none'; readonly why: string; readonly explanation?: string };

export interface SettingRow {
  readonly name: SettingName;
  readonly sides: Readonly<Record<AppId, Side>>;
  /** `unknown` if at least one app has no value to compare. */
  readonly match: 'same' | 'different' | 'unknown' | 'waiting';
}

/** The sources of a side: the app, and the settings in step if both apps are known. */
interface Around {
  readonly id: AppId;
  readonly app: AppState;
  readonly settings: Settings | null;
  readonly workspaces: SharedState['workspaces'];
}

/** A side and its place. */
interface Reading {
  readonly side: Side;
  readonly place: PlaceId | null;
}

const none = (why: string): Side => ({ kind: 'none', why });
const nowhere = (why: string): Reading => ({ side: none(why), place: null });
const ownDefault: Side = {
  kind: 'none',
  why: panelWords.settings.ownDefault,
  explanation: panelWords.settings.ownDefaultExplained,
};
const value = (shown: Shown, detail: string | null = null): Side => ({ kind: 'value', detail, ...shown });

const notSeen = ({ status }: AppState): Reading =>
  nowhere(status.session === 'signed-out' ? panelWords.settings.signedOut : panelWords.settings.notSeen);

const placeIds: Readonly<Record<LlmPlace['place'], string>> = {
  'system-default': 'system',
  'last-used': 'last-used',
  'default-preset': 'preset',
  account: 'account',
  owner: 'owner',
};

function model({ id, app }: Around): Reading {
  if (!app.llm) return notSeen(app);
  const place = leadingPlace(app.llm);
  if (!place) return { side: none(panelWords.settings.noModel), place: id === 'librechat' ? lastUsedPlace : null };
  const provider = place.provider === null ? null : providerName(place.provider);
  const detail = [place.model === null ? null : provider, panelWords.settings.modelOf[place.place]];
  const shown = showValue('llm.model', { provider: place.provider, model: place.model });
  return {
    side: value(
      place.model === null && place.label ? { ...shown, text: place.label } : shown,
      detail.filter((part) => part !== null).join(' · '),
    ),
    place: `${id}/${placeIds[place.place]}`,
  };
}

function amount({ id, app, settings, workspaces }: Around, field: 'temperature' | 'maxTokens'): Reading {
  if (!app.llm) return notSeen(app);
  const register = registerOf[field];
  const found = activePlaces(app.llm).find((place) => place[field] !== null);
  if (found) {
    return { side: value(showValue(register, found[field])), place: `${id}/${placeIds[found.place]}` };
  }
  const chosen = id === 'anythingllm' && settings ? chosenWorkspaces(register, settings) : [];
  const held = workspaces.filter(({ slug }) => chosen.includes(slug));
  const [first] = held;
  if (field === 'temperature' && first) {
    if (held.some(({ temperature }) => temperature !== first.temperature))
      return nowhere(panelWords.settings.variesByWorkspace);
    const detail = held.length === 1 ? first.name : panelWords.settings.workspaces(held.length);
    return { side: value(showValue(register, first.temperature), detail), place: workspacePlace(first.slug) };
  }
  return {
    side: none(panelWords.settings.noAmount[field][id]),
    place: `${id}/${id === 'librechat' ? 'preset' : 'system'}`,
  };
}

function look({ id, app }: Around, register: UiSetting): Reading {
  const place: PlaceId = `${id}/${app.connection?.contract === 'platform' ? 'account' : 'page'}`;
  if (!hasPages(app.connection)) return nowhere(panelWords.settings.noPages);
  if (!app.ui) return { ...notSeen(app), place };
  const held = app.ui[uiFieldOf(register)] ?? null;
  return { side: held === null ? ownDefault : value(showValue(register, held)), place };
}

function read(around: Around, name: SettingName): Reading {
  switch (name) {
    case 'model':
      return model(around);
    case 'temperature':
    case 'maxTokens':
      return amount(around, name);
    default:
      return look(around, registerOf[name]);
  }
}

/** An app's value, or its future value if a change is on its way. */
function side(around: Around, name: SettingName): Side {
  if (!around.app.connection) return none(panelWords.settings.notConnected);
  const { side: present, place } = read(around, name);
  const register = registerOf[name];
  const due = around.settings?.dueWrites.find((each) => each.register === register && each.place === place);
  if (!due) return present;
  const shown = showValue(register, due.target);
  const detail = present.kind === 'value' ? panelWords.settings.now(present.text) : panelWords.settings.notThere;
  if (present.kind === 'value' && present.text === shown.text) return present;
  return { kind: 'value', detail, coming: true, ...shown };
}

function compare(a: Side, b: Side): SettingRow['match'] {
  if (a.kind === 'none' || b.kind === 'none') return 'unknown';
  if (a.meaning !== b.meaning) return 'different';
  return a.coming || b.coming ? 'waiting' : 'same';
}

/** Every setting as both apps hold it, in the order of the screen. */
export function readSettings(
  apps: SharedState['apps'],
  settings: Settings | null = null,
  workspaces: SharedState['workspaces'] = [],
): readonly SettingRow[] {
  return settingNames.map((name) => {
    const sideOf = (id: AppId) => side({ id, app: apps[id], settings, workspaces }, name);
    const sides = { anythingllm: sideOf('anythingllm'), librechat: sideOf('librechat') };
    return { name, sides, match: compare(sides.anythingllm, sides.librechat) };
  });
}

/**
 * Calm sentences below the table: who decides, if it is not only this user, and which values appear after an app is
 * opened.
 */
export function settingNotes(apps: SharedState['apps']): readonly string[] {
  return appIds.flatMap((id) => {
    const { connection, status, user, ui } = apps[id];
    const notes: string[] = [];
    if (user?.settingsReach === 'read-only') notes.push(panelWords.settings.setByAdmin(id));
    if (user?.settingsReach === 'everyone') notes.push(panelWords.settings.sharedByEveryone(id));
    if (connection && hasPages(connection) && !ui && status.session !== 'signed-out')
      notes.push(panelWords.settings.openOnce(id));
    return notes;
  });
}
