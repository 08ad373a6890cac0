import { createServer } from 'node:net';

// Below the ports that systems hand out to outgoing connections: a port that is given up for a
// while, as a stopped server's, is still free afterwards.
const first = 20_000;
const last = 29_999;

/** Some different ports that nobody listens on at 127.0.0.1 now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; found.size < count; tries += 1) {
    if (tries > 1000) throw new Error(`no ${count} free ports between ${first} and ${last}`);
    const port = first + Math.floor(Math.random() * (last - first + 1));
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
