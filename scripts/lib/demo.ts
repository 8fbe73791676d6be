import { startAnythingLlm } from '../../tests/apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../../tests/apps/librechat';
import { connectAsAPerson, signInToLibreChat, waitUntilRead } from '../../tests/e2e/harness/flows';
import type { Harness, Tab } from '../../tests/e2e/harness/types';

/** The two stand-in apps with sample data. */
export interface Demo {
  readonly anythingllm: { readonly url: string };
  readonly librechat: Pick<LibreChatApp, 'url' | 'stop'>;
  /** The user of LibreChat; AnythingLLM is open to everyone. */
  readonly person: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const [anythingllm, librechat] = await Promise.all([startAnythingLlm(), startLibreChat()]);
  return {
    anythingllm,
    librechat,
    person: { name: ALEX.email, password: ALEX.password },
    stop: async () => {
      await Promise.all([anythingllm.stop(), librechat.stop()]);
    },
  };
}

export interface ReadyDemo {
  readonly connectPage: Tab;
  readonly anythingllm: Tab;
  readonly librechat: Tab;
}

/** Signs in to both apps, connects them and waits until both have been read. */
export async function makeReady(harness: Harness, demo: Demo): Promise<ReadyDemo> {
  const connectPage = await connectAsAPerson(harness, demo);
  const anythingllm = await harness.openPage(demo.anythingllm.url);
  const librechat = await signInToLibreChat(harness, demo.librechat, demo.person);
  await connectPage.bringToFront();
  await waitUntilRead(connectPage);
  return { connectPage, anythingllm, librechat };
}
