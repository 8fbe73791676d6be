import * as z from 'zod/mini';

/** The two apps that Tandem keeps in step. */
export const appIds = ['anythingllm', 'librechat'] as const;
export const appIdSchema = z.enum(appIds);
export type AppId = z.infer<typeof appIdSchema>;

export const appNames: Readonly<Record<AppId, string>> = { anythingllm: 'AnythingLLM', librechat: 'LibreChat' };

export const otherApp: Readonly<Record<AppId, AppId>> = { anythingllm: 'librechat', librechat: 'anythingllm' };

/** The kind of an app's API: that of the stock servers, or of a platform's gateway. Found by probing, never assumed. */
export const contractSchema = z.enum(['stock', 'platform']);
export type Contract = z.infer<typeof contractSchema>;
