import { type Definition, type Form, projectionOf } from './projection';

/** Tokens; whole and above zero. */
export const maxTokensOf = (kind: string): Form<number> => ({
  kind,
  read: (native) =>
    typeof native === 'number' && Number.isFinite(native) && native > 0 ? Math.round(native) : undefined,
  write: (tokens) => tokens,
});

export const maxTokens: Definition = {
  'anythingllm/system': projectionOf(maxTokensOf('anythingllm')),
  'anythingllm/account': projectionOf(maxTokensOf('anythingllm-account')),
  'librechat/preset': projectionOf(maxTokensOf('librechat')),
  'librechat/account': projectionOf(maxTokensOf('librechat-account')),
};
