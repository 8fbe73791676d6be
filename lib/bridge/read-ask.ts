import * as z from 'zod/mini';
import { config } from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { sharedValueSchemas } from '@/lib/model';
import { bridgeVersion, longestAsk } from './bridge-protocol';
import { readJsonText } from './json-text';
import { pageSlices } from './page-state';
import type { TandemIssue } from './public';
import { BridgeRefusal } from './refusal';

// zod/mini has no messages by default, and app code needs to know the problem with its values.
config(en());

const slice = z.enum(pageSlices);
const who = z.string().check(z.minLength(1), z.maxLength(128));
const anything = (patch: object) => Object.values(patch).some((value) => value !== undefined);
const model = sharedValueSchemas['llm.model'].shape;

/** A patch of the model settings from a page. */
export const llmPatchSchema = z
  .partial(
    z.strictObject({
      provider: model.provider,
      model: model.model,
      temperature: sharedValueSchemas['llm.temperature'],
      maxTokens: sharedValueSchemas['llm.maxTokens'],
    }),
  )
  .check(z.refine(anything, 'Nothing is to be changed.'));

/** A patch of theme, language and text size from a page. */
export const uiPatchSchema = z
  .partial(
    z.strictObject({
      theme: sharedValueSchemas['ui.theme'],
      language: sharedValueSchemas['ui.language'],
      textSize: sharedValueSchemas['ui.textSize'],
    }),
  )
  .check(z.refine(anything, 'Nothing is to be changed.'));

export type LlmPatch = z.infer<typeof llmPatchSchema>;
export type UiPatch = z.infer<typeof uiPatchSchema>;

const have = z.partialRecord(slice, z.string().check(z.maxLength(64)));

const askSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('state'), have }),
  z.strictObject({
    op: z.literal('want'),
    slices: z.array(slice).check(z.minLength(1), z.maxLength(pageSlices.length)),
    have,
  }),
  z.strictObject({ op: z.literal('sync'), have }),
  z.strictObject({ op: z.literal('update-llm'), who, patch: llmPatchSchema }),
  z.strictObject({ op: z.literal('update-ui'), who, patch: uiPatchSchema }),
  z.strictObject({
    op: z.literal('request'),
    who: z.nullable(who),
    method: z.string().check(z.maxLength(16)),
    path: z.string().check(z.maxLength(512)),
    body: z.optional(z.json()),
  }),
]);

const messageSchema = z.strictObject({ v: z.literal(bridgeVersion), n: z.int().check(z.positive()), ask: askSchema });
const versionSchema = z.object({ v: z.number() });
const numberSchema = z.object({ n: z.int().check(z.positive()) });

/** A parsed message of a page. */
export type ReadMessage = z.infer<typeof messageSchema>;
export type ReadAsk = ReadMessage['ask'];

/** The number of a message, even if the rest is invalid; null if it has none. Never throws. */
export function numberOf(text: string): number | null {
  try {
    const parsed = numberSchema.safeParse(readJsonText(text, longestAsk));
    return parsed.success ? parsed.data.n : null;
  } catch {
    return null;
  }
}

/**
 * Reads a page's message.
 * @throws BridgeRefusal `too-large`, `wrong-version` or `invalid`, with the problem; never another error
 */
export function readMessage(text: string): ReadMessage {
  const json = readJsonText(text, longestAsk);
  const version = versionSchema.safeParse(json);
  if (version.success && version.data.v !== bridgeVersion)
    throw new BridgeRefusal('wrong-version', `Tandem speaks version ${bridgeVersion} of its messages.`);
  return parsedAs(messageSchema, json, 'This is no message that Tandem knows.', ['ask', 'patch']);
}

/**
 * Parses a value from a page.
 * @param inside A path that issues below it leave out
 * @throws BridgeRefusal `invalid`
 */
export function parsedAs<T>(
  schema: z.ZodMiniType<T>,
  given: unknown,
  message: string,
  inside: readonly string[] = [],
): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 20).map(({ path, message: what }): TandemIssue => {
    const isInside = inside.every((part, at) => path[at] === part);
    return {
      path: (isInside ? path.slice(inside.length) : path).map(String).join('.').slice(0, 256),
      message: what.slice(0, 512),
    };
  });
  throw new BridgeRefusal('invalid', message, issues);
}
