/** AnythingLLM's session: a plain JWT in localStorage, absent in open mode (measured: facts/anythingllm-page-keys). */
export const anythingLlmTokenKey = 'anythingllm_authToken';

/** Where LibreChat's page keeps its language, beside a cookie of the same name. */
export const libreChatLanguageKey = 'lang';
