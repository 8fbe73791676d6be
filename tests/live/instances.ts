import { z } from 'zod';

const variables = z.object({
  TANDEM_ANYTHINGLLM_URL: z.url().optional(),
  TANDEM_ANYTHINGLLM_USERNAME: z.string().optional(),
  TANDEM_ANYTHINGLLM_PASSWORD: z.string().optional(),
  TANDEM_LIBRECHAT_URL: z.url().optional(),
  TANDEM_LIBRECHAT_EMAIL: z.string().optional(),
  TANDEM_LIBRECHAT_PASSWORD: z.string().optional(),
});

/** A running app and who signs in there. What is not given is undefined. */
export interface Instance {
  /** With a slash at the end. */
  readonly url: string;
  readonly name: string | undefined;
  readonly password: string | undefined;
}

export interface Instances {
  readonly anythingllm: Instance | undefined;
  readonly librechat: Instance | undefined;
}

const instance = (url: string | undefined, name: string | undefined, password: string | undefined) =>
  url === undefined ? undefined : { url: url.endsWith('/') ? url : `${url}/`, name, password };

/** The instances that `npm run test:live` was given. @throws if it was given none. */
export function readInstances(): Instances {
  const given = variables.parse(process.env);
  const instances = {
    anythingllm: instance(
      given.TANDEM_ANYTHINGLLM_URL,
      given.TANDEM_ANYTHINGLLM_USERNAME,
      given.TANDEM_ANYTHINGLLM_PASSWORD,
    ),
    librechat: instance(given.TANDEM_LIBRECHAT_URL, given.TANDEM_LIBRECHAT_EMAIL, given.TANDEM_LIBRECHAT_PASSWORD),
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
