export type JsonRecord = Record<string, unknown>;

/** One recorded request and the real server's answer. A body is JSON, text, or a marker such as `(html page)`. */
export interface Exchange {
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

export interface Recording {
  /** The app and its version, like `librechat 0.8.7`. */
  app: string;
  exchanges: Exchange[];
}

/** What a stand-in answered: JSON is parsed where it parses, whatever the declared type. */
export interface Outcome {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}
