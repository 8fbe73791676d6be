import * as z from 'zod/mini';
import type { AppHttp, RequestOptions } from '@/lib/apps/http';
import type { EnginePorts } from '@/lib/background';
import { baseUrl, type Json } from '@/lib/model';

interface Told {
  readonly value: unknown;
  readonly etag: string | null;
}

/**
 * Answers of real servers, asked for once and told from memory from then on, as a round tells them: for more requests than
 * could be sent. Counts them.
 */
export class Remembered {
  readonly #told = new Map<string, Promise<Told>>();
  /** Called for each request. */
  onAsked: () => void = () => undefined;

  http(real: EnginePorts['http']): EnginePorts['http'] {
    return (connection, credentials): AppHttp => {
      const first = real(connection, credentials);
      const ofRound = new Set<string>();
      const tell = (name: string, ask: () => Promise<Told>) => {
        this.onAsked();
        const told = this.#told.get(name) ?? ask();
        this.#told.set(name, told);
        return told;
      };
      return {
        get: async (path, schema, options) => {
          const name = baseUrl(connection) + path;
          const isShared = ofRound.has(path);
          const told = await (isShared ? this.#told.get(name) : tell(name, () => askFirst(first, path, options)));
          if (!told) throw new TypeError(`nothing is known of ${path}`);
          if (!isShared && options.etag && options.etag === told.etag) return { changed: false };
          if (!path.includes('?')) ofRound.add(path);
          return { changed: true, value: schema.parse(told.value), etag: told.etag };
        },
        delete: () => {
          throw new TypeError('nothing is deleted here');
        },
        post: async (path, body, schema, options) => {
          if (options.shared !== 'stands') ofRound.clear();
          const told = await tell(`POST ${baseUrl(connection)}${path}`, async () => ({
            value: await first.post(path, body, z.unknown(), options),
            etag: null,
          }));
          return schema.parse(told.value);
        },
      };
    };
  }

  /** The answer is another one from now on. */
  async change(url: string, change: (value: Json) => Json): Promise<void> {
    const { value, etag } = (await this.#told.get(url)) ?? {};
    this.#told.set(url, Promise.resolve({ value: change(value as Json), etag: `${etag}+` }));
  }
}

async function askFirst(http: AppHttp, path: string, options: RequestOptions): Promise<Told> {
  const answer = await http.get(path, z.unknown(), { ...options, etag: null });
  if (!answer.changed) throw new TypeError('304 for a request without If-None-Match');
  return answer;
}
