import type { ChatModel, FileChat, Offers } from '@/lib/model';

/** Chats that were written with one model. */
export interface ModelGroup extends ChatModel {
  readonly key: string;
  readonly chats: number;
}

export const modelKey = ({ endpoint, model }: ChatModel): string => JSON.stringify([endpoint, model]);

/** The models of these chats, the most used first. */
export function modelGroups(chats: readonly FileChat[]): readonly ModelGroup[] {
  const groups = new Map<string, ModelGroup>();
  for (const { own } of chats) {
    const key = modelKey(own);
    groups.set(key, { key, ...own, chats: (groups.get(key)?.chats ?? 0) + 1 });
  }
  return [...groups.values()].sort((a, b) => b.chats - a.chats);
}

/**
 * With what LibreChat would go on: the chat's own model if it is offered, else the first model of its endpoint, else the
 * first of all. Without offers, its own.
 */
export function proposedModel(own: ChatModel, offers: Offers['offers']): ChatModel {
  const offered = offers.find(({ provider }) => provider === own.endpoint) ?? offers[0];
  if (!offered) return own;
  const { provider, models } = offered;
  const isKept = provider === own.endpoint && (models === null || models.includes(own.model ?? ''));
  return isKept ? own : { endpoint: provider, model: models?.[0] ?? null };
}
