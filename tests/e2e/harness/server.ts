import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { standIns } from '../../apps/kit';

const servers: Server[] = [];

/** Starts a web server that is none of the apps, until the test ends. @returns its port at this machine */
export async function startServer(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** @returns the address of a web server that knows nothing of Tandem */
export async function startPrinter(): Promise<string> {
  const port = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A printer</title><h1>Ink is low</h1>');
  });
  return `http://127.0.0.1:${port}/`;
}

/** Stops the apps and all other servers that were started since the last time. */
export async function stopServers(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await Promise.all([...standIns].map((app) => app.stop()));
}
