import { describe, expect, it } from 'vitest';
import type { AppHttp } from '@/lib/apps/http';
import { changedRegisters } from '@/lib/apps/place-outcomes';
import type { Overwritten, PlaceChanges, PlaceOutcomes, PlaceValues, SettingsPlace } from '@/lib/apps/settings-place';
import { ServerError, SignedOutError, UnreachableError } from '@/lib/errors';
import type { AppId } from '@/lib/model';
import type { StandIn } from '@/tests/apps/kit';
import { type Asker, httpFor, none, ok, signal } from '../kit';
import { type Mishap, type Sent, Wiretap } from './wiretap';

/** A running app with a place in it, and the person who may change it. */
export interface PlaceScenario extends Asker {
  readonly server: StandIn;
  readonly app: AppId;
  readonly place: SettingsPlace;
}

/** What one kind of place is expected to do; requests as they leave, below the app's base. */
export interface Expectations {
  readonly start: () => Promise<PlaceScenario>;
  readonly holds: PlaceValues;
  readonly change: { readonly changes: PlaceChanges; readonly writes: readonly Omit<Sent, 'method'>[] };
  readonly coercion: { readonly changes: PlaceChanges; readonly mishap?: Mishap; readonly outcomes: PlaceOutcomes };
  readonly refusal: { readonly changes: PlaceChanges; readonly mishap?: Mishap; readonly outcomes: PlaceOutcomes };
  /** Servers without accounts never sign out. */
  readonly signIn: 'none' | 'needed';
}

/** The person's client for a scenario, and what leaves through it. */
export function clientOf(
  { server, app, ...asker }: PlaceScenario,
  headers: Readonly<Record<string, string>> = {},
): { readonly http: AppHttp; readonly wire: Wiretap } {
  const wire = new Wiretap(asker.cookieHeader, headers);
  return { wire, http: httpFor(app, server, { ...asker, fetch: wire.fetch }) };
}

const allOk = (changes: PlaceChanges): PlaceOutcomes =>
  Object.fromEntries(changedRegisters(changes).map((register) => [register, ok]));

/** What every place promises the engine. */
export function placeContract(name: string, expected: Expectations): void {
  describe(`place: ${name}`, () => {
    const start = async () => {
      const scenario = await expected.start();
      return { ...scenario, ...clientOf(scenario) };
    };
    const { changes, writes } = expected.change;
    const writesOf = (wire: Wiretap, server: StandIn) =>
      wire.writes.map(({ path, body }) => ({ path: path.slice(new URL(server.url).pathname.length), body }));

    it('when a place is read, then nothing changes by it', async () => {
      const { place, http, wire } = await start();
      expect(await place.read(http, { signal })).toEqual({ values: expected.holds, presence: 'here' });
      expect(wire.writes).toEqual([]);
    });

    it('when a place is written, then what changes is sent and nothing else', async () => {
      const { place, http, wire, server } = await start();
      expect(await place.write(http, changes, { signal })).toEqual(allOk(changes));
      expect(writesOf(wire, server)).toEqual(writes);
      expect((await place.read(http, { signal })).values).toMatchObject(changes);
    });

    it('when a place holds the value already, then it is not written again', async () => {
      const { place, http, wire } = await start();
      await place.write(http, changes, { signal });
      const once = wire.writes.length;
      expect(await place.write(http, changes, { signal })).toEqual(allOk(changes));
      expect(wire.writes).toHaveLength(once);
    });

    it('when a place is written, then what it overwrites is told before that', async () => {
      const { place, http, wire } = await start();
      const seen: { readonly writes: number; readonly overwritten: Overwritten }[] = [];
      const beforeSend = async (overwritten: Overwritten) => {
        seen.push({ writes: wire.writes.length, overwritten });
      };
      await place.write(http, changes, { signal, beforeSend });
      expect(seen).toEqual([{ writes: 0, overwritten: expect.any(Object) }]);
      await place.write(http, changes, { signal, beforeSend });
      expect(seen).toHaveLength(1);
    });

    it('when what it overwrites could not be kept, then nothing is sent', async () => {
      const { place, http, wire } = await start();
      const full = new Error('storage is full');
      const beforeSend = () => Promise.reject(full);
      await expect(place.write(http, changes, { signal, beforeSend })).rejects.toBe(full);
      expect(wire.writes).toEqual([]);
      expect((await place.read(http, { signal })).values).toEqual(expected.holds);
    });

    for (const kind of ['lost-request', 'lost-answer'] as const) {
      it(`when a write is repeated after a kill (${kind}), then it comes to the same`, async () => {
        const { place, http, wire } = await start();
        wire.next({ kind });
        await expect(place.write(http, changes, { signal })).rejects.toBeInstanceOf(UnreachableError);
        expect(await place.write(http, changes, { signal })).toEqual(allOk(changes));
        const after = await place.read(http, { signal });
        const undisturbed = await start();
        await undisturbed.place.write(undisturbed.http, changes, { signal });
        expect(after).toEqual(await undisturbed.place.read(undisturbed.http, { signal }));
      });
    }

    it('when the app changes a value, then it is told what it made of it', async () => {
      const { place, http, wire } = await start();
      const { mishap, outcomes, changes: given } = expected.coercion;
      if (mishap) wire.next(mishap);
      expect(await place.write(http, given, { signal })).toEqual(outcomes);
    });

    it('when the app refuses, then that is an outcome and all is as it was', async () => {
      const { place, http, wire } = await start();
      const { mishap, outcomes, changes: given } = expected.refusal;
      if (mishap) wire.next(mishap);
      expect(await place.write(http, given, { signal })).toEqual(outcomes);
      expect((await place.read(http, { signal })).values).toEqual(expected.holds);
    });

    it('when a place takes no such setting, then its change has an outcome, too', async () => {
      const { place, http } = await start();
      const outcomes = await place.write(http, { ...changes, 'ui.textSize': 'text-xl' }, { signal });
      expect(outcomes).toEqual({ ...allOk(changes), 'ui.textSize': { kind: 'refused', code: 'value-invalid' } });
    });

    it('when a failure says nothing about the write, then it is thrown', async () => {
      const { place, http, server } = await start();
      server.faults.add({ method: 'POST', action: { status: 503 } });
      await expect(place.write(http, changes, { signal })).rejects.toBeInstanceOf(ServerError);
      await server.down();
      await expect(place.read(http, { signal })).rejects.toBeInstanceOf(UnreachableError);
    });

    if (expected.signIn === 'none') return;

    it('when nobody is signed in, then that is thrown and nothing written', async () => {
      const scenario = await start();
      const stranger = clientOf({ ...scenario, credentials: none, cookieHeader: '' });
      await expect(scenario.place.write(stranger.http, changes, { signal })).rejects.toBeInstanceOf(SignedOutError);
      expect((await scenario.place.read(scenario.http, { signal })).values).toEqual(expected.holds);
    });
  });
}
