import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built front end: a folder of files, and for each page the policy that lets exactly its own inline scripts run. */
export interface Site {
  readonly folder: string;
  /** Content-Security-Policy of an HTML file, by absolute path. */
  policyOf(file: string): string;
  readonly notFoundPage: { readonly html: string; readonly policy: string } | null;
}

/** apps/web/out, beside src as beside dist. */
export const SITE_FOLDER = fileURLToPath(new URL('../../../web/out', import.meta.url));

/** The policy of everything that is no page of the site. */
export const BASE_POLICY = policy([]);

/** Reads the pages of a built site; null when there is none. */
export async function readSite(folder: string): Promise<Site | null> {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const entries = await readdir(folder, { recursive: true });
  const pages = entries.filter((entry) => entry.endsWith('.html')).map((entry) => resolve(folder, entry));
  const policies = new Map<string, string>();
  for (const page of pages) policies.set(page, policy(inlineScripts(await readFile(page, 'utf8'))));
  return {
    folder,
    policyOf: (file) => policies.get(resolve(file)) ?? BASE_POLICY,
    notFoundPage: await readNotFoundPage(folder, policies),
  };
}

async function readNotFoundPage(folder: string, policies: ReadonlyMap<string, string>): Promise<Site['notFoundPage']> {
  const file = [join(folder, '404.html'), join(folder, '404', 'index.html')].find((path) => existsSync(path));
  if (file === undefined) return null;
  return { html: await readFile(file, 'utf8'), policy: policies.get(resolve(file)) ?? BASE_POLICY };
}

/** Whether a file's name holds a hash of its content, so that it never changes. */
export function isImmutable(file: string): boolean {
  return file.includes(`${sep}_next${sep}static${sep}`);
}

/** Contents of the script elements that have no src, in order. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .map((match) => match[1] ?? '')
    .filter((text) => text !== '');
}

function policy(scripts: readonly string[]): string {
  const hashes = [...new Set(scripts)].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What stands at `/` while the front end is not built. */
export const UNBUILT_PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Netkaart</title>
<h1>Netkaart runs, its pages are not built</h1>
<p>Build them with <code>npm run build</code>, then start again. The API answers already: <a href="/api">/api</a>.</p>
</html>
`;
