import type { AppId } from '@/lib/model';

const letters: Readonly<Record<AppId, string>> = { anythingllm: 'A', librechat: 'L' };

/** A neutral letter for an app. Decoration: the app's name always stands beside it. */
export function AppMark({ app, size = 'normal' }: { app: AppId; size?: 'normal' | 'small' }) {
  return (
    <span className="app-mark" data-app={app} data-size={size} aria-hidden="true">
      {letters[app]}
    </span>
  );
}
