import { z } from 'zod';
import { StartError } from './errors/app-error.js';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .optional()
  .transform((value) => value === '1' || value === 'true');

/** Every environment variable that Netkaart reads of its own; .env.example explains them to people. */
export const envSchema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgresql://user:password@host:5432/database' })
    .optional(),
  NETKAART_DATA: z.string().min(1).optional(),
  NETKAART_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  NETKAART_LOG: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info'),
  NETKAART_DEMO: flag,
  NETKAART_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
});

export interface Env {
  readonly databaseUrl: string | null;
  readonly dataFolder: string | null;
  readonly port: number | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly demo: boolean;
  /** Origins besides our own that may read, such as a development server. */
  readonly origins: readonly string[];
  /** Whether npm started this process: then its end is ours. */
  readonly underNpm: boolean;
  /** What kubeconfig and credentials may refer to. */
  readonly kubernetes: Readonly<Record<string, string | undefined>>;
}

/** The environment, read once. Throws one StartError that names every variable that is wrong. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const result = envSchema.safeParse(withoutEmpty(variables));
  if (!result.success)
    throw new StartError(result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'));
  const { data } = result;
  return Object.freeze({
    databaseUrl: data.DATABASE_URL ?? null,
    dataFolder: data.NETKAART_DATA ?? null,
    port: data.NETKAART_PORT ?? null,
    logLevel: data.NETKAART_LOG,
    demo: data.NETKAART_DEMO,
    origins: data.NETKAART_ORIGINS,
    underNpm: variables['npm_lifecycle_event'] !== undefined,
    kubernetes: variables,
  });
}

function withoutEmpty(variables: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}
