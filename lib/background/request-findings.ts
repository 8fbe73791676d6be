import { type ChatItem, type Connection, chatKey, type Slice } from '@/lib/model';
import type { EnginePorts } from '@/lib/sync/ports';
import { isApi, isPlatformMe, threadsChangedIn } from '@/lib/sync/request-kinds';

/** How often what a page's requests show may lead to a reading, in ms. */
const followUpSpan = 5_000;

/** A request that a page of an app finished. */
export interface FinishedRequest {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

/** What the requests of an app's pages told since it was last looked into. */
export interface Findings {
  readonly slices: Set<Slice>;
  fully: boolean;
  /** Addresses that were answered well, by what they tell. */
  answered: { readonly api: boolean; readonly platformMe: boolean } | null;
  /** Workspaces whose threads changed, by slug. */
  readonly threads: Set<string>;
  /** Chats whose messages changed, by their keys. */
  readonly chats: Map<string, ChatItem>;
}

/** Collects what the requests of the apps' pages tell, in memory. */
export class RequestFindings {
  /** By connection. */
  readonly #news = new Map<string, Findings>();
  /** By connection: when what its pages showed was last followed up (ms since the epoch). */
  readonly #followedUpAt = new Map<string, number>();

  constructor(private readonly ports: Pick<EnginePorts, 'now' | 'adapterFor'>) {}

  /** @returns What the request means: the user signed out, something is to be looked into, or nothing. */
  note(connection: Connection, request: FinishedRequest): 'signed-out' | 'news' | 'nothing' {
    const trigger = this.ports.adapterFor(connection).trigger(connection, request);
    if (trigger?.kind === 'signed-out') return 'signed-out';
    const isAnswered = request.status < 300;
    if (!trigger && !isAnswered) return 'nothing';
    const news = this.#of(connection);
    if (isAnswered)
      news.answered = {
        api: news.answered?.api || isApi(connection, request.url),
        platformMe: news.answered?.platformMe || isPlatformMe(connection, request.url),
      };
    for (const slice of trigger?.slices ?? []) news.slices.add(slice);
    news.fully ||= trigger?.fully ?? false;
    const slug = trigger && threadsChangedIn(connection, request.url);
    if (slug) news.threads.add(slug);
    if (trigger?.chat) news.chats.set(chatKey(trigger.chat), trigger.chat);
    return 'news';
  }

  #of({ id }: Connection): Findings {
    const news: Findings = this.#news.get(id) ?? {
      ...{ slices: new Set(), fully: false, answered: null },
      ...{ threads: new Set(), chats: new Map() },
    };
    this.#news.set(id, news);
    return news;
  }

  /** What was collected since the last time. */
  take({ id }: Connection): Findings | null {
    const news = this.#news.get(id) ?? null;
    this.#news.delete(id);
    return news;
  }

  /** Pages ask much and often: what one of them shows is followed up every 5 s at most. */
  isTime({ id }: Connection): boolean {
    const now = this.ports.now();
    if (now - (this.#followedUpAt.get(id) ?? 0) < followUpSpan) return false;
    this.#followedUpAt.set(id, now);
    return true;
  }
}
