import { createRequire } from 'node:module';
import { z } from 'zod';

const packageJson: unknown = createRequire(import.meta.url)('../../package.json');

/** The version of the app, as the protocol's `build`. */
export const BUILD = z.object({ version: z.string() }).parse(packageJson).version;
