/** What a person can choose at one provider (AnythingLLM) or endpoint (LibreChat). */
export interface ModelOffer {
  /** As the app writes it: `openai`, `openAI`, `ollama`. */
  readonly provider: string;
  /** In the app's own order. Null: not asked or not known, so any text may be right. */
  readonly models: readonly string[] | null;
  /** How many models could not be read. */
  readonly leftOut?: number;
  /** LibreChat: chats there need a key of the person's own, which is not there or has expired. Missing: no such need. */
  readonly key?: 'missing' | 'expired';
}
