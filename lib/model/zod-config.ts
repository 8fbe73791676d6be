import * as z from 'zod/mini';

// zod compiles its parsers with `new Function` where it can; under the extension's content policy the try is a violation.
z.config({ jitless: true });
