import { type Address, hostPattern } from '@/lib/model';
import { connectWords } from '../words/en/connect';

/** A part of a sentence; host names stand out. */
export interface Part {
  readonly text: string;
  readonly strong: boolean;
}

/** What Tandem uses of each host, as short as it is exact: its ports, or the addresses in full. */
function sayUsed(addresses: readonly Address[], hosts: readonly string[]): string {
  const ports = addresses.map(({ origin }) => new URL(origin).port);
  if (hosts.length === 1 && ports.every((port) => port !== ''))
    return connectWords.hosts.usesPorts([...new Set(ports)]);
  return connectWords.hosts.usesAddresses(
    addresses.map(({ origin, basePath }) => origin + (basePath === '/' ? '' : basePath)),
  );
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
  const { only, willAsk, granted: allows } = connectWords.hosts;
  const said = [only(all.length), (asked.length > 0 ? willAsk : allows)(named), sayUsed(all, hostsOf(all))].join(' ');
  return said.split(/<\/?b>/).map((text, at) => ({ text, strong: at % 2 === 1 }));
}
