import { type LeftOut as Amounts, appIds, type SharedState } from '@/lib/model';
import { useView } from '../ports';
import { panelWords } from '../words/en/panel';

/** Shows the number of items that Tandem could not read: they must not seem to be missing. */
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
    ...(workspaces > 0 ? [panelWords.search.leftOut.workspaces(workspaces)] : []),
    ...(inThreads > 0 ? [panelWords.search.leftOut.threads(inThreads)] : []),
    ...(conversations > 0 ? [panelWords.search.leftOut.conversations(conversations)] : []),
    ...(unlisted ? [panelWords.search.leftOut.unlisted] : []),
    ...(presets > 0 ? [panelWords.search.leftOut.presets(presets)] : []),
  ];
}
