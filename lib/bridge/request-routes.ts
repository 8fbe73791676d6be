import { type ListSlice, listSlices } from '@/lib/model';
import type { LlmPatch, UiPatch } from './read-ask';
import { llmPatchSchema, parsedAs, uiPatchSchema } from './read-ask';
import { BridgeRefusal } from './refusal';

/** The meaning of a request to the REST API. */
export type Routed =
  | { readonly kind: 'read'; readonly what: 'state' | ListSlice | 'user' | 'settings' }
  | { readonly kind: 'update-llm'; readonly patch: LlmPatch }
  | { readonly kind: 'update-ui'; readonly patch: UiPatch };

type Route = { readonly method: 'GET' | 'POST'; readonly meaning: (body: unknown) => Routed };

const read = (what: Extract<Routed, { kind: 'read' }>['what']): Route => ({
  method: 'GET',
  meaning: () => ({ kind: 'read', what }),
});

const badBody = 'The body is not as it should be.';
const base = '/api/shared-state';

/** The routes that `request` answers; each list has a route of its name. */
const routes: Readonly<Record<string, Route>> = {
  [base]: read('state'),
  ...Object.fromEntries(listSlices.map((list) => [`${base}/${list}`, read(list)])),
  [`${base}/user`]: read('user'),
  [`${base}/settings`]: read('settings'),
  [`${base}/llm-settings`]: {
    method: 'POST',
    meaning: (body) => ({ kind: 'update-llm', patch: parsedAs(llmPatchSchema, body, badBody) }),
  },
  [`${base}/ui-settings`]: {
    method: 'POST',
    meaning: (body) => ({ kind: 'update-ui', patch: parsedAs(uiPatchSchema, body, badBody) }),
  },
};

/**
 * Resolves a request to its route.
 * @throws BridgeRefusal `not-found`, `wrong-method` or `invalid`
 */
export function routed(method: string, path: string, body: unknown): Routed {
  const [pathname = ''] = path.split(/[?#]/);
  const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
  if (!route) throw new BridgeRefusal('not-found', `There is nothing at ${pathname.slice(0, 128)}.`);
  if (method.toUpperCase() !== route.method)
    throw new BridgeRefusal('wrong-method', `${pathname} takes ${route.method}.`);
  return route.meaning(body);
}
