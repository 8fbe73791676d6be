/** Names in localStorage, as the real front end has them. */
export const KEYS = {
  user: 'anythingllm_user',
  token: 'anythingllm_authToken',
  timestamp: 'anythingllm_authTimestamp',
  lastWorkspace: 'anythingllm_last_visited_workspace',
  drafts: 'anythingllm_user_prompt_input_map',
  textSize: 'anythingllm_text_size',
  theme: 'theme',
  language: 'i18nextLng',
};

/** What a logout removes. */
export const LOGOUT_KEYS = [KEYS.user, KEYS.token, KEYS.timestamp, KEYS.lastWorkspace, KEYS.drafts];
