import { request } from './request.js';

/** Compacts a store, by its JSON gateway, at its current revision; resolves when the old revisions are gone from disk too. */
export async function compactNow(url: string): Promise<void> {
  const { header } = (await call(url, '/v3/maintenance/status', {})) as { header: { revision: string } };
  await call(url, '/v3/kv/compaction', { revision: header.revision, physical: true });
}

async function call(url: string, path: string, body: object): Promise<unknown> {
  const answer = await request({ url }, 'POST', path, body);
  if (answer.status !== 200) throw new Error(`etcd ${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body);
}
