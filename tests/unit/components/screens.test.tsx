import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { StepEverything } from '@/components/connect/step-everything';
import { StepSignIn } from '@/components/connect/step-sign-in';
import { PanelSearch, sayOutcome } from '@/components/panel/panel-search';
import { PortsProvider } from '@/components/ports';
import { allEntries } from '@/components/search/entries';
import { NoResults } from '@/components/search/no-results';
import { ResultRow } from '@/components/search/result-row';
import { placesOf } from '@/components/settings/place-participation';
import { lostProvider } from '@/components/settings/read-model-choice';
import { readSettings, settingNotes } from '@/components/settings/read-settings';
import { AppStatus } from '@/components/status/app-status';
import type { AppId, AppState } from '@/lib/model';
import { fakePorts } from '../../gallery/fake-ports';
import { connection, on, place } from '../../gallery/sample';
import type { Scene } from '../../gallery/scene';
import { type SceneName, scenes } from '../../gallery/scenes';
import { workspace as workspaceAt } from '../kit/samples';
import { arranged } from './kit';

/** The words of a view as they stand in its markup. */
const words = (name: SceneName, view: ReactNode, change: (scene: Scene) => Scene = (scene) => scene) =>
  renderToStaticMarkup(<PortsProvider ports={fakePorts(change(scenes[name]))}>{view}</PortsProvider>);

/** The scene with another state of an app. */
const withApp =
  (app: AppId, change: (state: AppState) => Partial<AppState>) =>
  ({ shared, ...scene }: Scene): Scene => {
    const state = { ...shared.apps[app], ...change(shared.apps[app]) };
    return { ...scene, shared: { ...shared, apps: { ...shared.apps, [app]: state } } };
  };

describe('the first look at everything', () => {
  const step = <StepEverything onDone={() => undefined} onEnough={() => undefined} />;

  it('when the lists are being read, then nothing is counted yet', () => {
    const unread = withApp('librechat', ({ status }) => ({ status: { ...status, syncedAt: null } }));
    expect(words('both', step, unread)).toContain('Reading your workspaces and conversations…');
    expect(words('both', step)).toMatch(/\d+ workspaces · \d+ conversations/);
  });

  it('when items are counted, then archived ones stand apart, as in the panel', () => {
    expect(words('both', step)).toContain('5 workspaces · 8 conversations (1 archived).');
    const panel = words('both', <PanelSearch wide={false} beside={null} />);
    expect(panel).toContain('Show all 12 items');
    expect(panel).toContain('Show 1 archived');
  });

  it('when an item can’t be shown, then the first look tells so', () => {
    expect(words('left-out', step)).toContain('1 workspace can’t be shown.');
  });
});

describe('the list of the panel', () => {
  const panel = <PanelSearch wide={false} beside={null} />;

  it('when items can’t be shown, then the panel tells how many of which kind', () => {
    const markup = words('left-out', panel);
    expect(markup).toContain('1 workspace can’t be shown. 2 threads can’t be shown. 12 conversations can’t be shown.');
    expect(words('both', panel)).not.toContain('can’t be shown');
  });

  it('when nothing else is left, then the panel tells what can’t be shown', () => {
    const markup = words('nothing-read', panel);
    expect(markup).toContain('5 workspaces can’t be shown.');
    expect(markup).not.toContain('No workspaces or conversations yet.');
  });

  it('when all is archived, then the panel says so', () => {
    const archived = ({ shared, ...scene }: Scene): Scene => ({
      ...scene,
      shared: {
        ...shared,
        workspaces: [],
        conversations: shared.conversations.map((each) => ({ ...each, archived: true })),
      },
    });
    expect(words('both', panel, archived)).toContain('All your conversations are archived.');
    expect(words('both', panel, archived)).toContain('Show 8 archived');
  });
});

