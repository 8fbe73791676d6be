import { recordedBody } from '../../../contract/kit/load-recording';
import { objectIdOf } from '../ids';
import type { Favorite, Role, User } from '../state';

/** The two people of every stand-in and their passwords. */
export const ALEX = { email: 'alex@example.com', password: 'Alex-pass-1', name: 'Alex Doe', username: 'alex' } as const;
export const BOB = { email: 'bob@example.com', password: 'Bob-pass-1', name: 'Bob Roe', username: 'bob' } as const;

type Person = Pick<User, 'email' | 'password' | 'name' | 'username'>;

/** A person as LibreChat stores one. */
export function createUser(person: Person, role: User['role'], provider: User['provider']): User {
  const now = new Date().toISOString();
  const favorites: Favorite[] = role === 'ADMIN' ? [{ model: 'gpt-4o', endpoint: 'openAI' }] : [];
  return {
    ...person,
    _id: objectIdOf(`user ${person.email}`),
    emailVerified: true,
    avatar: null,
    provider,
    role,
    plugins: [],
    twoFactorEnabled: false,
    termsAccepted: false,
    personalization: { memories: true, _id: objectIdOf(`personalization ${person.email}`) },
    favorites,
    skillStates: {},
    createdAt: now,
    updatedAt: now,
  };
}

/** LibreChat 0.8.7's two built-in roles. */
export const createRoles = (): Map<string, Role> =>
  new Map(
    ['USER', 'ADMIN'].map((name) => {
      const { __v: _, ...role } = recordedBody('librechat/25-roles', `GET /api/roles/${name}`);
      return [name, role as unknown as Role];
    }),
  );
