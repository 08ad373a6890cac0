import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ModulesContainer } from '@nestjs/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  activitySchema,
  changesSchema,
  clustersSchema,
  errorSchema,
  type ErrorBody,
  formatCursor,
  healthSchema,
  objectSchema,
  placesSchema,
} from '@netkaart/protocol';
import { build, decodeColumns, hash } from '@netkaart/topology';
import { closeApps, get, startTestApp } from '../../test/support/app.js';
import { startTestPostgres, temporaryFolder, type TestPostgres } from '../../test/support/postgres.js';
import { ScriptedCluster } from '../../test/support/scripted-cluster.js';
import { until } from '../../test/support/until.js';
import type { App } from '../start-app.js';
import { ACCESS_KEY } from './access.js';

jest.setTimeout(60_000);

let postgres: TestPostgres;
let cluster: ScriptedCluster;
let app: App;
let site: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  postgres = await startTestPostgres();
  site = await temporaryFolder();
});
afterAll(async () => {
  await postgres.stop();
  await site.remove();
});
beforeEach(async () => {
  cluster = new ScriptedCluster();
  app = await startTestApp({ databaseUrl: await postgres.create(), members: [cluster.member], siteFolder: site.path });
  await cluster.tell([
    build.pod({ uid: 'p', name: 'web', namespace: 'shop' }),
    build.service({ uid: 's', name: 'web', namespace: 'shop' }),
  ]);
  await cluster.settle(['Pod', 'Service'], '2');
  await until('both are stored', () => app.fleet.cursor('scripted').seq === 2);
});
afterEach(closeApps);

const json = async (path: string): Promise<unknown> =>
  JSON.parse((await get(`${app.url}${path}`)).body.toString('utf8'));
const problem = async (
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<ErrorBody & { status: number }> => {
  const { status, body } = await get(`${app.url}${path}`, headers, method);
  return { status, ...errorSchema.parse(JSON.parse(body.toString('utf8'))) };
};

interface Handler {
  readonly name: string;
  readonly path: string;
  readonly access: unknown;
}

/** Every handler of every controller that Nest knows. */
function handlers(): Handler[] {
  const controllers = [...app.nest.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const { prototype } = metatype as { prototype: Record<string, object> };
    const base = Reflect.getMetadata('path', metatype as object) as string;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const path = handler && (Reflect.getMetadata('path', handler) as string | undefined);
      if (name === 'constructor' || !handler || path === undefined) return [];
      return [
        {
          name: `${(metatype as { name: string }).name}.${name}`,
          path: `/${base}/${path}`,
          access: Reflect.getMetadata(ACCESS_KEY, handler) as unknown,
        },
      ];
    });
  });
}

describe('every route', () => {
  it('declares who may call it', () => {
    expect(handlers().length).toBeGreaterThanOrEqual(8);
    expect(handlers().filter(({ access }) => access === undefined)).toEqual([]);
  });

  it('stands in the OpenAPI document, with what it answers', async () => {
    const document = (await json('/api/openapi.json')) as {
      paths: Record<string, { get: { summary: string; responses: Record<string, unknown> } }>;
    };
    expect(Object.keys(document.paths).sort()).toEqual(
      handlers()
        .map(({ path }) => path.replace(/:(\w+)/g, '{$1}'))
        .sort(),
    );
    for (const { get: route } of Object.values(document.paths)) {
      expect(route.summary).not.toBe('');
      expect(Object.keys(route.responses)).toEqual(expect.arrayContaining(['200', 'default']));
    }
  });

  it('only reads', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await problem('/api/clusters', {}, method)).toMatchObject({ status: 400, code: 'bad_request' });
    }
  });
});

describe('the documentation at /api', () => {
  it('needs nothing from elsewhere', async () => {
    const page = (await get(`${app.url}/api`)).body.toString('utf8');
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) expect((await get(new URL(asset, `${app.url}/api`).href)).status).toBe(200);
    expect(assets.filter((asset) => new URL(asset, app.url).origin !== app.url)).toEqual([]);
    expect(page).not.toMatch(/<script(?![^>]*src)[^>]*>\s*\S/);
  });
});

describe('answers', () => {
  it('have the shapes of the protocol', async () => {
    await until('the cluster is live', async () => healthSchema.parse(await json('/api/health')).status === 'ok');
    const { clusters } = clustersSchema.parse(await json('/api/clusters'));
    expect(clusters[0]).toMatchObject({ id: 'scripted', phase: 'live', counts: { pods: 1, services: 1 } });
    placesSchema.parse(await json('/api/clusters/scripted/places'));
    expect(objectSchema.parse(await json('/api/clusters/scripted/objects/p')).record).toMatchObject({
      kind: 'Pod',
      namespace: 'shop',
      name: 'web',
    });
    expect(activitySchema.parse(await json('/api/activity?minutes=5')).buckets).toHaveLength(5);
    expect(activitySchema.parse(await json('/api/clusters/scripted/activity')).buckets).toHaveLength(60);
  });

  it('give the log after a cursor, page by page', async () => {
    const { epoch } = app.fleet.cursor('scripted');
    const all = changesSchema.parse(await json(`/api/clusters/scripted/changes?since=${epoch}:0`));
    expect(all.changes.map(({ seq, change }) => [seq, change.op, change.uid])).toEqual([
      [1, 'add', 'p'],
      [2, 'add', 's'],
    ]);
    const one = changesSchema.parse(await json(`/api/clusters/scripted/changes?since=${epoch}:1&limit=1`));
    expect(one.changes).toEqual(all.changes.slice(1));
    expect(changesSchema.parse(await json(`/api/clusters/scripted/changes?since=${epoch}:2`)).changes).toEqual([]);
  });
});

