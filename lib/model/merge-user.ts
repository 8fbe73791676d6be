import type { AppUser } from './slices';
import type { MergedUser } from './state';

/** One user from two accounts: AnythingLLM's field wins if both have one (rule of the platform contract). */
export function mergeUser(anythingllm: AppUser | null, librechat: AppUser | null): MergedUser | null {
  if (!anythingllm && !librechat) return null;
  const pick = (field: keyof MergedUser) => anythingllm?.[field] ?? librechat?.[field] ?? null;
  return { username: pick('username'), name: pick('name'), email: pick('email'), avatarUrl: pick('avatarUrl') };
}
