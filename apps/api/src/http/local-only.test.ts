import { describe, expect, it } from '@jest/globals';
import { AppError } from '../errors/app-error.js';
import { checkApproach } from './local-only.js';
import { chooseEncoding } from './state-cache.js';

const code = (host: string | undefined, origin?: string, origins: string[] = []): string => {
  try {
    checkApproach({ host, origin }, origins);
    return 'in';
  } catch (error) {
    return error instanceof AppError ? error.code : 'thrown';
  }
};

describe('the door', () => {
  it('is open to loopback names and the site itself', () => {
    for (const host of ['localhost', 'localhost:7070', 'LOCALHOST:7070', '127.0.0.1:1', '[::1]:7070'])
      expect(code(host)).toBe('in');
    expect(code('localhost:7070', 'http://localhost:7070')).toBe('in');
    expect(code('localhost:7070', 'http://localhost:3000', ['http://localhost:3000'])).toBe('in');
  });

  it('is closed to every other name', () => {
    for (const host of [
      undefined,
      '',
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '2130706433',
      'localhost:80:80',
      'localhost@evil',
      'localhost/',
      '[::2]',
      '0.0.0.0',
      '127.0.0.1\n',
    ]) {
      expect([host, code(host)]).toEqual([host, 'forbidden_host']);
    }
  });

  it('is closed to every other site', () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'https://localhost:7070',
      'http://localhost:7071',
      'http://localhost',
      'http://localhost:7070.evil.example',
    ]) {
      expect([origin, code('localhost:7070', origin)]).toEqual([origin, 'forbidden_origin']);
    }
  });

  it('says nothing of what it was told but short, printable text', () => {
    expect(() => checkApproach({ host: `\u001b[31m${'x'.repeat(500)}`, origin: undefined }, [])).toThrow(
      /^[\x20-\x7e]{1,260}$/,
    );
  });
});

describe('the encoding of the state', () => {
  it('is the best that the client takes', () => {
    expect(chooseEncoding('gzip, deflate, br')).toBe('br');
    expect(chooseEncoding('gzip')).toBe('gzip');
    expect(chooseEncoding('br;q=0, gzip;q=0.5')).toBe('gzip');
    expect(chooseEncoding('br;q=0.5')).toBe('br');
    expect(chooseEncoding('')).toBe('identity');
    expect(chooseEncoding('identity, gzip;q=0')).toBe('identity');
  });
});
