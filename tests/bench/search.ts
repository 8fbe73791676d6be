import type { Entry } from '@/components/search/entries';
import { buildIndex, search } from '@/components/search/rank';
import { inTurns, type Result, timed } from './kit';
import { manyConversations } from './sample';

/** One keystroke of the search over 10,000 conversations. */
export async function benchSearch(): Promise<readonly Result[]> {
  const entries: readonly Entry[] = manyConversations(10_000).map(({ id, title, model, updatedAt }) => ({
    key: id,
    item: { kind: 'conversation', id },
    app: 'librechat',
    title,
    workspace: null,
    model,
    at: updatedAt,
    archived: false,
    pinned: false,
  }));
  const typed = 'kubernetes ingress';
  const keystrokes = [...typed].map((_, at) => typed.slice(0, at + 1));
  const index = buildIndex(entries);
  const each = (look: (query: string) => unknown) => async () =>
    (await timed(() => {
      for (const query of keystrokes) look(query);
    })) / keystrokes.length;
  const perKey = await inTurns(
    30,
    each((query) => search(index, query)),
    each((query) => entries.filter(({ title }) => title.toLowerCase().includes(query))),
  );
  const ready = await inTurns(
    30,
    () => timed(() => buildIndex(entries)),
    () => timed(() => entries.map(({ title }) => title.toLowerCase())),
  );
  return [
    { what: 'search: one key, 10,000 items', ...perKey, against: 'titles that include the text' },
    { what: 'search: making 10,000 items ready', ...ready, against: 'their titles in lower case' },
  ];
}
