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

const all = (names: string[], value: boolean): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, value]));
const shared = ['USE', 'CREATE', 'SHARE', 'SHARE_PUBLIC'];

/** The permissions of LibreChat's two built-in roles (measured: librechat/25-roles). */
export function createRoles(): Map<string, Role> {
  const role = (name: string, admin: boolean): Role => ({
    _id: objectIdOf(`role ${name}`),
    name,
    description: '',
    permissions: {
      BOOKMARKS: { USE: true },
      PROMPTS: { ...all(shared, admin), USE: true, CREATE: true },
      MEMORIES: all(['USE', 'CREATE', 'UPDATE', 'READ', 'OPT_OUT'], true),
      AGENTS: { ...all(shared, admin), USE: true, CREATE: true },
      MULTI_CONVO: { USE: true },
      TEMPORARY_CHAT: { USE: true },
      RUN_CODE: { USE: true },
      WEB_SEARCH: { USE: true },
      PEOPLE_PICKER: all(['VIEW_USERS', 'VIEW_GROUPS', 'VIEW_ROLES'], admin),
      MARKETPLACE: { USE: admin },
      FILE_SEARCH: { USE: true },
      FILE_CITATIONS: { USE: true },
      MCP_SERVERS: { ...all([...shared, 'CONFIGURE_OBO'], admin), USE: true },
      REMOTE_AGENTS: all(shared, admin),
      SKILLS: { ...all(shared, admin), USE: true, CREATE: true },
      SHARED_LINKS: all(['CREATE', 'SHARE', 'SHARE_PUBLIC'], true),
    },
  });
  return new Map([
    ['USER', role('USER', false)],
    ['ADMIN', role('ADMIN', true)],
  ]);
}
