import * as z from 'zod/mini';
import type { BrowserName } from './browsers';

const personSchema = z.strictObject({ name: z.optional(z.string()), password: z.optional(z.string()) });
const instanceSchema = z.strictObject({
  /** The name in the table of results. */
  name: z.string(),
  url: z.url(),
  people: z.optional(z.array(personSchema)),
});
const instancesSchema = z.strictObject({
  anythingllm: z.array(instanceSchema).check(z.minLength(1)),
  librechat: z.array(instanceSchema).check(z.minLength(1)),
});

/** The input of `--all`: running apps and their users. */
export type LiveInstances = z.infer<typeof instancesSchema>;
type Person = z.infer<typeof personSchema>;

/** One instance with one of its users. */
interface Seat {
  readonly name: string;
  readonly url: string;
  readonly person: Person;
  /** The user who signs in after them. */
  readonly other: Person | undefined;
}

/** One run of the live suite: one browser, both apps. */
export interface Combination {
  readonly browser: BrowserName;
  readonly anythingllm: string;
  readonly librechat: string;
  /** The variables for the suite; undefined: unset, whatever the caller's environment has. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** @throws An error that names the problem and its path in the file */
export function readLiveInstances(text: string): LiveInstances {
  const read = instancesSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return read.data;
}

function seatsOf({ name, url, people = [] }: LiveInstances['anythingllm'][number]): readonly Seat[] {
  if (people.length === 0) return [{ name, url, person: {}, other: undefined }];
  return people.map((person, at) => ({
    name: people.length === 1 ? name : `${name}, ${person.name}`,
    url,
    person,
    other: people.length === 1 ? undefined : people[(at + 1) % people.length],
  }));
}

const firstChat: Readonly<Record<BrowserName, number>> = { chromium: 0, firefox: 1 };

/**
 * Every user of every AnythingLLM and every LibreChat, at least once in each browser, without all combinations. The two
 * lists run side by side, and the shorter one starts again. Each browser begins with another LibreChat, so that the
 * browsers try different combinations; one browser alone tries the same ones. In a LibreChat, which has no modes, the
 * first user signs in, and the second one after them.
 */
export function combine(instances: LiveInstances, browsers: readonly BrowserName[]): readonly Combination[] {
  const brains = instances.anythingllm.flatMap(seatsOf);
  const chats = instances.librechat.flatMap((instance) =>
    seatsOf(instance)
      .slice(0, 1)
      .map((seat) => ({ ...seat, name: instance.name })),
  );
  return browsers.flatMap((browser) =>
    Array.from({ length: Math.max(brains.length, chats.length) }, (_, at) => {
      const [brain, chat] = [brains[at % brains.length], chats[(at + firstChat[browser]) % chats.length]];
      if (!brain || !chat) throw new Error('There is no instance to combine.');
      return {
        browser,
        anythingllm: brain.name,
        librechat: chat.name,
        variables: {
          TANDEM_ANYTHINGLLM_URL: brain.url,
          TANDEM_ANYTHINGLLM_USERNAME: brain.person.name,
          TANDEM_ANYTHINGLLM_PASSWORD: brain.person.password,
          TANDEM_ANYTHINGLLM_OTHER_USERNAME: brain.other?.name,
          TANDEM_ANYTHINGLLM_OTHER_PASSWORD: brain.other?.password,
          TANDEM_LIBRECHAT_URL: chat.url,
          TANDEM_LIBRECHAT_EMAIL: chat.person.name,
          TANDEM_LIBRECHAT_PASSWORD: chat.person.password,
          TANDEM_LIBRECHAT_OTHER_EMAIL: chat.other?.name,
          TANDEM_LIBRECHAT_OTHER_PASSWORD: chat.other?.password,
        },
      };
    }),
  );
}

export interface Result extends Pick<Combination, 'browser' | 'anythingllm' | 'librechat'> {
  readonly passed: boolean;
  readonly seconds: number;
}

/** A line for each combination, in columns. */
export function tableOf(results: readonly Result[]): string {
  const rows = [
    ['browser', 'AnythingLLM', 'LibreChat', 'result', 'seconds'],
    ...results.map(({ browser, anythingllm, librechat, passed, seconds }) => [
      browser,
      anythingllm,
      librechat,
      passed ? 'passed' : 'FAILED',
      String(Math.round(seconds)),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
