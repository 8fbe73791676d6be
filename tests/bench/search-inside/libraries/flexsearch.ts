// First: the library looks for it when it loads.
import './window';

import { Index, IndexedDB } from 'flexsearch';
import { wordsOf } from '@/lib/search/words';
import { documentsOf, type Facts, plainQuery, stored } from './plain';
import { serve } from './serve';

/** `forward` finds beginnings of words; there are neither typos nor phrases. */
const index = new Index({ tokenize: 'forward', encode: wordsOf, commit: false });
let facts: Facts[] = [];
let file: Awaited<ReturnType<typeof stored>>;
let waiting = 0;

serve({
  open: async () => {
    file = await stored();
    facts = ((await file.get()) as Facts[] | undefined) ?? [];
    await index.mount(new IndexedDB('flexsearch') as never);
  },
  add: async (changes) => {
    for (const document of documentsOf(changes)) {
      index.add(document.id, document.text);
      facts[document.id] = document.facts;
    }
    waiting += 1;
    // A commit rewrites what it touches, so that many small ones would be slower still.
    if (waiting % 25 === 0) await index.commit();
  },
  store: async () => {
    await index.commit();
    await file.put(facts);
  },
  search: async (text) => {
    const { words, hasFilters, passes } = plainQuery(text);
    const found = (await index.search(words.join(' '), { limit: hasFilters ? 2000 : 50 })) as readonly number[];
    return found.filter((id) => passes(facts[id] as Facts)).slice(0, 50).length;
  },
});
