import type { BrowserName } from './browsers';
import { inProject } from './paths';
import { run } from './run';

export type BuildKind = 'release' | 'e2e';

const flags: Record<BrowserName, readonly string[]> = {
  chromium: [],
  firefox: ['--browser', 'firefox', '--mv3'],
};

/** The output folder of a build. */
export const buildDirectory = (browser: BrowserName, kind: BuildKind): string =>
  inProject('.output', `${browser === 'chromium' ? 'chrome' : 'firefox'}-mv3${kind === 'e2e' ? '-e2e' : ''}`);

/**
 * Builds the extension. The `e2e` kind has one difference: the launcher's shadow root is open for tests.
 * @returns The exit code
 */
export function build(browser: BrowserName, kind: BuildKind): Promise<number> {
  const mode = kind === 'e2e' ? ['--mode', 'e2e'] : [];
  // Any other mode than "production" would bring React's development build.
  return run('wxt', ['build', ...flags[browser], ...mode], { NODE_ENV: 'production' });
}
