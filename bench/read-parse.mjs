// The floor: the same pages fetched one after the other, each turned into objects by one JSON.parse and dropped.
import { Agent, request } from 'node:https';
import { PATHS } from './paths.mjs';
import { usage } from './lib.mjs';

const { url, ca, token } = JSON.parse(process.argv[2]);
const agent = new Agent({ keepAlive: true, ca });

function page(path) {
  return new Promise((resolve, reject) => {
    request(url + path, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    })
      .on('error', reject)
      .end();
  });
}

const started = performance.now();
let objects = 0;
let bytes = 0;
for (const path of PATHS) {
  let token_ = '';
  do {
    const body = await page(`${path}?limit=500${token_ && `&continue=${encodeURIComponent(token_)}`}`);
    const list = JSON.parse(body.toString('utf8'));
    objects += list.items.length;
    bytes += body.length;
    token_ = list.metadata.continue ?? '';
  } while (token_ !== '');
}
process.send({ objects, mb: bytes / 2 ** 20, seconds: (performance.now() - started) / 1000, ...usage() });
process.exit(0);
