import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppAdapter, ConversationPage, ConversationQuery } from '@/lib/apps/adapter';
import type { AppHttp, Credentials } from '@/lib/apps/http';
import { freshValue } from '@/lib/apps/http';
import { adapterFor } from '@/lib/apps/registry';
import { SignedOutError } from '@/lib/errors';
import {
  type Address,
  type AppId,
  appUserSchema,
  type Contract,
  conversationSchema,
  llmPlaceSchema,
  uiSettingsSchema,
  workspaceSchema,
} from '@/lib/model';
import { type GatewayRefusal, gatewayRefusals, type StandIn } from '@/tests/apps/kit';
import { addressOf, httpFor, signal } from './kit';

/** A running app and a person who is signed in to it. */
interface Scenario {
  readonly server: StandIn;
  readonly credentials: Credentials;
  readonly cookieHeader: string;
  /** The person's id there. */
  readonly identity: string;
  /** How many items of the app's own kind (workspaces or conversations, archived ones too) the person has. */
  readonly items: number;
}

/** Refusals that are to the letter those of the app; before one ends a session, the app's public facts are asked. */
const ownWords: Readonly<Record<AppId, readonly string[]>> = {
  anythingllm: [],
  librechat: ['json message', 'word without a type'],
};

const isSignedOut =
  (...reasons: readonly string[]) =>
  (error: unknown) =>
    error instanceof SignedOutError && reasons.includes(error.reason);

/** What every adapter promises the engine, checked against a running server. */
export function adapterContract(name: string, app: AppId, contract: Contract, start: () => Promise<Scenario>): void {
  describe(`adapter of ${name}`, () => {
    const adapter: AppAdapter = adapterFor(app, contract);
    let scenario: Scenario;
    let address: Address;
    const signedIn = () => httpFor(app, scenario.server, { ...scenario, contract });
    const stranger = () => httpFor(app, scenario.server, { contract });
    const facts = async () => freshValue(await adapter.facts(stranger(), { signal }));
    const user = async (http: AppHttp) => adapter.user(http, address, await facts(), { signal });

    beforeAll(async () => {
      scenario = await start();
      address = addressOf(scenario.server);
    });
    afterAll(() => scenario.server.stop());
    afterEach(() => {
      scenario.server.faults.clear();
      scenario.server.gateway.leave();
    });

    it('when nobody is signed in, then the facts can be read', async () => {
      const { title, llm } = await facts();
      expect(title).not.toBe('');
      if (llm) z.array(llmPlaceSchema).min(1).parse(llm);
    });

    it('when somebody is signed in, then they are read as the app’s user', async () => {
      const found = await user(signedIn());
      expect(appUserSchema.parse(found)).toEqual(found);
      expect(found.id).toBe(scenario.identity);
      expect(found.mode).toBe((await facts()).mode);
    });

    it('when model choices and looks are read, then they have the model’s shape', async () => {
      const llm = freshValue(await adapter.llm(signedIn(), { signal }));
      expect(z.array(llmPlaceSchema).parse(llm)).toEqual(llm);
      if (!adapter.ui) return;
      const ui = freshValue(await adapter.ui(signedIn(), { signal }));
      expect(uiSettingsSchema.parse(ui)).toEqual(ui);
    });

    it('when the app’s items are read, then each comes once', async () => {
      const ids: string[] = [];
      if (adapter.workspaces) {
        const found = freshValue(await adapter.workspaces(signedIn(), { signal }));
        expect(z.array(workspaceSchema).parse(found)).toEqual(found);
        ids.push(...found.map(({ id }) => id));
      }
      for (const archived of [false, true]) {
        for (let after: string | null = null; adapter.conversations; ) {
          const query: ConversationQuery = { archived, limit: 7, after };
          const page: ConversationPage = freshValue(await adapter.conversations(signedIn(), query, { signal }));
          expect(z.array(conversationSchema).parse(page.items)).toEqual(page.items);
          expect(page.leftOut).toBe(0);
          expect(page.items.every((each) => each.archived === archived)).toBe(true);
          const fresh = page.items.map(({ id }) => id).filter((id) => !ids.includes(id));
          ids.push(...fresh);
          after = fresh.length > 0 ? page.next : page.serverNext;
          if (after === null) break;
        }
      }
      expect(new Set(ids).size).toBe(scenario.items);
    });

    it('when nothing changed, then the list says so', async () => {
      const list = async (etag: string | null) =>
        adapter.workspaces
          ? adapter.workspaces(signedIn(), { signal, etag })
          : adapter.conversations?.(signedIn(), { archived: false, limit: 25, after: null }, { signal, etag });
      const first = await list(null);
      const etag = first?.changed ? first.etag : null;
      expect(etag).toMatch(/^W\/"/);
      expect(await list(etag)).toEqual({ changed: false });
    });

    it('when nobody is signed in, then that is told from everything else', async () => {
      const { mode } = await facts();
      if (mode === 'open') expect((await user(stranger())).id).toBe(scenario.identity);
      // Up to 0.8.5 LibreChat does not say why.
      else await expect(user(stranger())).rejects.toSatisfy(isSignedOut('missing', 'invalid'));
    });

    it.each(['redirect', 'html'] as const)('when a login page answers (%s), then it is told', async (loginPage) => {
      const known = await facts();
      scenario.server.faults.add({ path: /\/api\//, action: { loginPage } });
      // Under the platform contract a login page is the app's own way to say so.
      const code = contract === 'platform' ? 'signed-out' : 'login-proxy';
      await expect(adapter.user(signedIn(), address, known, { signal })).rejects.toMatchObject({ code });
    });

    // The contract's own way to say "signed out" is anybody's.
    const own: readonly string[] = contract === 'platform' ? Object.keys(gatewayRefusals) : ownWords[app];

    it.each(Object.keys(gatewayRefusals) as GatewayRefusal[])(
      'when a gateway refuses (%s), then only its own words are taken for the app’s',
      async (refusal) => {
        const known = await facts();
        scenario.server.gateway.stand(refusal);
        const code = own.includes(refusal) ? 'signed-out' : 'login-proxy';
        await expect(adapter.user(signedIn(), address, known, { signal })).rejects.toMatchObject({ code });
      },
    );
  });
}
