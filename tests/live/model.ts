import { panelWords } from '@/components/words/en/panel';
import { providers } from '@/lib/apps/anythingllm/providers';
import { type Tab, until } from '../e2e/harness';
import * as anythingllm from './anythingllm';
import { type Both, slow } from './both';
import { includes, type ModelChoice, type ModelsOffered, putBackChange } from './panel';

export const systemPlace = 'AnythingLLM’s default';

export const sameModel = (a: ModelChoice, b: { readonly provider: unknown; readonly model: unknown }) =>
  a.provider === b.provider && a.model === b.model;

/**
 * A model other than the present one that both apps offer, of the present provider if there is one. Of another only if a
 * model is set for that already: AnythingLLM cannot unset one. (A model that it shows as its own standard without having
 * been set is set to the same afterwards, which it tells nobody.)
 */
export function commonModel(offered: ModelsOffered, { before }: Both): ModelChoice | undefined {
  const present = anythingllm.systemModel(before.anythingllm);
  const isOfPresent = ({ provider }: ModelChoice) => provider === present.provider;
  const isSet = ({ provider }: ModelChoice) =>
    Boolean(before.anythingllm.settings[providers[provider]?.modelKey ?? '']);
  const common = offered.anythingllm.filter(
    (choice) => includes(offered.librechat, choice) && !sameModel(choice, present),
  );
  return common.find(isOfPresent) ?? common.find(isSet);
}

export const untilModelIs = (
  { brain }: Both,
  wanted: { readonly provider: unknown; readonly model: unknown },
): Promise<true> =>
  until(
    `AnythingLLM's default to be ${wanted.provider} ${wanted.model}`,
    async () => {
      const now = anythingllm.systemModel(await brain.server.read());
      const isThere = now.provider === wanted.provider && now.model === wanted.model;
      return isThere ? { value: true } : { problem: `it is ${now.provider} ${now.model}` };
    },
    { ...slow, everyMs: 500 },
  );

/** Takes the newest change of AnythingLLM's default back, from the list of changes. */
export async function putModelBack(panel: Tab, choice: ModelChoice, both: Both): Promise<void> {
  await putBackChange(panel, [panelWords.settings.labels.model, choice.model, systemPlace]);
  await untilModelIs(both, anythingllm.systemModel(both.before.anythingllm));
}
