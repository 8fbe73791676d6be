import { config } from 'zod/mini';

// zod compiles its parsers with `new Function` where it can; under the extension's content policy the try is a violation.
// It decides that when a schema is made, so what parses imports this before all else: the background and the recognition.
config({ jitless: true });
