import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AppId, appIds } from '@/lib/model';
import { inProject } from '../../scripts/lib/paths';
import { World } from '../unit/kit/world';

type Cookies = Parameters<World['setCookies']>[0];

/** Both apps in another process, and browsers that are signed in at them. */
export class Apps {
  private constructor(
    private readonly process: ChildProcess,
    readonly urls: Readonly<Record<AppId, string>>,
  ) {}

  /** @param latencyMs How long each answer takes, beside the server's own work */
  static async start(conversations: number, workspaces: number, latencyMs = 0): Promise<Apps> {
    const given = [conversations, workspaces, latencyMs].map(String);
    const process = fork(inProject('tests', 'bench', 'servers.ts'), given, { execArgv: ['--import', 'tsx'] });
    const [urls] = await once(process, 'message');
    return new Apps(process, urls);
  }

  /** A fresh browser whose person is signed in, with both apps connected and nothing read so far. */
  async browser(...options: ConstructorParameters<typeof World>): Promise<World> {
    const world = new World(...options);
    this.process.send('sign in');
    const [cookies] = (await once(this.process, 'message')) as [Cookies];
    world.setCookies(cookies);
    for (const app of appIds) await world.add(app, this.urls[app]);
    world.traffic.splice(0);
    return world;
  }

  stop(): void {
    this.process.disconnect();
  }
}

/** Resolves once no app is asked any more. Nothing here takes real time. */
export async function rest(world: World): Promise<void> {
  for (;;) {
    await new Promise(setImmediate);
    const { busy, settingsBusy } = await world.engine.viewStatus();
    if (appIds.every((app) => !busy[app] && !settingsBusy[app])) return;
  }
}
