import * as z from 'zod/mini';
import type { Listed } from '@/lib/model';

/**
 * A list that is read row by row. One damaged row (a workspace without a slug) must not cost all others: it is left out
 * and counted, so that views can show the number.
 */
export const rowsOf = <T>(row: z.ZodMiniType<T>) =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((list): Listed<T> => {
      const items = list.flatMap((each) => {
        const read = row.safeParse(each);
        return read.success ? [read.data] : [];
      });
      return { items, leftOut: list.length - items.length };
    }),
  );
