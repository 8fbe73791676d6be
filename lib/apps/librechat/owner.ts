import * as z from 'zod/mini';
import type { OwnerChoice } from '@/lib/model';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { text } from '../values';
import { isAgentEndpoint } from './mapping';
import { configWire } from './wire';

/**
 * Answered to signed-in people only (measured: librechat/21-config-auth, librechat/00-config-anon); up to 0.8.4 to
 * everybody.
 */
const ownerWire = z.extend(configWire, {
  interface: z.nullish(z.looseObject({ presets: z.optional(z.unknown()), modelSelect: z.optional(z.unknown()) })),
  modelSpecs: z.nullish(
    z.looseObject({
      enforce: z.optional(z.unknown()),
      prioritize: z.optional(z.unknown()),
      addedEndpoints: z.nullish(z.array(z.unknown())),
      list: z.nullish(z.array(z.unknown())),
    }),
  ),
});
type OwnerWire = z.infer<typeof ownerWire>;

const specWire = z.looseObject({
  name: z.string().check(z.minLength(1)),
  label: z.optional(z.unknown()),
  default: z.optional(z.unknown()),
  softDefault: z.optional(z.unknown()),
  preset: z.nullish(z.looseObject({ endpoint: z.optional(z.unknown()), model: z.optional(z.unknown()) })),
});

/** The owner's rules for new chats. */
export async function libreChatOwner(http: AppHttp, { signal }: RequestOptions): Promise<OwnerChoice> {
  return toOwner(freshValue(await http.get('api/config', ownerWire, { signal })));
}

/**
 * As the client decides it (`client/src/utils/endpoints.ts`, `useNewConvo`, `usePresets`, `Header`; measured:
 * facts/librechat-owner). Presets and the choice of models are off when the owner lists specs, unless switched on.
 */
export function toOwner({ interface: shown, modelSpecs }: OwnerWire): OwnerChoice {
  const specs = (modelSpecs?.list ?? []).flatMap((item) => {
    const spec = specWire.safeParse(item);
    return spec.success ? [spec.data] : [];
  });
  const fixed = specs.find((spec) => spec.default === true);
  const soft = specs.find((spec) => spec.softDefault === true);
  const isEnforced = modelSpecs?.enforce === true;
  const arePresetsOn = shown?.presets !== false && shown?.modelSelect !== false && !isEnforced && !fixed;
  const choice = { presets: arePresetsOn ? 'on' : 'off', specs: specs.map(toSpec) } as const;
  if (fixed) return { ...choice, first: fixed.name, yieldsTo: 'nothing' };
  const areModelsListed = shown?.modelSelect === true && !isEnforced;
  if (soft) {
    const yieldsTo = areModelsListed && hasModels(modelSpecs?.addedEndpoints) ? 'any' : 'listed';
    return { ...choice, first: soft.name, yieldsTo };
  }
  const [first] = specs;
  const isFirst = first !== undefined && (modelSpecs?.prioritize === true || !areModelsListed);
  return { ...choice, first: isFirst ? first.name : null, yieldsTo: isFirst ? 'listed' : 'any' };
}

/** Beside the specs, every endpoint can be chosen, or those that the owner names. */
const hasModels = (added: readonly unknown[] | null | undefined): boolean =>
  !added?.length || added.some((endpoint) => !isAgentEndpoint(text(endpoint)));

const toSpec = ({ name, label, preset }: z.infer<typeof specWire>): OwnerChoice['specs'][number] => ({
  name,
  label: text(label) ?? name,
  provider: text(preset?.endpoint),
  model: text(preset?.model),
});
