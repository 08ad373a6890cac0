import { startApp, type App, type StartOptions } from '../../src/start-app.js';

const running = new Set<App>();

/** An app on a free port that is closed by {@link closeApps} at the latest. */
export async function startTestApp(options: Partial<StartOptions>): Promise<App> {
  const app = await startApp({ dataFolder: '/nonexistent', port: 0, ...options });
  running.add(app);
  return {
    ...app,
    close: async () => {
      if (running.delete(app)) await app.close();
    },
  };
}

export async function closeApps(): Promise<void> {
  for (const app of running) await app.close();
  running.clear();
}

/** A request with exactly these headers; fetch would set Host itself. */
export async function get(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(pieces),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
