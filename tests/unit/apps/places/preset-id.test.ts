import fc from 'fast-check';
import { expect, it } from 'vitest';
import { presetIdOf, uuidV5 } from '@/lib/apps/librechat/preset-id';

const origins = fc.webAuthority().map((authority) => `https://${authority}`);
const users = fc.string({ minLength: 1 });

it('when the standard’s example is hashed, then it is the version 5 UUID', async () => {
  // The example of RFC 9562, appendix A.4.
  expect(await uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

it('when an id is made again, then it is the same for ever', async () => {
  expect(await presetIdOf('https://chat.example', '6b02a00f99f8a4f42e59e3b9')).toBe(
    'cfec8c1f-6b18-5c6c-9e89-abf3eac9a7ba',
  );
});

it('when people or servers differ, then so do their ids, which are stable', () =>
  fc.assert(
    fc.asyncProperty(origins, origins, users, users, async (origin, other, user, somebody) => {
      const id = await presetIdOf(origin, user);
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(await presetIdOf(`${origin}/`, user)).toBe(id);
      expect((await presetIdOf(origin, somebody)) === id).toBe(user === somebody);
      expect((await presetIdOf(other, user)) === id).toBe(origin === other);
    }),
  ));
