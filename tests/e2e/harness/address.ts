export const addressMatches = (url: string, part: string | RegExp): boolean =>
  typeof part === 'string' ? url.includes(part) : part.test(url);
