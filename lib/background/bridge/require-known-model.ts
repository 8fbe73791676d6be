import { BridgeRefusal } from '@/lib/bridge';
import { appIds, type Json, knownItems, type SharedState, sharedValueSchemas } from '@/lib/model';
import type { SettingsCommands } from '@/lib/settings';
import { type AroundModels, isHad, type Verdicts, verdictsOn } from '@/lib/settings/definitions';
import { isEqual } from '@/lib/settings/rules';

/**
 * Code in a page may choose what the panel saves without a question: a model that one of the apps is known to have, or the
 * present one. A platform's account takes any.
 * @throws BridgeRefusal `invalid`
 */
export async function requireKnownModel(
  value: Json,
  { apps, settings }: SharedState,
  commands: Pick<SettingsCommands, 'offers' | 'models'>,
): Promise<void> {
  const { value: present = null } = Object(settings?.settings.registers['llm.model']?.value);
  const { value: wanted } = Object(value);
  if (!settings || isEqual(wanted, present)) return;
  if (appIds.some((app) => apps[app].connection?.contract === 'platform')) return;
  const { provider, model } = sharedValueSchemas['llm.model'].parse(wanted);
  const word = (offers: AroundModels['offers'], listed: readonly string[] | null) =>
    verdictsOn({ provider, model: model ?? '' }, listed, {
      offers,
      providerAliases: settings.settings.providerAliases,
    });
  const isEnough = (verdicts: Verdicts) => isHad(verdicts) || (model === null && isProviderThere(verdicts));
  if (isEnough(word(settings.offers, null))) return;
  const offers = await commands.offers();
  if (isEnough(word(offers, knownItems(await commands.models(provider))))) return;
  const message = `No app is known to have ${model ?? provider}; the user can choose it in Tandem.`;
  throw new BridgeRefusal('invalid', message, [{ path: model === null ? 'provider' : 'model', message }]);
}

/** Another provider alone brings no model with it; it is enough that chats with it are possible somewhere. */
const isProviderThere = ({ anythingllm, librechat }: Verdicts) =>
  anythingllm.kind !== 'no-key' || !['no-endpoint', 'needs-key'].includes(librechat.kind);