it('when something is wrong, then it comes before who is signed in', () => {
  const markup = words('down', <AppStatus app="librechat" />);
  const problem = markup.indexOf('LibreChat at http://nas:3080 took too long to answer.');
  expect(problem).toBeGreaterThan(0);
  expect(markup.indexOf('<p class="calm">Signed in as Ada Lovelace.')).toBeGreaterThan(problem);
});

it('when the person has to do something, then it stands at full strength', () => {
  const markup = words('asleep', <AppStatus app="anythingllm" />);
  expect(markup).toContain('<p>Open AnythingLLM once');
});

it('when threads are still being read, then nothing is said to be missing', () => {
  const reading = words('both', <NoResults query="quantum" readingThreads={true} />);
  expect(reading).toContain('Still reading threads…');
  expect(reading).not.toContain('Nothing found');
  const read = words('both', <NoResults query="quantum" readingThreads={false} />);
  expect(read).toContain('Nothing found for “quantum”.');
});

it('when a search ends, then a screen reader hears the outcome', () => {
  expect(sayOutcome(0, 'reading')).toBe('Still reading threads…');
  expect(sayOutcome(0, 'read')).toBe('Nothing found');
  expect(sayOutcome(1, 'reading')).toBe('1 item found');
});

describe('an app without pages', () => {
  const withoutPages = withApp('anythingllm', ({ connection }) => ({
    connection: connection && { ...connection, hasPages: false },
  }));
  const [workspace] = allEntries({ workspaces: [workspaceAt('a')], threads: {}, conversations: [] });
  if (!workspace) throw new Error('no entry');
  const row = (
    <ResultRow
      id="r"
      entry={workspace}
      nested={false}
      index={0}
      total={1}
      active={false}
      expanded={false}
      marked={[]}
      now={0}
      start={0}
      onOpen={() => undefined}
      onToggle={() => undefined}
    />
  );

  it('when its items are listed, then they are no links, and say why', () => {
    expect(words('both', row)).toContain('href="http://nas:3001/workspace/a"');
    const markup = words('both', row, withoutPages);
    expect(markup).not.toContain('href');
    expect(markup).toContain('This AnythingLLM has no pages to open.');
  });

  it('when something is wrong with it, then its status offers no page either', () => {
    const status = <AppStatus app="anythingllm" />;
    expect(words('asleep', status)).toContain('Open AnythingLLM');
    const markup = words('asleep', status, withoutPages);
    expect(markup).not.toContain('<button');
    expect(markup).toContain('has no page for it');
    expect(markup).not.toContain('open AnythingLLM once');
    expect(words('unseen', <StepSignIn onDone={() => undefined} />)).toContain('Open LibreChat');
  });

  it('when both apps’ settings are compared, then its look is told as missing', () => {
    const { apps } = withoutPages(scenes.both).shared;
    const looks = readSettings(apps).filter(({ name }) => ['theme', 'language', 'textSize'].includes(name));
    expect(looks.map(({ sides }) => sides.anythingllm)).toEqual(looks.map(() => ({ kind: 'none', why: 'no pages' })));
    expect(settingNotes(apps).join()).not.toContain('Open AnythingLLM');
    expect(placesOf('ui.theme', arranged({}, apps))).toEqual(['librechat/page']);
  });

  it('when a provider can’t be put back, then the editor knows before the change', () => {
    const at = (provider: string, hasPages?: boolean) => ({
      ...on('anythingllm', { llm: { places: [place('system-default', provider, 'x')] } }),
      ...(hasPages === undefined
        ? {}
        : { connection: { ...connection('anythingllm', '', 'http://nas:3001'), hasPages } }),
    });
    expect(lostProvider(at('openai'))).toBeNull();
    expect(lostProvider(at('anythingllm_ollama'))).toBe('anythingllm_ollama');
    expect(lostProvider(at('anythingllm_ollama', false))).toBeNull();
    expect(lostProvider(at('brand-new'))).toBe('brand-new');
  });
});
