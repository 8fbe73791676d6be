import type { AppUser } from './slices';
import type { MergedUser } from './state';

/** One person out of two accounts: AnythingLLM's field is preferred where both have one (rule of the platform contract). */
export function mergeUser(anythingllm: AppUser | null, librechat: AppUser | null): MergedUser | null {
  if (!anythingllm && !librechat) return null;
  const pick = (field: keyof MergedUser) => anythingllm?.[field] ?? librechat?.[field] ?? null;
  return { username: pick('username'), name: pick('name'), email: pick('email'), avatarUrl: pick('avatarUrl') };
}
