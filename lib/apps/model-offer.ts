/** The models that a user can choose at one provider (AnythingLLM) or endpoint (LibreChat). */
export interface ModelOffer {
  /** In the app's spelling: `openai`, `openAI`, `ollama`. */
  readonly provider: string;
  /** In the app's own order. Null: not asked or not known, so any text may be right. */
  readonly models: readonly string[] | null;
  /** How many models could not be read. */
  readonly leftOut?: number;
  /** LibreChat: chats there need the user's own key, which is missing or has expired. Missing field: no key needed. */
  readonly key?: 'missing' | 'expired';
}
