import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { transform } from '@swc/core';

/** Serves the checkout with TypeScript compiled on the way, so that a browser runs the sources without a bundler. */
export async function serve(root) {
  const server = createServer((request, response) => {
    answer(root, new URL(request.url ?? '/', 'http://x').pathname).then(
      ({ body, type }) => response.writeHead(200, { 'content-type': type }).end(body),
      (error) => response.writeHead(404).end(String(error)),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => new Promise((resolve) => server.close(resolve)) };
}

const TYPES = { '.html': 'text/html', '.ttf': 'font/ttf', '.woff2': 'font/woff2', '.js': 'text/javascript' };

async function answer(root, path) {
  const file = await findFile(join(root, normalize(path)));
  if (!/\.tsx?$/.test(file)) return { body: await readFile(file), type: TYPES[extname(file)] ?? 'text/plain' };
  const options = {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
    filename: file,
    swcrc: false,
  };
  return { body: (await transform(await readFile(file, 'utf8'), options)).code, type: 'text/javascript' };
}

async function findFile(path) {
  for (const name of [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), join(path, 'index.ts')]) {
    const found = await stat(name).catch(() => null);
    if (found?.isFile()) return name;
  }
  throw new Error(`nothing at ${path}`);
}
