import type { AnythingLlmState } from '../state';

/** What a manager may read and write; the rest is dropped without a word. */
const MANAGER_LABELS = ['custom_app_name', 'footer_data', 'support_email', 'meta_page_title', 'meta_page_favicon'];

const LISTS = [
  'default_agent_skills',
  'disabled_agent_skills',
  'disabled_filesystem_skills',
  'disabled_create_files_skills',
];

const DEFAULTS: Record<string, unknown> = {
  custom_app_name: null,
  footer_data: '[]',
  support_email: null,
  meta_page_title: null,
  meta_page_favicon: null,
  ...Object.fromEntries(LISTS.map((label) => [label, []])),
  imported_agent_skills: [],
  agent_search_provider: null,
  agent_sql_connections: [],
  text_splitter_chunk_size: 1000,
  text_splitter_chunk_overlap: null,
  max_embed_chunk_size: 1000,
  memory_enabled: 'false',
  memory_auto_extraction: 'true',
  feature_flags: { experimental_live_file_sync: false },
};

const SEARCH_PROVIDERS = [
  'google-search-engine',
  'serper-dot-dev',
  'bing-search',
  'searxng-engine',
  'tavily-search',
  'duckduckgo-engine',
];

const mayUse = (label: string, isManager: boolean): boolean =>
  Object.hasOwn(DEFAULTS, label) && (!isManager || MANAGER_LABELS.includes(label));

export function readPreferences(
  state: AnythingLlmState,
  labels: string[],
  isManager: boolean,
): Record<string, unknown> {
  const known = labels.filter((label) => mayUse(label, isManager));
  return Object.fromEntries(known.map((label) => [label, state.preferences[label] ?? DEFAULTS[label]]));
}

/** Stores what it can; bad values become defaults silently, and a list sent as an array wipes the setting. */
export function writePreferences(state: AnythingLlmState, wanted: Record<string, unknown>, isManager: boolean): void {
  for (const [label, value] of Object.entries(wanted)) {
    if (!mayUse(label, isManager)) continue;
    if (LISTS.includes(label)) {
      state.preferences[label] = typeof value === 'string' ? value.split(',').filter((part) => part !== '') : [];
    } else if (label === 'agent_search_provider') {
      state.preferences[label] = SEARCH_PROVIDERS.includes(String(value)) ? value : null;
    } else if (label === 'text_splitter_chunk_size') {
      state.preferences[label] = String(Number.isNaN(Number(value)) ? 1000 : Number(value));
    } else {
      state.preferences[label] = value === '' ? null : value;
    }
  }
}
