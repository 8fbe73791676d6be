import { NotFoundError, RoleRefusedError, ServerError, type TandemError, UnexpectedAnswerError } from '@/lib/errors';
import type { PlaceId } from '@/lib/model';

/**
 * Does something at one place after the other. What fails at one of them keeps the others from nothing, unless the app as a
 * whole is out of reach; the first failure is given back with what the others came to.
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
