import { expect, it } from 'vitest';
import { initialStatus } from '@/lib/model';
import { placesOf } from '@/lib/settings/place-specs';
import type { SignedIn } from '@/lib/settings/signed-in';
import { connection, user } from '../../gallery/sample';

const places = (of: SignedIn['sides']['anythingllm']['user']) => {
  const side = { identity: '1', status: initialStatus, user: of };
  const signedIn: SignedIn = {
    identities: {
      anythingllm: { connection: 'anythingllm', identity: '1' },
      librechat: { connection: 'librechat', identity: '1' },
    },
    sides: {
      anythingllm: { ...side, connection: connection('anythingllm', '', 'http://nas:3001') },
      librechat: { ...side, connection: connection('librechat', '', 'http://nas:3080') },
    },
    providerAliases: [],
    endpoints: null,
  };
  const all = placesOf(signedIn, { participation: { 'llm.model/anythingllm/workspace:a': 'on' } });
  return ['anythingllm/system', 'anythingllm/workspace:a'].map((place) => all.find(({ id }) => id === place));
};
const audiences = (of: SignedIn['sides']['anythingllm']['user']) => places(of).map((place) => place?.audience);

it('when a person’s role changes, then so does which places they may write', () => {
  const roles = (role: string, settingsReach: 'everyone' | 'read-only') =>
    places(user({ mode: 'accounts', role, settingsReach })).map((place) => place?.role);
  expect(roles('admin', 'everyone')).toEqual(['both', 'both']);
  expect(roles('manager', 'read-only')).toEqual(['leads', 'both']);
  expect(roles('default', 'read-only')).toEqual(['leads', 'leads']);
  expect(places(user({ mode: 'open', role: null })).map((place) => place?.role)).toEqual(['both', 'both']);
});

it('when there are accounts, then AnythingLLM’s places affect others, too', () => {
  expect(audiences(user({ mode: 'open', settingsReach: 'mine' }))).toEqual(['me', 'me']);
  expect(audiences(user({ mode: 'accounts', settingsReach: 'everyone' }))).toEqual(['others', 'others']);
});

it('W5: when nobody is known to be signed in, then places affect everybody', () => {
  expect(audiences(null)).toEqual(['others', 'others']);
});
