import { type Definition, type Form, projectionOf } from './projection';

/** Tokens; whole and above zero. */
export const tokens: Form<number> = {
  read: (native) =>
    typeof native === 'number' && Number.isFinite(native) && native > 0 ? Math.round(native) : undefined,
  write: (amount) => amount,
};

const inTokens = projectionOf(tokens);

export const maxTokens: Definition = {
  'anythingllm/system': inTokens,
  'anythingllm/account': inTokens,
  'librechat/preset': inTokens,
  'librechat/account': inTokens,
};
