import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { inProject, root } from './paths';

/**
 * Runs a tool of the project (or any program on the PATH) and shows its output; `ignore` shows only its errors.
 * @returns Its exit code; 1 if a signal ended it
 */
export function run(
  program: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  const path = `${inProject('node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      cwd: root,
      stdio: ['inherit', output, 'inherit'],
      env: { ...process.env, PATH: path, ...variables },
      shell: process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
