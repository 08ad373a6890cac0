import { transformSync } from '@swc/core';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** One script and one style sheet from an entry, for looking at a component without the whole app. Not for shipping. */
export function bundle(entry) {
  const modules = new Map();
  const css = [];
  const load = (file) => {
    if (modules.has(file)) return;
    modules.set(file, '');
    const source = compile(file, css);
    const code = source.replace(/\brequire\("([^"]+)"\)/g, (_, name) => {
      const target = find(name, file);
      load(target);
      return `require(${JSON.stringify(target)})`;
    });
    modules.set(file, code);
  };
  load(realpathSync(entry));
  const table = [...modules].map(([file, code]) => `${JSON.stringify(file)}(module,exports,require){${code}\n}`);
  const run = `const cache={};const require=(f)=>{if(!cache[f]){cache[f]={exports:{}};table[f](cache[f],cache[f].exports,require)}return cache[f].exports};`;
  const script = `globalThis.process={env:{NODE_ENV:"production"}};(()=>{const table={${table.join(',')}};${run}require(${JSON.stringify(realpathSync(entry))})})();`;
  return { script, css: css.join('\n') };
}

function compile(file, css) {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return `module.exports=${text}`;
  if (file.endsWith('.module.css')) return cssModule(file, text, css);
  const typescript = /\.tsx?$/.test(file);
  const { code } = transformSync(text, {
    filename: file,
    jsc: {
      parser: typescript ? { syntax: 'typescript', tsx: file.endsWith('x') } : { syntax: 'ecmascript' },
      transform: { react: { runtime: 'automatic' }, optimizer: { globals: { envs: { NODE_ENV: '"production"' } } } },
      target: 'es2023',
      minify: { compress: { dead_code: true, defaults: false, conditionals: true, evaluate: true } },
    },
    module: { type: 'commonjs' },
  });
  return code.replace(/\brequire\('([^']+)'\)/g, 'require("$1")');
}

function cssModule(file, text, css) {
  const prefix = basename(file).split('.')[0];
  const names = {};
  const scoped = text.replace(/(?<![\w)])\.([a-zA-Z][\w-]*)/g, (whole, name, at) => {
    if (/\d/.test(text[at - 1] ?? '') || insideDeclaration(text, at)) return whole;
    names[name] = `${prefix}_${name}`;
    return `.${names[name]}`;
  });
  css.push(scoped);
  return `module.exports={__esModule:true,default:${JSON.stringify(names)}}`;
}

function insideDeclaration(text, at) {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*[\w-]+:\s/.test(line);
}

function find(name, from) {
  if (name.startsWith('.')) return onDisk(resolve(dirname(from), name));
  const parts = name.split('/');
  const depth = name.startsWith('@') ? 2 : 1;
  const packageName = parts.slice(0, depth).join('/');
  for (let folder = dirname(from); folder !== '/'; folder = dirname(folder)) {
    const root = join(folder, 'node_modules', packageName);
    if (existsSync(join(root, 'package.json')))
      return inPackage(realpathSync(root), `./${parts.slice(depth).join('/')}`);
  }
  throw new Error(`${from} imports ${name}, which is not installed`);
}

function inPackage(root, path) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const key = path === './' ? '.' : path;
  const target = condition(manifest.exports?.[key] ?? (key === '.' ? manifest.exports : undefined));
  return onDisk(join(root, target ?? (key === '.' ? (manifest.main ?? 'index.js') : path)));
}

function condition(target) {
  if (target === undefined || typeof target === 'string') return target;
  for (const [name, value] of Object.entries(target)) {
    if (['source', 'browser', 'production', 'import', 'require', 'default'].includes(name)) return condition(value);
  }
  return undefined;
}

function onDisk(path) {
  const stem = path.replace(/\.js$/, '');
  const tries = [
    path,
    ...['.ts', '.tsx', '.js', '.json', '/index.ts', '/index.tsx', '/index.js'].flatMap((end) => [
      stem + end,
      path + end,
    ]),
  ];
  const found = tries.find((each) => existsSync(each) && statSync(each).isFile());
  if (!found) throw new Error(`nothing at ${path}`);
  return realpathSync(found);
}
