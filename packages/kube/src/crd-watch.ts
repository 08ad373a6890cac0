import type { Context } from './reflector/context.js';
import { failureOf } from './reflector/failure.js';
import { open, readText } from './reflector/request.js';
import { LineSplitter } from './stream/line-splitter.js';
import type { Wake } from './reflector/wake.js';

const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const ASKED = { what: 'customresourcedefinitions.apiextensions.k8s.io' };
const ONLY_METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';
const ONLY_METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
const LIST_MAX = 16 * 1024 * 1024;

/**
 * Calls `onChange` whenever a CustomResourceDefinition comes, goes or changes, where that may be watched; elsewhere
 * repeated discovery has to do. Runs until the signal aborts; never rejects.
 */
export async function watchDefinitions(
  context: Context,
  wake: Wake,
  onChange: () => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let pause = context.timing.backoffMinMs;
    try {
      await watchOnce(context, onChange, signal);
    } catch (error) {
      const { type } = failureOf(error);
      pause = type === 'denied' || type === 'absent' ? context.timing.parkMs : context.timing.backoffMaxMs;
    }
    await wake.sleep(Math.round(pause * (1 + context.random())), signal);
  }
}

async function watchOnce(context: Context, onChange: () => void, signal: AbortSignal): Promise<void> {
  const version = await currentVersion(context, signal);
  const seconds = context.timing.watchMinSeconds;
  const query = `?watch=1&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(version)}`;
  const answer = await open(context, PATH + query, { verb: 'watch', ...ASKED }, { accept: ONLY_METADATA, signal });
  const splitter = new LineSplitter();
  const idle = new AbortController();
  void context.clock.sleep((seconds + 30) * 1000, idle.signal).then(() => answer.close());
  try {
    for await (const chunk of answer.body) {
      splitter.push(chunk, (line) => {
        if ('oversize' in line || /^\s*\{\s*"type"\s*:\s*"(ADDED|MODIFIED|DELETED)"/.test(line.text)) onChange();
      });
    }
  } finally {
    idle.abort();
    answer.close();
  }
}

async function currentVersion(context: Context, signal: AbortSignal): Promise<string> {
  const options = { accept: ONLY_METADATA_LIST, gzip: true, signal };
  const answer = await open(context, `${PATH}?limit=1`, { verb: 'list', ...ASKED }, options);
  const list = JSON.parse(await readText(answer, LIST_MAX)) as { metadata?: { resourceVersion?: string } };
  return list.metadata?.resourceVersion ?? '';
}
