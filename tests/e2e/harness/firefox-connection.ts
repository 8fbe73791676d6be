import type { Browser } from 'puppeteer-core';

/** The remote protocol refused, or the page threw. */
class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

interface Result {
  readonly type?: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text?: string };
}

interface Connection {
  send(method: string, params: object): Promise<{ readonly result: unknown }>;
  on(event: string, listener: (entry: { readonly text?: string | null }) => void): void;
}

/** A tab in the words of WebDriver BiDi. */
interface ContextInfo {
  readonly context: string;
  readonly url: string;
}

/**
 * WebDriver BiDi, spoken directly: puppeteer starts and ends Firefox, but waits for load events that pages of an
 * extension never send, and it hides the browser's privileged scope.
 */
export class FirefoxConnection {
  private privilegedContext: string | undefined;

  private constructor(private readonly connection: Connection) {}

  static of(browser: Browser): FirefoxConnection {
    const { connection } = browser as unknown as { connection?: Connection };
    if (typeof connection?.send !== 'function')
      throw new Error('This puppeteer-core shows its WebDriver BiDi connection no longer: look for its new name.');
    return new FirefoxConnection(connection);
  }

  async send<T = unknown>(method: string, params: object): Promise<T> {
    return (await this.connection.send(method, params)).result as T;
  }

  /** Passes on what any document writes to its console from now on, and the errors that nobody caught. */
  async readConsoles(note: (text: string) => void): Promise<void> {
    this.connection.on('log.entryAdded', ({ text }) => note(text ?? ''));
    await this.send('session.subscribe', { events: ['log.entryAdded'] });
  }

  async contexts(): Promise<readonly ContextInfo[]> {
    const tree = await this.send<{ contexts: readonly ContextInfo[] }>('browsingContext.getTree', { maxDepth: 0 });
    return tree.contexts;
  }

  /** Evaluates an expression in a tab; a promise is awaited. @throws RemoteError with the page's own error. */
  async evaluate(context: string, expression: string): Promise<unknown> {
    const answer = await this.send<Result>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      serializationOptions: { maxObjectDepth: 0 },
    });
    if (answer.exceptionDetails) throw new RemoteError(answer.exceptionDetails.text ?? 'the page threw');
    return answer.result?.value;
  }

  /**
   * Runs the body of an async function in Firefox's own scope, where the browser's UI lives, with `argument` at hand.
   * JSON in, JSON out.
   */
  async privileged<T = unknown>(body: string, argument: unknown = null): Promise<T> {
    if (this.privilegedContext === undefined) {
      const tree = await this.send<{ contexts: readonly ContextInfo[] }>('browsingContext.getTree', {
        'moz:scope': 'chrome',
      });
      this.privilegedContext = tree.contexts[0]?.context;
    }
    if (this.privilegedContext === undefined) throw new Error('Firefox shows no privileged scope.');
    const expression = `(async (argument) => JSON.stringify({ value: await (async () => { ${body} })() }))(${JSON.stringify(argument)})`;
    const answer = JSON.parse(String(await this.evaluate(this.privilegedContext, expression))) as { value: T };
    return answer.value;
  }
}
