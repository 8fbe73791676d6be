import * as z from 'zod/mini';
import type { AppUser, LlmPlace, UiSettings } from '@/lib/model';
import { numeric, text, webUrl, wireId, wireText } from './values';

const looseObject = z.looseObject({});

/** An object, or an object inside one of these keys: platforms wrap differently. */
const wrappedIn = (...keys: string[]) =>
  z.pipe(
    looseObject,
    z.transform((outer): Readonly<Record<string, unknown>> => {
      for (const key of keys) {
        const inner = looseObject.safeParse(outer[key]);
        if (inner.success) return inner.data;
      }
      return outer;
    }),
  );

/** `{id, username, …}` or `{user: {…}}`. */
export const platformUserWire = z.pipe(
  wrappedIn('user'),
  z
    .looseObject({
      id: z.optional(wireId),
      _id: z.optional(wireId),
      username: wireText,
      name: wireText,
      email: wireText,
      avatar: wireText,
      provider: wireText,
      role: wireText,
    })
    .check(z.refine((user) => user.id !== undefined || user._id !== undefined, { path: ['id'] })),
);
export type PlatformUserWire = z.infer<typeof platformUserWire>;

/** A flat object, `{settings: {…}}` or `{results: {…}}`. */
export const platformSettingsWire = wrappedIn('settings', 'results');
export type PlatformSettingsWire = z.infer<typeof platformSettingsWire>;

/** @param base The app's front page, for pictures given as a path. */
export function toPlatformUser(user: PlatformUserWire, base: string): AppUser {
  return {
    id: String(user.id ?? user._id),
    username: text(user.username),
    name: text(user.name),
    email: text(user.email),
    avatarUrl: webUrl(user.avatar, base),
    role: text(user.role),
    signInProvider: text(user.provider),
    mode: 'accounts',
    // The settings endpoints belong to the user alone.
    settingsReach: 'mine',
  };
}

/** The account's model choice under its plain names. */
export function toAccountLlm(settings: PlatformSettingsWire): LlmPlace {
  return {
    place: 'account',
    provider: text(settings.llmProvider) ?? text(settings.provider) ?? text(settings.endpoint),
    model: text(settings.model),
    temperature: numeric(settings.temperature),
    maxTokens: numeric(settings.maxTokens),
  };
}

export function toAccountUi(settings: PlatformSettingsWire): UiSettings {
  return { theme: text(settings.theme), language: text(settings.language), textSize: text(settings.textSize) };
}
