import { NotFoundError, RoleRefusedError, ServerError, type TandemError, UnexpectedAnswerError } from '@/lib/errors';
import type { PlaceId } from '@/lib/model';

/**
 * Does something at one place after the other. A failure at one place does not stop the others, unless the whole app is out
 * of reach. The first failure is returned with the results of the others.
 */
export async function forEachPlace<T>(
  places: readonly PlaceId[],
  work: (place: PlaceId) => Promise<T>,
): Promise<{ readonly results: ReadonlyMap<PlaceId, T>; readonly failure: TandemError | null }> {
  const results = new Map<PlaceId, T>();
  let failure: TandemError | null = null;
  for (const place of places) {
    try {
      results.set(place, await work(place));
    } catch (error) {
      if (!isOfOnePlace(error)) throw error;
      failure ??= error;
    }
  }
  return { results, failure };
}

const isOfOnePlace = (error: unknown): error is TandemError =>
  error instanceof ServerError ||
  error instanceof NotFoundError ||
  error instanceof UnexpectedAnswerError ||
  error instanceof RoleRefusedError;
