import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createCluster, startServer, type SimServer } from '@netkaart/simcluster';
import { afterEach, describe, expect, it } from '@jest/globals';
import { kubeconfigText } from '../../test/kubeconfig-text.js';
import { systemClock } from '../clock.js';
import { parseKubeconfig } from '../kubeconfig.js';
import { readText } from '../reflector/request.js';
import { sourceFromKubeconfig } from '../sources.js';
import { HttpsTransport } from './https-transport.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; server: Server }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function transportTo(server: string, user: object = { token: 'abc' }): HttpsTransport {
  const used = parseKubeconfig(kubeconfigText({ one: { server, user } }), null).use('one');
  if ('problem' in used) throw new Error(used.problem);
  const transport = new HttpsTransport(used.config, { clock: systemClock, userAgent: 'netkaart/1.2.3' });
  closing.push(() => transport.close());
  return transport;
}

const signal = () => new AbortController().signal;

async function simServer(): Promise<SimServer> {
  const server = await startServer(createCluster({ name: 'sim', seed: 1 }));
  closing.push(() => server.close());
  return server;
}

describe('HttpsTransport', () => {
  it('says who it is, in front of the path whatever path the server has', async () => {
    let seen: IncomingMessage | null = null;
    const { url } = await serve((request, response) => {
      seen = request;
      response.setHeader('retry-after', '7').end('{}');
    });
    const answer = await transportTo(`${url}/k8s/clusters/one/`).get('/api/v1/pods?limit=5', {
      signal: signal(),
      accept: 'application/json;x=y',
    });
    expect([answer.status, answer.header('retry-after'), answer.header('other')]).toEqual([200, '7', '']);
    expect(await readText(answer, 100)).toBe('{}');
    const { url: path, method, headers } = seen as unknown as IncomingMessage;
    expect([method, path]).toEqual(['GET', '/k8s/clusters/one/api/v1/pods?limit=5']);
    expect(headers).toMatchObject({
      authorization: 'Bearer abc',
      'user-agent': 'netkaart/1.2.3',
      accept: 'application/json;x=y',
      'accept-encoding': 'identity',
    });
  });

  it('unzips', async () => {
    const { url } = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('zipped'.repeat(1000))),
    );
    const answer = await transportTo(url).get('/', { signal: signal(), gzip: true });
    expect(await readText(answer, 10_000)).toBe('zipped'.repeat(1000));
  });

  it('fails when the body breaks off, zipped or not', async () => {
    const { url } = await serve((request, response) => {
      const zipped = request.headers['accept-encoding'] === 'gzip';
      if (zipped) response.setHeader('content-encoding', 'gzip');
      response.write(zipped ? gzipSync('x'.repeat(100_000)).subarray(0, 60) : 'half', () => response.destroy());
    });
    for (const gzip of [true, false]) {
      const answer = await transportTo(url).get('/', { signal: signal(), gzip });
      await expect(readText(answer, 1_000_000)).rejects.toThrow();
    }
  });

  it('keeps its connection, and takes a new one after rotate', async () => {
    const ports = new Set<number | undefined>();
    const { url } = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const transport = transportTo(url);
    const ask = async () => readText(await transport.get('/', { signal: signal() }), 10);
    await ask();
    await ask();
    expect(ports.size).toBe(1);
    transport.rotate();
    await ask();
    expect(ports.size).toBe(2);
  });

  it('ends the body when the signal aborts, and hands nothing out when it has aborted before', async () => {
    const { url } = await serve((_request, response) => response.write('first'));
    const controller = new AbortController();
    const transport = transportTo(url);
    const answer = await transport.get('/', { signal: controller.signal });
    const chunks = answer.body[Symbol.asyncIterator]();
    await chunks.next();
    controller.abort();
    await expect(chunks.next()).rejects.toThrow();
    await expect(transport.get('/', { signal: controller.signal })).rejects.toThrow();
  });

  it('speaks TLS with the CA of the kubeconfig, and refuses any other', async () => {
    const server = await simServer();
    const source = sourceFromKubeconfig(server.kubeconfig, 'sim');
    const transport = new HttpsTransport(source.config, { clock: systemClock, userAgent: 'netkaart/0' });
    closing.push(() => transport.close());
    const answer = await transport.get('/version', { signal: signal() });
    expect(JSON.parse(await readText(answer, 10_000))).toHaveProperty('gitVersion');
    await expect(transportTo(server.url).get('/version', { signal: signal() })).rejects.toThrow(
      `The certificate of ${new URL(server.url).host} is not signed by the certificate authority of the kubeconfig.`,
    );
  });

  it('takes up a token that has changed when it is told to refresh', async () => {
    const { url } = await serve((request, response) => response.end(request.headers.authorization));
    let token = 0;
    const used = parseKubeconfig(kubeconfigText({ one: { server: url } }), null).use('one');
    if ('problem' in used) throw new Error(used.problem);
    const store = {
      current: () => Promise.resolve({ headers: { authorization: `Bearer ${token}` }, tls: {}, tlsVersion: '' }),
      refresh: () => Promise.resolve(void (token += 1)),
    };
    const transport = new HttpsTransport(used.config, { clock: systemClock, userAgent: '', store: store as never });
    closing.push(() => transport.close());
    await transport.refresh();
    expect(await readText(await transport.get('/', { signal: signal() }), 100)).toBe('Bearer 1');
  });

  it('says what is wrong when there is no answer', async () => {
    const { url, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const { host } = new URL(url);
    await expect(transportTo(url).get('/', { signal: signal() })).rejects.toThrow(
      `${host} refuses connections. Is the API server running?`,
    );
    await expect(transportTo('http://192.0.2.1').get('/', { signal: signal() })).rejects.toThrow(
      'http://192.0.2.1 is not encrypted: http:// is allowed for this machine only. Use https://.',
    );
  });

  it('goes through the proxy of the kubeconfig', async () => {
    const seen: (string | undefined)[] = [];
    const { url } = await serve(() => undefined);
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      seen.push(request.url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => proxy.close(resolve)));
    const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const target = url.replace('http:', 'https:');
    const used = parseKubeconfig(
      kubeconfigText({ one: { server: target, cluster: { 'proxy-url': proxyUrl } } }),
      null,
    ).use('one');
    if ('problem' in used) throw new Error(used.problem);
    const transport = new HttpsTransport(used.config, { clock: systemClock, userAgent: '' });
    closing.push(() => transport.close());
    await expect(transport.get('/', { signal: signal() })).rejects.toThrow(/No answer from .*/);
    expect(seen).toEqual([new URL(target).host]);
  });
});
