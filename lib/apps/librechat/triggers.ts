import { changes, type Route, removes, signsOut } from '../trigger-routes';

/**
 * The requests of LibreChat's pages when a user acts (measured: facts/librechat-requests). Model, theme, language and
 * font size send nothing.
 */
export const stockRoutes: readonly Route[] = [
  changes('POST', /^api\/convos\/(?:update|pin|fork|duplicate)$/, 'conversations'),
  changes('PUT', /^api\/tags\/convo\/[^/]+$/, 'conversations'),
  // Moves between the two lists, from 0.8.8 on without a new time; an import brings old times.
  removes('POST', /^api\/convos\/(?:archive(?:\/all)?|import)$/, 'conversations'),
  removes('DELETE', /^api\/convos(?:\/all)?$/, 'conversations'),

  // The end of an answer. Before 0.8.7 the first request could itself be the stream.
  changes('POST', /^api\/agents\/chat\/(?!abort$|active$|stream$|status$)[^/]+$/, 'conversations'),
  // A stream has its conversation's id (measured: librechat/archive-04-chat-turns).
  changes('GET', /^api\/agents\/chat\/stream\/(?<conversation>[^/]+)$/, 'conversations'),
  changes('POST', /^api\/agents\/chat\/abort$/, 'conversations'),
  changes('POST', /^api\/assistants\/v\d+\/chat$/, 'conversations'),
  changes('GET', /^api\/convos\/gen_title\/[^/]+$/, 'conversations'),

  // Edits, ratings and deletions of messages move no time of the lists (measured: librechat/archive-03-what-moves-updatedAt).
  changes('PUT', /^api\/messages\/(?<conversation>[^/]+)\/[^/]+(?:\/feedback)?$/),
  changes('DELETE', /^api\/messages\/(?<conversation>[^/]+)\/[^/]+$/),
  changes('POST', /^api\/messages\/(?<conversation>(?!branch$)[^/]+)$/),

  changes('POST', /^api\/presets$/, 'llm'),
  removes('POST', /^api\/presets\/delete$/, 'llm'),

  // A key of the user's own: an endpoint becomes usable, or stops being usable.
  removes('PUT', /^api\/keys$/, 'llm'),
  removes('DELETE', /^api\/keys(?:\/[^/]+)?$/, 'llm'),

  changes('POST', /^api\/files\/images\/avatar$/, 'user'),
  signsOut('POST', /^api\/auth\/logout$/),
  signsOut('DELETE', /^api\/user\/delete$/),
];
