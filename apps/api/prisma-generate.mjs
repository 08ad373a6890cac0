import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Generates the Prisma client from prisma/schema.prisma, without network: any existing file satisfies the CLI's wish for
 * a schema engine, which `generate` never starts. Does nothing when the client is newer than the schema and this file.
 */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const schema = here('../../prisma/schema.prisma');
const config = here('../../prisma/prisma.config.mjs');
const client = here('src/database/generated/client.ts');
const changedAt = Math.max(...[schema, config, here('prisma-generate.mjs')].map((file) => statSync(file).mtimeMs));

if (!existsSync(client) || statSync(client).mtimeMs < changedAt) {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--config', config], {
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(
      `${stdout}${stderr}\nThe Prisma client could not be generated from prisma/schema.prisma; the reason stands above.\n`,
    );
    process.exit(1);
  }
}
