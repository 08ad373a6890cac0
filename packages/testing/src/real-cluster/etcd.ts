import { request } from './request.js';

// Where API servers tell each other how far the store is compacted: those that answer lists out of
// their cache go by it.
const compactedRevisionKey = 'compact_rev_key';

/** Compacts a store, by its JSON gateway, at its current revision, in the way of an API server that does so. */
export async function compactNow(url: string): Promise<void> {
  const { header } = (await call(url, '/v3/maintenance/status', {})) as { header: { revision: string } };
  await call(url, '/v3/kv/compaction', { revision: header.revision, physical: true });
  await call(url, '/v3/kv/put', { key: base64(compactedRevisionKey), value: base64(header.revision) });
}

async function call(url: string, path: string, body: object): Promise<unknown> {
  const answer = await request({ url }, 'POST', path, body);
  if (answer.status !== 200) throw new Error(`etcd ${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
