import { request as overHttp } from 'node:http';
import { Agent, request as overHttps } from 'node:https';

export interface Target {
  url: string;
  token?: string;
  ca?: string;
}

export interface Answer {
  status: number;
  body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 20 });

/** One request, read to its end. Any status is an answer; only a broken connection rejects. */
export function request(target: Target, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const { url, token, ca } = target;
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const options = { method, headers, ...(ca === undefined ? {} : { agent, ca }) };
  const send = url.startsWith('https:') ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const sent = send(new URL(path, url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
