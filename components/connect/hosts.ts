import type { Address } from '@/lib/model';

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

/** The sentence that prepares a person for the browser's question, which names hosts and never ports. */
export function hostSentence(addresses: readonly Address[]): readonly Part[] {
  const hosts = [...new Set(addresses.map(({ origin }) => new URL(origin).hostname))];
  if (hosts.length === 0) return [];
  const only = addresses.length === 1 ? 'this one' : 'these two';
  const marked = names.formatToParts(hosts).map(({ type, value }) => ({ text: value, strong: type === 'element' }));
  return [
    plain(`Tandem talks to ${only} only. Your browser will ask for `),
    ...marked,
    plain(`; it grants by host name, Tandem uses only ${used(addresses, hosts)}.`),
  ];
}
