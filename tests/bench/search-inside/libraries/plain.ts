import { openDB } from 'idb';
import { appOf } from '@/lib/model';
import { parseQuery } from '@/lib/search/query';
import { wordsOf } from '@/lib/search/words';
import { type changesOf, messagesPerChat } from '../corpus';

/** What filters ask of a message, for the libraries that know no filters such as ours. Small, and kept in memory. */
export interface Facts {
  readonly app: string;
  readonly author: string;
  readonly model: string | null;
  readonly workspace: string | null;
  readonly at: number;
}

export const documentsOf = (changes: ReturnType<typeof changesOf>) =>
  changes.flatMap(({ seq, transcript }) =>
    (transcript?.messages ?? []).map(({ author, model, at, text }, index) => ({
      id: (seq - 1) * messagesPerChat + index,
      text,
      facts: {
        app: transcript ? appOf(transcript.chat) : '',
        author,
        model,
        workspace: transcript?.workspace ?? null,
        at: Date.parse(at ?? ''),
      } satisfies Facts,
    })),
  );

/** The words of a query, and whether a message passes its filters. Phrases are words here: the libraries have none. */
export function plainQuery(text: string) {
  const { terms, filters } = parseQuery(text);
  const passes = (facts: Facts) =>
    filters.every((filter) => {
      if (filter.name === 'from') return facts.author === 'user';
      if (filter.name === 'app') return facts.app === filter.value;
      if (filter.name === 'before') return facts.at < filter.at;
      if (filter.name === 'after') return facts.at >= filter.at;
      return (filter.name === 'in' ? facts.workspace : facts.model)?.includes(filter.value) ?? false;
    });
  return { words: terms.flatMap((term) => wordsOf(term.text)), hasFilters: filters.length > 0, passes };
}

/** One value of one database. */
export async function stored(): Promise<{ get(): Promise<unknown>; put(value: unknown): Promise<void> }> {
  const db = await openDB('stored', 1, { upgrade: (fresh) => void fresh.createObjectStore('values') });
  return { get: () => db.get('values', 'one'), put: async (value) => void (await db.put('values', value, 'one')) };
}
