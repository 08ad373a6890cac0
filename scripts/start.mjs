// The start command: Node checked, packages installed, everything built, each only when it is due; then the app runs in
// this very process, so that Ctrl-C and SIGTERM reach it. Options are the app's: npm start -- --help
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './lib/prepare.mjs';

try {
  await prepare({ log: (line) => console.log(line) });
  const { main } = await import(pathToFileURL(join(root, 'apps/api/dist/main.js')).href);
  await main(process.argv.slice(2), process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
