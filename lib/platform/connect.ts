import { Probed } from '@/lib/apps/probed';
import { recogniseAnonymously } from '@/lib/apps/recognise';
import { toProblem } from '@/lib/errors';
import { type AppId, baseUrl } from '@/lib/model';
import { viewPorts } from './view';

const probed = new Probed();

async function recogniseTyped(text: string, app: AppId, signal: AbortSignal) {
  const recognition = await recogniseAnonymously(text, app, signal, undefined, probed);
  if (recognition.kind === 'found') {
    const { address, app: found, facts } = recognition;
    const { title, hasPages = true } = facts;
    return { kind: 'found', app: found, address, title, hasPages } as const;
  }
  const problem = toProblem(recognition.problem, new Date().toISOString());
  if (recognition.kind === 'unreadable') return { kind: 'unreadable', address: recognition.address, problem } as const;
  const { address } = recognition;
  return { kind: 'failed', problem, url: address && baseUrl(address) } as const;
}

/** The connect page's interface to the browser. Only this page recognises apps, so no other view loads that code. */
export async function connectPorts() {
  return { ...(await viewPorts('connect')), recogniseAnonymously: recogniseTyped };
}
