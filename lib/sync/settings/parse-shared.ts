import { z } from 'zod';
import { type Json, jsonSchema, type RegisterId } from '@/lib/model';

const values: Readonly<Record<RegisterId, z.ZodType>> = {
  'llm.model': z.object({ provider: z.string().min(1).max(256), model: z.string().min(1).max(512).nullable() }),
  'llm.temperature': z.number().min(0).max(10),
  'llm.maxTokens': z.number().int().positive(),
  'ui.theme': z.enum(['system', 'light', 'dark']),
  'ui.language': z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{4})?$/),
  'ui.textSize': z.number().int().min(1).max(5),
};

const exact = z.record(z.string().max(64), jsonSchema).optional();

/** A setting's value as a view may set it. @throws TypeError It is none */
export function parseShared(register: RegisterId, given: Json): Json {
  const parsed = z.object({ value: values[register], exact }).safeParse(given);
  if (!parsed.success) throw new TypeError(`no value of ${register}`);
  return parsed.data as Json;
}
