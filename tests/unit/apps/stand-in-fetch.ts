import { BROWSER_USER_AGENT } from '@/tests/apps/kit';

/** Node's fetch as a browser would send it: with a browser's User-Agent, and the cookies of its jar where they may travel. */
export const standInFetch =
  (cookieHeader = ''): typeof fetch =>
  (input, init) => {
    const request = new Request(input, init);
    request.headers.set('user-agent', BROWSER_USER_AGENT);
    if (cookieHeader !== '' && request.credentials === 'include') request.headers.set('cookie', cookieHeader);
    return fetch(request);
  };
