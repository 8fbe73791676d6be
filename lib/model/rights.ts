import { z } from 'zod';
import { appIdSchema } from './app';

/** What an app's own code may do beyond reading its own app's data and the settings. */
export const rightSchema = z.enum(['read-other', 'change']);
export type Right = z.infer<typeof rightSchema>;
export const rights = rightSchema.options;

/** What two people allow the apps' own code. */
export const rightsSchema = z.object({
  /** What was answered; missing: it was not asked. */
  answers: z.partialRecord(appIdSchema, z.partialRecord(rightSchema, z.enum(['yes', 'no']))),
  /** What code in an app's page asked for, and was not answered yet. `at`: ISO 8601. */
  asked: z.array(z.object({ app: appIdSchema, right: rightSchema, at: z.string() })),
});
export type Rights = z.infer<typeof rightsSchema>;

export const initialRights: Rights = { answers: {}, asked: [] };
