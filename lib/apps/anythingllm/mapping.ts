import { type AppUser, appNames, type LlmPlace, type Thread, type Workspace } from '@/lib/model';
import type { ServerFacts } from '../adapter';
import { isoTime, numeric, text } from '../values';
import { providerOf } from './model-native';
import type { RefreshUserWire, SetupWire, ThreadWire, WorkspaceWire } from './wire';

/** The id of the only user of a server without accounts. */
export const singleUser = 'single';

export function toFacts({ results }: SetupWire): ServerFacts {
  // In multi-user mode RequiresAuth is false too, so MultiUserMode comes first.
  const mode = results.MultiUserMode ? 'accounts' : results.RequiresAuth ? 'password' : 'open';
  return {
    signIn: mode === 'open' ? 'none' : 'bearer',
    mode,
    title: appNames.anythingllm,
    openIdLogin: false,
    llm: [{ place: 'system-default', ...toLlm(results) }],
  };
}

/**
 * The model choice in a flat set of AnythingLLM's settings. The provider's own key comes first: `LLMModel` repeats it
 * without the server's defaults and may be null.
 */
export function toLlm(settings: Readonly<Record<string, unknown>>): Omit<LlmPlace, 'place'> {
  const provider = text(settings.LLMProvider);
  const known = provider === null ? undefined : providerOf(provider);
  const own = known?.modelKey ? text(settings[known.modelKey]) : null;
  return {
    provider,
    model: own ?? text(settings.LLMModel),
    temperature: null,
    maxTokens: known?.maxTokensKey ? numeric(settings[known.maxTokensKey]) : null,
  };
}

/** @param mode The mode by the server's facts; an account in the answer overrides it. */
export function toUser({ user }: RefreshUserWire, mode: 'open' | 'password'): AppUser {
  const role = text(user?.role);
  return {
    id: user ? String(user.id) : singleUser,
    username: text(user?.username),
    name: null,
    email: null,
    // Pictures need the bearer in a header, so no view could load them.
    avatarUrl: null,
    role,
    signInProvider: null,
    mode: user ? 'accounts' : mode,
    settingsReach: user ? (role === 'admin' ? 'everyone' : 'read-only') : 'mine',
  };
}

export function toWorkspace(wire: WorkspaceWire): Workspace {
  return {
    id: String(wire.id),
    slug: wire.slug,
    name: text(wire.name) ?? wire.slug,
    provider: text(wire.chatProvider),
    model: text(wire.chatModel),
    temperature: numeric(wire.openAiTemp),
    createdAt: isoTime(wire.createdAt),
  };
}

export function toThreads(threads: readonly ThreadWire[], workspaceSlug: string): Thread[] {
  return threads.map((thread) => ({
    slug: thread.slug,
    name: text(thread.name) ?? 'Thread',
    workspaceSlug,
    createdAt: isoTime(thread.createdAt),
  }));
}
