import type { PageRegister } from '@/lib/messaging/protocol';
import type { AppId, Json, PlaceId, RegisterId } from '@/lib/model';
import type { Fault, Held } from '../world/server';
import type { Action } from './actions';

/** The words in which histories are told that no seed decides. */
export const model = (provider: string, name: string) => ({ provider, model: name });

/** The models that most of them go between. */
export const [gpt, claude] = [model('openai', 'gpt-b'), model('anthropic', 'claude-a')];

export const edit = (register: RegisterId, value: Json): Action => ({ kind: 'edit', register, value: { value } });

export const inPage = (app: AppId, register: PageRegister, text: string): Action => ({
  kind: 'page',
  app,
  register,
  text,
});

/** In AnythingLLM's own form. */
export const inForm = (values: Held): Action => ({ kind: 'place', app: 'anythingllm', local: 'system', values });

export const on = (place: PlaceId, register: RegisterId = 'llm.model'): Action => ({
  kind: 'role',
  place,
  register,
  role: 'on',
});

export const fault = (app: AppId, local: string, what: Fault): Action => ({ kind: 'fault', app, local, fault: what });
export const wait = (ms: number): Action => ({ kind: 'pass', ms });
