/** `npx tsx tests/bench/search-inside/run.ts [library …]`: search inside chats alone, with the libraries not chosen. */
import { main } from '../../../scripts/lib/main';
import { benchLibrary, libraries } from './bench';

await main(async () => {
  const wanted = process.argv.slice(2);
  for (const library of libraries) {
    if (wanted.length > 0 && !wanted.includes(library)) continue;
    console.log(JSON.stringify(await benchLibrary(library)));
  }
  return 0;
});