describe('the state', () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };

  it('is the same in every encoding, and carries its cursor', async () => {
    const expected = hash(app.fleet.collector('scripted').topology);
    const cursor = formatCursor(app.fleet.cursor('scripted'));
    for (const [encoding, decode] of Object.entries(decoders)) {
      const answer = await get(`${app.url}/api/clusters/scripted/state`, { 'accept-encoding': encoding });
      expect(answer.headers).toMatchObject({
        'x-netkaart-cursor': cursor,
        etag: `"${cursor}"`,
        'cache-control': 'private, no-cache',
        'content-type': 'application/vnd.netkaart.columns',
      });
      expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
      expect(hash(decodeColumns(decode(answer.body)))).toBe(expected);
    }
  });

  it('is not sent again while nothing changed, and is after a change', async () => {
    const path = `${app.url}/api/clusters/scripted/state`;
    const { headers } = await get(path);
    const again = await get(path, { 'if-none-match': headers['etag'] ?? '' });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    await cluster.gone('Pod', ['p']);
    await until('the change is stored', () => app.fleet.cursor('scripted').seq === 3);
    const after = await get(path, { 'if-none-match': headers['etag'] ?? '', 'accept-encoding': 'identity' });
    expect(after.status).toBe(200);
    expect(decodeColumns(after.body).kinds.Pod.size).toBe(0);
  });
});

describe('a wrong request', () => {
  it('is answered with what is wrong and a request id', async () => {
    const { epoch } = app.fleet.cursor('scripted');
    expect(await problem('/api/clusters/nowhere/state')).toMatchObject({
      status: 404,
      code: 'not_found',
      message: expect.stringContaining('"nowhere"'),
      requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(await problem('/api/clusters/scripted/objects/nix')).toMatchObject({
      status: 404,
      message: expect.stringContaining('"nix"'),
    });
    expect(await problem('/api/clusters/scripted/changes')).toMatchObject({
      status: 400,
      message: expect.stringContaining('since'),
    });
    expect(await problem(`/api/clusters/scripted/changes?since=${epoch}:0&limit=5000`)).toMatchObject({
      status: 400,
      message: expect.stringContaining('limit'),
    });
    expect(await problem('/api/activity?minutes=-1')).toMatchObject({
      status: 400,
      message: expect.stringContaining('minutes'),
    });
    expect(await problem('/api/nix')).toMatchObject({ status: 404 });
    expect(await problem('/api/clusters/%E0%A4%A/state')).toMatchObject({ status: 400 });
    expect(await problem('/api/clusters/__proto__/state')).toMatchObject({ status: 404 });
  });

  it('by another name or from another site is refused, whatever it asks for', async () => {
    for (const path of ['/api/health', '/', '/api', '/ws', '/nix']) {
      expect(await problem(path, { host: 'evil.example' })).toMatchObject({ status: 403, code: 'forbidden_host' });
      expect(await problem(path, { host: `127.0.0.1.evil.example:${app.port}` })).toMatchObject({
        status: 403,
        code: 'forbidden_host',
      });
      expect(await problem(path, { origin: 'http://evil.example' })).toMatchObject({
        status: 403,
        code: 'forbidden_origin',
      });
      expect(await problem(path, { origin: 'null' })).toMatchObject({ status: 403, code: 'forbidden_origin' });
    }
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await get(`${app.url}/api/health`, { host: `${host}:${app.port}` })).status).toBe(200);
    }
    expect((await get(`${app.url}/api/health`, { origin: app.url })).status).toBe(200);
  });
});

describe('the pages', () => {
  const script = 'self.started = true';
  beforeAll(() => {
    mkdirSync(join(site.path, '_next', 'static'), { recursive: true });
    mkdirSync(join(site.path, 'map'));
    writeFileSync(
      join(site.path, 'index.html'),
      `<!doctype html><script>${script}</script><script src="/_next/static/a.js"></script>`,
    );
    writeFileSync(join(site.path, 'map', 'index.html'), '<!doctype html>map');
    writeFileSync(join(site.path, '404.html'), '<!doctype html>own 404');
    writeFileSync(join(site.path, '_next', 'static', 'a.js'), '1');
  });

  it('run exactly their own inline scripts', async () => {
    const { headers } = await get(`${app.url}/`);
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'sha256-`);
    expect((await get(`${app.url}/map/`)).headers['content-security-policy']).toContain(`script-src 'self';`);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('are asked for anew, what carries its hash in the name is kept for ever', async () => {
    expect((await get(`${app.url}/`)).headers['cache-control']).toBe('no-cache');
    expect((await get(`${app.url}/_next/static/a.js`)).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
  });

  it('have their own page for a dead link; programs get the error body', async () => {
    const page = await get(`${app.url}/nix`, { accept: 'text/html' });
    expect(page).toMatchObject({ status: 404, body: Buffer.from('<!doctype html>own 404') });
    expect(await problem('/nix')).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('end at their folder', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/_next/..%2f..%2f..%2fetc/passwd',
    ]) {
      expect((await get(`${app.url}${path}`)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it('say how to build them while they are missing', async () => {
    const bare = await startTestApp({ databaseUrl: await postgres.create(), siteFolder: join(site.path, 'nowhere') });
    expect((await get(`${bare.url}/`)).body.toString('utf8')).toContain('npm run build');
    expect((await get(`${bare.url}/api/health`)).status).toBe(200);
  });
});
