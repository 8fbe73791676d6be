import MiniSearch, { type Options } from 'minisearch';
import { wordsOf } from '@/lib/search/words';
import { documentsOf, type Facts, plainQuery, stored } from './plain';
import { serve } from './serve';

interface Document {
  readonly id: number;
  readonly text: string;
  readonly facts: Facts;
}

const options: Options<Document> = {
  fields: ['text'],
  storeFields: ['facts'],
  tokenize: wordsOf,
  processTerm: (term) => term,
};

/** In memory; stored as one JSON text. */
let index = new MiniSearch<Document>(options);
let file: Awaited<ReturnType<typeof stored>>;

serve({
  open: async () => {
    file = await stored();
    const json = await file.get();
    if (json instanceof Blob) index = MiniSearch.loadJSON(await json.text(), options);
  },
  add: async (changes) => index.addAll(documentsOf(changes)),
  // IndexedDB takes no text of that length.
  store: () => file.put(new Blob([JSON.stringify(index)])),
  search: async (text) => {
    const { words, passes } = plainQuery(text);
    const find = (fuzzy: number | false) =>
      index.search(words.join(' '), {
        combineWith: 'AND',
        prefix: true,
        fuzzy,
        filter: ({ facts }) => passes(facts as Facts),
      });
    const found = find(false);
    return (found.length > 0 ? found : find(1)).slice(0, 50).length;
  },
});
