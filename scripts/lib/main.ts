import { BrowserMissingError } from './browsers';

/** Runs a command and ends the process with its exit code; a missing browser is one sentence, not a stack. */
export async function main(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof BrowserMissingError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
