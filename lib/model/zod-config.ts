import { config } from 'zod/mini';

// zod compiles its parsers with `new Function` if it can; under the extension's content policy the attempt is a
// violation. zod decides when a schema is made, so the background and the recognition import this first.
config({ jitless: true });
