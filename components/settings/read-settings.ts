import { type AppId, type AppState, appIds, type LlmPlace, type SharedState } from '@/lib/model';
import { providerName } from './providers';
import { type Shown, showLanguage, showTextSize, showTheme } from './ui-values';
import { settingWords } from './words';

export const settingNames = ['model', 'temperature', 'maxTokens', 'theme', 'language', 'textSize'] as const;
export type SettingName = (typeof settingNames)[number];

/** What one app holds for one setting. */
export type Side =
  | ({ readonly kind: 'value'; readonly detail: string | null } & Shown)
  /** Known to hold nothing, or not known; `why` says which in a word or two, `explanation` at length. */
  | { readonly kind: 'none'; readonly why: string; readonly explanation?: string };

export interface SettingRow {
  readonly name: SettingName;
  readonly sides: Readonly<Record<AppId, Side>>;
  /** `unknown` where at least one side holds nothing to compare. */
  readonly match: 'same' | 'different' | 'unknown';
}

const none = (why: string): Side => ({ kind: 'none', why });
const ownDefault: Side = { kind: 'none', why: settingWords.ownDefault, explanation: settingWords.ownDefaultExplained };
const value = (shown: Shown, detail: string | null = null): Side => ({ kind: 'value', detail, ...shown });

const notSeen = ({ status }: AppState): Side =>
  none(status.session === 'signed-out' ? settingWords.signedOut : settingWords.notSeen);

/** The place whose model a new chat would start with, among those that hold one. */
function leadingPlace(places: readonly LlmPlace[]): LlmPlace | undefined {
  const order: readonly LlmPlace['place'][] = ['account', 'default-preset', 'last-used', 'system-default'];
  return order.flatMap((name) =>
    places.filter(({ place, model, provider }) => place === name && (model ?? provider)),
  )[0];
}

function model(app: AppState): Side {
  if (!app.llm) return notSeen(app);
  const place = leadingPlace(app.llm.places);
  if (!place) return none(settingWords.noModel);
  const provider = place.provider === null ? null : providerName(place.provider);
  const text = place.model ?? provider ?? '';
  return value(
    { text, meaning: `${provider ?? ''}/${place.model ?? ''}` },
    [place.model === null ? null : provider, settingWords.place[place.place]]
      .filter((part) => part !== null)
      .join(' · '),
  );
}

function amount(app: AppState, id: AppId, field: 'temperature' | 'maxTokens', format: Intl.NumberFormat): Side {
  if (!app.llm) return notSeen(app);
  const found = app.llm.places.map((place) => place[field]).find((candidate) => candidate !== null);
  if (found === undefined) return none(settingWords.noAmount[field][id]);
  return value({ text: format.format(found), meaning: String(found) });
}

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const tokens = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

function look(app: AppState, field: 'theme' | 'language' | 'textSize', show: (value: string) => Shown): Side {
  if (!app.ui) return notSeen(app);
  const held = app.ui[field];
  return held === null ? ownDefault : value(show(held));
}

function side(app: AppState, id: AppId, name: SettingName): Side {
  if (!app.connection) return none(settingWords.notConnected);
  switch (name) {
    case 'model':
      return model(app);
    case 'temperature':
      return amount(app, id, name, decimals);
    case 'maxTokens':
      return amount(app, id, name, tokens);
    case 'theme':
      return look(app, name, showTheme);
    case 'language':
      return look(app, name, showLanguage);
    case 'textSize':
      return look(app, name, showTextSize);
  }
}

function compare(a: Side, b: Side): SettingRow['match'] {
  if (a.kind === 'none' || b.kind === 'none') return 'unknown';
  return a.meaning === b.meaning ? 'same' : 'different';
}

/** Every setting as both apps hold it, in the order of the screen. */
export function readSettings(apps: SharedState['apps']): readonly SettingRow[] {
  return settingNames.map((name) => {
    const sides = {
      anythingllm: side(apps.anythingllm, 'anythingllm', name),
      librechat: side(apps.librechat, 'librechat', name),
    };
    return { name, sides, match: compare(sides.anythingllm, sides.librechat) };
  });
}

/** Calm sentences below the table: who decides where it is not simply this person, and what shows up after opening an app. */
export function settingNotes(apps: SharedState['apps']): readonly string[] {
  return appIds.flatMap((id) => {
    const { connection, status, user, ui } = apps[id];
    const notes: string[] = [];
    if (user?.settingsReach === 'read-only') notes.push(settingWords.setByAdmin(id));
    if (user?.settingsReach === 'everyone') notes.push(settingWords.sharedByEveryone(id));
    if (connection && !ui && status.session !== 'signed-out') notes.push(settingWords.openOnce[id]);
    return notes;
  });
}
