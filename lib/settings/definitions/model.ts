import type { Offers } from '@/lib/model';
import type { Json, Native, Projection } from '@/lib/settings/rules';
import { type Definition, type Endpoints, type Form, type ProjectionContext, projectionOf } from './projection';
import { endpointFor, providerFor, usualEndpoint } from './provider-map';

/** AnythingLLM's provider id, and the model's name there; `model` null: the provider chooses it. */
export type Model = { readonly provider: string; readonly model: string | null };

/** What LibreChat offers this user, by what it told: an endpoint that lacks their key is of no use to them. */
export const endpointsOf = (offers: Offers | null): Endpoints =>
  offers && Object.fromEntries(offers.offers.flatMap(({ provider, models, key }) => (key ? [] : [[provider, models]])));

function fieldsOf(native: Native): Readonly<Record<string, Json>> {
  return typeof native === 'object' && native !== null && !Array.isArray(native)
    ? (native as Readonly<Record<string, Json>>)
    : {};
}

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Names a router instead of a model, so that it means nothing to other places (AnythingLLM 1.16). */
const router = 'anythingllm-router';

/** `{provider, model}` of AnythingLLM; a workspace's null for the provider inherits, which is no model choice. */
export const anythingLlmModel: Form<Model> = {
  read: (native) => {
    const { provider, model } = fieldsOf(native);
    const id = textOf(provider);
    return id === null || id === router ? undefined : { provider: id, model: textOf(model) };
  },
  write: ({ provider, model }) => ({ provider, model }),
};

/**
 * Whether LibreChat offers this choice; it counts the use of any other model as a violation (measured:
 * facts/librechat-unknown-model).
 */
function isOffered(endpoints: NonNullable<Endpoints>, endpoint: string, model: string): boolean {
  if (!Object.hasOwn(endpoints, endpoint)) return false;
  const models = endpoints[endpoint];
  return !models || models.includes(model);
}

/** `{endpoint, model}` of LibreChat. */
export const libreChatModel = ({ providerAliases, endpoints }: ProjectionContext): Form<Model> => ({
  read: (native) => {
    const { endpoint, model } = fieldsOf(native);
    const [name, chosen] = [textOf(endpoint), textOf(model)];
    const provider = name === null ? null : providerFor(name, providerAliases);
    return provider === null || chosen === null ? undefined : { provider, model: chosen };
  },
  write: ({ provider, model }) => {
    if (endpoints === null || model === null) return undefined;
    const endpoint = endpointFor(provider, Object.keys(endpoints), providerAliases);
    return endpoint !== null && isOffered(endpoints, endpoint, model) ? { endpoint, model } : undefined;
  },
});

/** Whether LibreChat is known to lack what a native choice names. */
function isKnownToLack({ endpoints }: ProjectionContext, native: Native): boolean {
  const { endpoint, model } = fieldsOf(native);
  const [name, chosen] = [textOf(endpoint), textOf(model)];
  return endpoints !== null && name !== null && chosen !== null && !isOffered(endpoints, name, chosen);
}

/**
 * `{provider, model}` of LibreChat's account on a platform, where `provider` should be the name of an endpoint. The
 * platform's own words are not known: a name that no map knows is kept as it is.
 */
const libreChatAccountModel = ({ providerAliases, endpoints }: ProjectionContext): Form<Model> => ({
  read: (native) => {
    const { provider, model } = fieldsOf(native);
    const name = textOf(provider);
    return name === null ? undefined : { provider: providerFor(name, providerAliases) ?? name, model: textOf(model) };
  },
  write: ({ provider, model }) => {
    const offered = endpoints === null ? null : endpointFor(provider, Object.keys(endpoints), providerAliases);
    return { provider: offered ?? usualEndpoint(provider, providerAliases) ?? provider, model };
  },
});

/**
 * LibreChat's last used model is written into its page, where no answer judges it. So Tandem neither writes nor takes in a
 * model there that LibreChat is known to lack.
 */
function lastUsedModel(context: ProjectionContext): Projection {
  const { project, lift, says } = projectionOf(libreChatModel(context));
  return {
    project,
    lift: (native, shared) => (isKnownToLack(context, native) ? undefined : lift(native, shared)),
    says: (native, shared) => !isKnownToLack(context, native) && says(native, shared),
  };
}

const ofAnythingLlm = projectionOf(anythingLlmModel);

export const model: Definition = {
  'anythingllm/system': ofAnythingLlm,
  'anythingllm/workspace': ofAnythingLlm,
  'anythingllm/account': ofAnythingLlm,
  'librechat/last-used': lastUsedModel,
  'librechat/preset': (context) => projectionOf(libreChatModel(context)),
  'librechat/account': (context) => projectionOf(libreChatAccountModel(context)),
};
