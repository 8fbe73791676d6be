import { type LeftOut as Amounts, appIds, type SharedState } from '@/lib/model';
import { useView } from '../ports';
import { words } from '../words/en/view';

/** Says what the apps' lists hold and Tandem could not read: it must not look as if it were not there. */
export function LeftOut() {
  const apps = useView((state) => state.shared.apps);
  const sentences = leftOutSentences(apps);
  return sentences.length > 0 ? <p className="left-out">{sentences.join(' ')}</p> : null;
}

export function leftOutSentences(apps: SharedState['apps']): readonly string[] {
  return appIds.flatMap((app) => sentencesOf(apps[app].leftOut));
}

function sentencesOf({ workspaces = 0, threads = {}, conversations = 0, presets = 0, unlisted }: Amounts): string[] {
  const inThreads = Object.values(threads).reduce((sum, amount) => sum + amount, 0);
  return [
    ...(workspaces > 0 ? [words.search.leftOut.workspaces(workspaces)] : []),
    ...(inThreads > 0 ? [words.search.leftOut.threads(inThreads)] : []),
    ...(conversations > 0 ? [words.search.leftOut.conversations(conversations)] : []),
    ...(unlisted ? [words.search.leftOut.unlisted] : []),
    ...(presets > 0 ? [words.search.leftOut.presets(presets)] : []),
  ];
}
