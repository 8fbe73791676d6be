import type { App, Session } from './app';
import { ownThreads, visibleWorkspaces } from './workspace-access';

/** How many letters must change to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Workspaces and own threads whose name has the term, or is at most three letters away; at least 3 characters. */
export function searchNames(app: App, session: Session, term: unknown): { workspaces: unknown[]; threads: unknown[] } {
  const wanted = String(term ?? '').toLowerCase();
  const fits = (name: string) => name.toLowerCase().includes(wanted) || distance(wanted, name.toLowerCase()) <= 3;
  if (wanted.length < 3) return { workspaces: [], threads: [] };
  const visible = visibleWorkspaces(app, session);
  const threads = visible.flatMap((workspace) =>
    ownThreads(app, session, workspace)
      .filter(({ name }) => fits(name))
      .map(({ slug, name }) => ({ slug, name, workspace: { slug: workspace.slug, name: workspace.name } })),
  );
  return { workspaces: visible.filter(({ name }) => fits(name)).map(({ slug, name }) => ({ slug, name })), threads };
}
