// The inner loop: `npm run dev [-- arguments of npm start]`. One address; the api restarts and the page reloads on change.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './lib/prepare.mjs';

const PORTS = { front: 7070, api: 7170, web: 7171 };
const children = new Set();
let api = null;

function start(label, command, args, cwd = root) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const print = (chunk) => process.stdout.write(String(chunk).replace(/^(?=.)/gm, `${label} │ `));
  child.stdout.on('data', print);
  child.stderr.on('data', print);
  child.on('exit', () => children.delete(child));
  return child;
}

const bin = (name) => join(root, 'node_modules/.bin', name);

function startApi() {
  const url = JSON.stringify(pathToFileURL(join(root, 'apps/api/dist/main.js')).href);
  const code = `const { main } = await import(${url}); await main(process.argv.slice(1), process.env);`;
  const args = ['--port', String(PORTS.api), ...process.argv.slice(2)];
  api = start('api', process.execPath, ['--input-type=module', '-e', code, '--', ...args]);
}

/** Waits until the compiler has been quiet for a while, then replaces the api. */
function restartApiOnBuild() {
  let timer = null;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      api?.once('exit', startApi);
      api?.kill('SIGTERM');
    }, 600);
  };
  for (const name of [
    'apps/api',
    'packages/topology',
    'packages/network',
    'packages/protocol',
    'packages/kube',
    'packages/simcluster',
  ])
    watch(join(root, name, 'dist'), { recursive: process.platform !== 'linux' }, later);
}

const toApi = (url) => url.startsWith('/api') || url.startsWith('/ws');

function target(incoming) {
  const port = toApi(incoming.url) ? PORTS.api : PORTS.web;
  const headers = { ...incoming.headers, host: `127.0.0.1:${port}` };
  if (headers.origin) headers.origin = `http://127.0.0.1:${port}`;
  return { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers };
}

function forward(incoming, outgoing) {
  const onward = request(target(incoming), (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.writeHead(503, { 'retry-after': '1' }).end('starting'));
  incoming.pipe(onward);
}

function upgrade(incoming, socket) {
  const onward = request(target(incoming));
  onward.on('upgrade', (answer, peer) => {
    const head = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${head.join('\r\n')}\r\n\r\n`);
    for (const end of [socket, peer]) end.on('error', () => (socket.destroy(), peer.destroy()));
    socket.pipe(peer).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  onward.end();
}

function stop() {
  for (const child of children) child.kill('SIGTERM');
  process.exit(0);
}

await prepare({ log: (line) => console.log(line) });
process.on('SIGINT', stop).on('SIGTERM', stop);
startApi();
start('build', bin('turbo'), [
  'watch',
  'build',
  '--filter=@netkaart/api',
  '--filter=@netkaart/layout',
  '--output-logs=errors-only',
]);
start('web', bin('next'), ['dev', '--port', String(PORTS.web), '--hostname', '127.0.0.1'], join(root, 'apps/web'));
setTimeout(restartApiOnBuild, 5000);
createServer(forward)
  .on('upgrade', upgrade)
  .listen(PORTS.front, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORTS.front}`));
