import { describe, expect, it } from 'vitest';
import { initialStatus } from '@/lib/model';
import { placesOf } from '@/lib/sync/settings/places';
import type { Scene } from '@/lib/sync/settings/scene';
import { connection, user } from '../../../gallery/sample';

describe('whom AnythingLLM’s places affect', () => {
  const audiences = (of: Scene['sides']['anythingllm']['user']) => {
    const side = { identity: '1', status: initialStatus, user: of };
    const scene: Scene = {
      pair: {
        anythingllm: { connection: 'anythingllm', identity: '1' },
        librechat: { connection: 'librechat', identity: '1' },
      },
      sides: {
        anythingllm: { ...side, connection: connection('anythingllm', '', 'http://nas:3001') },
        librechat: { ...side, connection: connection('librechat', '', 'http://nas:3080') },
      },
      pairs: [],
      endpoints: null,
    };
    const places = placesOf(scene, { roles: { 'llm.model/anythingllm/workspace:a': 'both' } });
    const at = (place: string) => places.find(({ id }) => id === place)?.audience;
    return [at('anythingllm/system'), at('anythingllm/workspace:a')];
  };

  it('is this person alone without accounts, and everybody with them', () => {
    expect(audiences(user({ mode: 'open', settingsReach: 'mine' }))).toEqual(['me', 'me']);
    expect(audiences(user({ mode: 'accounts', settingsReach: 'everyone' }))).toEqual(['others', 'others']);
  });

  it('W5: is everybody while nothing is known of who is signed in', () => {
    expect(audiences(null)).toEqual(['others', 'others']);
  });
});
