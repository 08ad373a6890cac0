import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const groups = { admin: 'system:masters', viewer: '', nobody: '' };

/** The secrets of one cluster: a bearer token per user, and the key that signs service account tokens. */
export interface Credentials {
  readonly tokens: Readonly<Record<string, string>>;
  readonly tokenFile: string;
  readonly signingKeyFile: string;
}

/** Writes fresh secrets into the folder, readable by its owner only. `admin` may do all; `viewer` and `nobody` nothing until roles are bound to them. */
export async function createCredentials(folder: string): Promise<Credentials> {
  const rows = Object.entries(groups).map(([user, group]) => ({ user, group, token: randomBytes(24).toString('hex') }));
  const tokenFile = join(folder, 'tokens.csv');
  const signingKeyFile = join(folder, 'service-account.key');
  const lines = rows.map(({ user, group, token }) => [token, user, user, group].filter(Boolean).join(','));
  await writePrivately(tokenFile, `${lines.join('\n')}\n`);
  await writePrivately(signingKeyFile, newSigningKey());
  return { tokens: Object.fromEntries(rows.map(({ user, token }) => [user, token])), tokenFile, signingKeyFile };
}

/** Writes a file that only its owner may read. */
export async function writePrivately(path: string, content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}
