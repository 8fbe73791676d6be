import { type Address, hostPattern } from '@/lib/model';
import { connectWords } from '../words/en/connect';

/** A part of a sentence; host names are emphasised. */
export interface Part {
  readonly text: string;
  readonly strong: boolean;
}

/** The part of each host that Tandem uses, short but exact: its ports, or the full addresses. */
function sayUsed(addresses: readonly Address[], hosts: readonly string[]): string {
  const ports = addresses.map(({ origin }) => new URL(origin).port);
  if (hosts.length === 1 && ports.every((port) => port !== ''))
    return connectWords.hosts.usesPorts([...new Set(ports)]);
  return connectWords.hosts.usesAddresses(
    addresses.map(({ origin, basePath }) => origin + (basePath === '/' ? '' : basePath)),
  );
}

/**
 * The sentence that explains the browser's question, which names hosts and never ports.
 * @param connected The connections that stay beside the wanted ones
 * @param granted The hosts that the browser already grants
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
