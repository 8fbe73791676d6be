import type { ReactNode } from 'react';
import { prerenderToNodeStream } from 'react-dom/static';
import { describe, expect, it } from 'vitest';
import { StepCompare } from '@/components/connect/step-compare';
import { StepTry } from '@/components/connect/step-try';
import { StandLine } from '@/components/panel/stand-line';
import { type Ports, PortsProvider } from '@/components/ports';
import { SettingsSection } from '@/components/settings/settings-section';
import { AppStatus } from '@/components/status/app-status';
import { fakePorts } from '../../gallery/fake-ports';
import { scenes } from '../../gallery/scenes';

/** The markup of a view once all its parts are loaded. */
const markup = async (sceneName: string, view: ReactNode, where?: Ports['where']): Promise<string> => {
  const given = scenes[sceneName];
  if (!given) throw new Error(`There is no scene ${sceneName}.`);
  const scene = where ? { ...given, where } : given;
  const { prelude } = await prerenderToNodeStream(<PortsProvider ports={fakePorts(scene)}>{view}</PortsProvider>);
  const parts: string[] = [];
  for await (const part of prelude) parts.push(String(part));
  return parts.join('');
};

/** The words of a view as a person reads them, in one line. */
const words = async (sceneName: string, view: ReactNode, where?: Ports['where']): Promise<string> =>
  (await markup(sceneName, view, where))
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const section = <SettingsSection />;

describe('the settings', () => {
  it('can only be looked at until both apps told who is signed in', async () => {
    const read = await markup('default-role', section);
    expect(read).not.toContain('<button');
    expect(read).not.toContain('Pause');
    expect(await markup('step', section)).toContain('aria-expanded="false"');
  });

  it('stand in one line each, as before', async () => {
    expect(await words('step', section)).toMatch(/Theme Dark same Dark Language German same German \(Germany\)/);
    expect(await words('step-compare', section)).toMatch(/Theme Light different Dark/);
  });

  it('ask for everyone in the words of the place', async () => {
    const asked = await words('step-needs', section, 'popup');
    expect(asked).toContain(
      'Everyone on this server uses AnythingLLM’s default. Now gpt-4o → claude-sonnet-4-6. Apply for everyone Not this time',
    );
    expect(asked).toContain('Workspace “Thesis” is shared by everyone in it. Now Azure OpenAI');
    expect(asked).toContain('Theme (LibreChat’s pages): change Dark to Light? Apply Not this time');
  });

  it('take no such answer inside an app’s page, which could lay itself over it', async () => {
    const asked = await words('step-needs', section, 'widget');
    expect(asked).toContain(
      'Everyone on this server uses AnythingLLM’s default. Now gpt-4o → claude-sonnet-4-6. Answer this in Tandem’s own window',
    );
    expect(asked).toContain('Open it');
    expect(asked).not.toMatch(/Apply|Not this time/);
  });

  it('tell both values of a conflict, and offer the other', async () => {
    expect(await words('step-needs', section)).toContain(
      'Theme was changed in both places. Kept: Dark (AnythingLLM’s pages) Not kept: Light (LibreChat’s pages) Use Light Keep Dark',
    );
  });

  it('offer what LibreChat’s new chats start with, and to make a removed preset again', async () => {
    expect(await words('step-needs', section)).toContain(
      'LibreChat : new chats start with claude-haiku-4-5. Use it everywhere',
    );
    expect(await words('step-needs', section)).toContain('so it no longer follows. Make it again');
  });

  it('offer to begin where nothing is kept in step yet', async () => {
    expect(await words('step-unbegun', section)).toContain(
      'Not kept in step yet: Model, Theme, Language, and Text size. Keep them in step Leave them',
    );
    expect(await words('step-compare', section)).toContain(
      '3 settings differ. Tandem has changed nothing yet. Compare',
    );
    expect(await words('step', section)).not.toContain('Compare ');
  });

  it('say what pausing means', async () => {
    expect(await words('step-paused', section)).toContain(
      'Paused. Tandem copies nothing and changes nothing in either app',
    );
    expect(await words('step-paused', section)).toContain('waiting: Tandem is paused');
  });

  it('show a change at once, with what waits and the way to stop it', async () => {
    expect(await words('step-waiting', section)).toContain('waiting: open it once');
    expect(await words('step-waiting', section)).toMatch(/LibreChat : changes when you next open it Cancel/);
  });

  it('use no word of the inside', async () => {
    for (const name of Object.keys(scenes).filter((each) => each.startsWith('step'))) {
      expect(await words(name, section)).not.toMatch(/\b(register|replica|outbox|native|coerced)/i);
    }
  });
});

describe('the line above the panel', () => {
  it('counts questions and what waits, and is not there when all is well', async () => {
    expect(await words('step-needs', <StandLine />)).toContain('5 questions for you');
    expect(await words('step-waiting', <StandLine />)).toContain('1 change waits');
    expect(await markup('step', <StandLine />)).toBe('');
    expect(await markup('step-unbegun', <StandLine />)).toBe('');
    expect(await words('step-later', <StandLine />)).toContain('1 question for you');
    expect(await markup('nothing', <StandLine />)).toBe('');
  });
});

describe('the status of an app', () => {
  it('says what waits for it while it is out of reach', async () => {
    expect(await words('step-down', <AppStatus app="anythingllm" />)).toContain('1 change waits for it.');
    expect(await words('step-down', <AppStatus app="librechat" />)).not.toContain('wait');
  });
});

describe('the comparison of the first run', () => {
  it('reads as before, with something to choose', async () => {
    const step = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;
    expect(await words('connect-differ', step)).toMatch(/Tandem has changed nothing yet\./);
    expect(await words('connect-differ', step)).toMatch(/Theme Light different Dark Leave different/);
    expect(await words('connect-differ', step)).toMatch(/Model gpt-4o OpenAI · default/);
    expect(await markup('connect-differ', step)).not.toContain('checked=""');
    expect(await words('connect-differ', step)).toMatch(/Keep these in step Not now $/);
  });

  it('has nothing to keep where all is in step', async () => {
    const step = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;
    expect(await words('connect-again', step)).toMatch(/Medium same Medium Done $/);
    expect(await words('connect-step', step)).toMatch(/Medium same Medium Keep these in step Not now $/);
  });

  it('only shows the settings while it is not known who is signed in at both', async () => {
    const step = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;
    expect(await markup('connect-manage', step)).not.toContain('type="radio"');
    expect(await words('connect-manage', step)).toMatch(/Done $/);
  });
});

describe('the try of the first run', () => {
  it('shows the present theme, and nothing to undo', async () => {
    const step = await words('connect-step', <StepTry onDone={() => undefined} />);
    expect(step).toMatch(/Light Dark Done/);
    expect(step).not.toContain('Undo');
  });
});
