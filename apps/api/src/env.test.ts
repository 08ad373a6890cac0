import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { envSchema, readEnv } from './env.js';

describe('the environment', () => {
  it('may be empty', () => {
    expect(readEnv({})).toMatchObject({
      databaseUrl: null,
      dataFolder: null,
      port: null,
      logLevel: 'info',
      demo: false,
      origins: [],
      underNpm: false,
    });
    expect(readEnv({ DATABASE_URL: '', NETKAART_PORT: '' })).toMatchObject({ databaseUrl: null, port: null });
  });

  it('is read once into one frozen value', () => {
    const env = readEnv({
      DATABASE_URL: 'postgres://u:p@h/d',
      NETKAART_PORT: '8080',
      NETKAART_DEMO: '1',
      NETKAART_ORIGINS: 'http://a, http://b',
      npm_lifecycle_event: 'start',
    });
    expect(env).toMatchObject({
      databaseUrl: 'postgres://u:p@h/d',
      port: 8080,
      demo: true,
      origins: ['http://a', 'http://b'],
      underNpm: true,
    });
    expect(Object.isFrozen(env)).toBe(true);
  });

  it('is wrong with every fault named, and no value shown', () => {
    const read = () =>
      readEnv({ DATABASE_URL: 'mysql://user:secret@host', NETKAART_PORT: 'many', NETKAART_LOG: 'loud' });
    expect(read).toThrow(
      /DATABASE_URL must look like postgresql:[^\n]*\nNETKAART_PORT [^\n]*\nNETKAART_LOG must be debug/,
    );
    expect(read).not.toThrow(/secret/);
  });

  it('is described in .env.example, variable by variable', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const described = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(described).toEqual(Object.keys(envSchema.shape));
  });
});
