/** Where AnythingLLM's pages keep their session: a plain JWT in localStorage, absent in open mode (1.16, measured). */
export const anythingLlmTokenKey = 'anythingllm_authToken';

/** Where LibreChat's page keeps its language, beside a cookie of the same name. */
export const libreChatLanguageKey = 'lang';
