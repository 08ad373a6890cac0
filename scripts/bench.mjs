// Figures and ratios, measured side by side in one run; no pass or fail. Usage: npm run bench [-- ingest commit kubectl browser] [--quick]
import { prepare } from './lib/prepare.mjs';

await prepare({ log: (line) => console.log(line), tests: true });

const parts = {
  ingest: async () => (await import('../bench/ingest.mjs')).ingest,
  commit: async () => (await import('../bench/commit.mjs')).commit,
  kubectl: async () => (await import('../bench/kubectl.mjs')).kubectl,
  browser: async () => (await import('../bench/browser.mjs')).browser,
};
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const part = await parts[name]();
  await part({ quick: process.argv.includes('--quick') });
}
process.exit(0);
