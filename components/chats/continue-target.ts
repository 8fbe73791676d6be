import type { AppState, ChatItem, Offers, Settings, SharedState, Workspace } from '@/lib/model';
import { endpointFor } from '@/lib/settings/definitions/provider-map';

/** With what LibreChat answers; empty: the user has to choose. */
export interface Target {
  readonly endpoint: string;
  readonly model: string;
}

/** What a chat of AnythingLLM is answered by: its workspace's choice, else the server's default. */
function answeredBy(chat: ChatItem, workspaces: readonly Workspace[], llm: AppState['llm']) {
  const slug = chat.kind === 'thread' ? chat.workspaceSlug : chat.kind === 'workspace' ? chat.slug : null;
  const own = workspaces.find((each) => each.slug === slug);
  const system = llm?.places.find(({ place }) => place === 'system-default');
  return own?.provider ? own : { provider: system?.provider ?? null, model: own?.model ?? system?.model ?? null };
}

/** The same provider and model in LibreChat, as far as it offers them. */
export function suggestTarget(
  chat: ChatItem,
  { apps, workspaces }: Pick<SharedState, 'apps' | 'workspaces'>,
  offers: Offers | null,
  aliases: Settings['providerAliases'],
): Target {
  const { provider, model } = answeredBy(chat, workspaces, apps.anythingllm.llm);
  const offered = offers?.offers ?? [];
  const names = offered.map((offer) => offer.provider);
  const endpoint = provider && endpointFor(provider, names, aliases);
  if (!endpoint) return { endpoint: '', model: '' };
  const models = offered.find((offer) => offer.provider === endpoint)?.models;
  return { endpoint, model: model !== null && (!models || models.includes(model)) ? model : '' };
}
