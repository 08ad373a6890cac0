// A whole Netkaart over one cluster, in its own process: database, collector, api. Tells its address, then its cursor on demand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFromKubeconfig } from '@netkaart/kube';
import { startApp } from '../apps/api/dist/start-app.js';
import { usage } from './lib.mjs';

const { kubeconfig, context } = JSON.parse(process.argv[2]);
const dataFolder = mkdtempSync(join(tmpdir(), 'netkaart-bench-'));
const app = await startApp({ dataFolder, sources: [sourceFromKubeconfig(kubeconfig, context)], port: 0 });

process.on('message', () => process.send({ ...usage() }));
process.on('SIGTERM', async () => {
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
  process.exit(0);
});
process.send({ url: app.url });
