import { type Address, hostPattern } from '@/lib/model';

const names = new Intl.ListFormat('en', { type: 'conjunction' });

/** A part of a sentence; host names stand out. */
export interface Part {
  readonly text: string;
  readonly strong: boolean;
}

const plain = (text: string): Part => ({ text, strong: false });

/** What Tandem uses of each host, as short as it is exact: ":3001 and :3080 there", or the addresses in full. */
function used(addresses: readonly Address[], hosts: readonly string[]): string {
  const ports = addresses.map(({ origin }) => new URL(origin).port);
  const short = hosts.length === 1 && ports.every((port) => port !== '');
  const places = short
    ? [...new Set(ports)].map((port) => `:${port}`)
    : addresses.map(({ origin, basePath }) => origin + (basePath === '/' ? '' : basePath));
  return short ? `${names.format(places)} there` : names.format(places);
}

/**
 * The sentence that prepares a person for the browser's question, which names hosts and never ports.
 *
 * @param connected What stays connected beside what is wanted.
 * @param granted What the browser lets Tandem talk to already.
 */
export function hostSentence(
  wanted: readonly Address[],
  connected: readonly Address[],
  granted: readonly Pick<Address, 'origin'>[],
): readonly Part[] {
  const all = [...connected, ...wanted];
  const hostsOf = (addresses: readonly Address[]) => [
    ...new Set(addresses.map(({ origin }) => new URL(origin).hostname)),
  ];
  const known = new Set(granted.map(hostPattern));
  const asked = hostsOf(wanted.filter((address) => !known.has(hostPattern(address))));
  const named = asked.length > 0 ? asked : hostsOf(wanted);
  if (named.length === 0) return [];
  const only = all.length === 1 ? 'this one' : 'these two';
  const marked = names.formatToParts(named).map(({ type, value }) => ({ text: value, strong: type === 'element' }));
  return [
    plain(`Tandem talks to ${only} only. Your browser ${asked.length > 0 ? 'will ask for' : 'lets it talk to'} `),
    ...marked,
    plain(
      `${asked.length > 0 ? '' : ' already'}; it grants by host name, Tandem uses only ${used(all, hostsOf(all))}.`,
    ),
  ];
}
