import * as z from 'zod/mini';

const text = z.optional(z.string());
const variables = z.object({
  TANDEM_ANYTHINGLLM_URL: z.optional(z.url()),
  TANDEM_ANYTHINGLLM_USERNAME: text,
  TANDEM_ANYTHINGLLM_PASSWORD: text,
  TANDEM_ANYTHINGLLM_OTHER_USERNAME: text,
  TANDEM_ANYTHINGLLM_OTHER_PASSWORD: text,
  TANDEM_LIBRECHAT_URL: z.optional(z.url()),
  TANDEM_LIBRECHAT_EMAIL: text,
  TANDEM_LIBRECHAT_PASSWORD: text,
  TANDEM_LIBRECHAT_OTHER_EMAIL: text,
  TANDEM_LIBRECHAT_OTHER_PASSWORD: text,
});

/** Who signs in. What is not given is undefined. */
export interface Person {
  readonly name: string | undefined;
  readonly password: string | undefined;
}

/** Where somebody signs in. */
export interface Seat {
  /** With a slash at the end. */
  readonly url: string;
  readonly person: Person;
}

/** A running app and its people. */
export interface Instance extends Seat {
  /** Who signs in after them, for the part about people. */
  readonly other: Person | undefined;
}

export interface Instances {
  readonly anythingllm: Instance | undefined;
  readonly librechat: Instance | undefined;
}

const instance = (
  url: string | undefined,
  person: Person,
  { name, password }: { readonly name: string | undefined; readonly password: string | undefined },
): Instance | undefined =>
  url === undefined
    ? undefined
    : {
        url: url.endsWith('/') ? url : `${url}/`,
        person,
        other: name === undefined ? undefined : { name, password: password ?? person.password },
      };

/** The instances that `npm run test:live` was given. @throws if it was given none. */
export function readInstances(): Instances {
  const given = variables.parse(process.env);
  const instances = {
    anythingllm: instance(
      given.TANDEM_ANYTHINGLLM_URL,
      { name: given.TANDEM_ANYTHINGLLM_USERNAME, password: given.TANDEM_ANYTHINGLLM_PASSWORD },
      { name: given.TANDEM_ANYTHINGLLM_OTHER_USERNAME, password: given.TANDEM_ANYTHINGLLM_OTHER_PASSWORD },
    ),
    librechat: instance(
      given.TANDEM_LIBRECHAT_URL,
      { name: given.TANDEM_LIBRECHAT_EMAIL, password: given.TANDEM_LIBRECHAT_PASSWORD },
      { name: given.TANDEM_LIBRECHAT_OTHER_EMAIL, password: given.TANDEM_LIBRECHAT_OTHER_PASSWORD },
    ),
  };
  if (!instances.anythingllm && !instances.librechat)
    throw new Error('Name an instance: npm run test:live -- --anythingllm URL --librechat URL');
  return instances;
}

/** @throws with the variable's name, so that the person knows what to set. */
export function needed(value: string | undefined, variable: string): string {
  if (!value) throw new Error(`This instance asks who you are: set ${variable}.`);
  return value;
}
