import { wordsOf } from '../../kit';
import type { Chat } from '../state';

/** A turn whose words are made at each reading, the same in every run: 20,000 turns with words would be 20 MB. */
export class SampleTurn implements Chat {
  readonly attachments = [];
  readonly sources = [];
  readonly model = 'gpt-4o';
  #prompt?: string;
  #answer?: string;

  constructor(
    readonly id: number,
    readonly workspaceId: number,
    readonly threadId: number,
    readonly userId: number | null,
  ) {}

  get createdAt(): string {
    return new Date(Date.parse('2026-01-01T08:00:00Z') + this.id * 60_000).toISOString();
  }

  get prompt(): string {
    return this.#prompt ?? `${wordsOf(`ask ${this.id}`, 20)} Number ${this.id}?`;
  }

  set prompt(words: string) {
    this.#prompt = words;
  }

  get answer(): string {
    return this.#answer ?? wordsOf(`answer ${this.id}`, 80);
  }

  set answer(words: string) {
    this.#answer = words;
  }
}
