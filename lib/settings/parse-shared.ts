import * as z from 'zod/mini';
import { type Json, type RegisterId, sharedValueSchemas } from '@/lib/model';

/** A setting's value as a view may set it. @throws TypeError It is none */
export function parseShared(register: RegisterId, given: Json): Json {
  const parsed = z.object({ value: sharedValueSchemas[register] }).safeParse(given);
  if (!parsed.success) throw new TypeError(`no value of ${register}`);
  return parsed.data as Json;
}
