import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { AppError } from '../errors/app-error.js';
import type { ErrorFilter, FilteredRequest, FilteredResponse } from './error.filter.js';
import { checkApproach } from './local-only.js';
import { BASE_POLICY, isImmutable, UNBUILT_PAGE, type Site } from './site.js';

interface Headers {
  setHeader(name: string, value: string): unknown;
}

/** Puts in front of every route: Host and Origin, security headers, and the built pages. */
export function dress(
  app: NestExpressApplication,
  site: Site | null,
  filter: ErrorFilter,
  origins: readonly string[],
): void {
  app.use(localOnly(filter, origins));
  app.use(
    helmet({
      contentSecurityPolicy: false,
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
    }),
  );
  app.use((_request: unknown, response: Headers, next: () => void) => {
    response.setHeader('Content-Security-Policy', BASE_POLICY);
    next();
  });
  if (site)
    app.useStaticAssets(site.folder, {
      setHeaders: (response: Headers, file: string) => describeFile(response, file, site),
    });
  else app.use(unbuilt);
}

function localOnly(filter: ErrorFilter, origins: readonly string[]) {
  return (request: FilteredRequest, response: FilteredResponse, next: () => void): void => {
    const origin = request.headers['origin'];
    try {
      checkApproach({ host: text(request.headers['host']), origin: text(origin) }, origins);
    } catch (error) {
      return filter.answer(error, request, response);
    }
    if (typeof origin === 'string' && origins.includes(origin))
      response.setHeader('Access-Control-Allow-Origin', origin);
    if (typeof origin === 'string' && origins.includes(origin))
      response.setHeader('Access-Control-Expose-Headers', 'x-netkaart-cursor, etag');
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    filter.answer(
      new AppError('bad_request', `Netkaart only reads: ${request.method.slice(0, 20)} is not offered, GET is.`),
      request,
      response,
    );
  };
}

function text(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function describeFile(response: Headers, file: string, site: Site): void {
  if (file.endsWith('.html')) response.setHeader('Content-Security-Policy', site.policyOf(file));
  response.setHeader('Cache-Control', isImmutable(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function unbuilt(request: FilteredRequest, response: FilteredResponse, next: () => void): void {
  if (request.path !== '/') return next();
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.status(200).send(UNBUILT_PAGE);
}
