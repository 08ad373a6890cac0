import { describe, expect, it } from '@jest/globals';
import { HELP, parseArgs } from './args.js';

const messageOf = (...argv: string[]): string => {
  const parsed = parseArgs(argv);
  return parsed.ok ? '' : parsed.message;
};

describe('the command line', () => {
  it('is read in both spellings, with repeatable options in their order', () => {
    const parsed = parseArgs([
      '--kubeconfig',
      'a',
      '--kubeconfig=b',
      '--context',
      'x',
      '--all-contexts',
      '--port=0',
      '--poll',
      '30',
      '--data',
      'd',
      '--demo',
      '--open',
      '--host',
      '::1',
    ]);
    expect(parsed).toEqual({
      ok: true,
      args: {
        kubeconfigs: ['a', 'b'],
        contexts: ['x'],
        allContexts: true,
        demo: true,
        port: 0,
        host: '::1',
        data: 'd',
        pollSeconds: 30,
        open: true,
        help: false,
      },
    });
  });

  it('needs nothing', () => {
    expect(parseArgs([])).toMatchObject({ ok: true, args: { port: null, demo: false, kubeconfigs: [] } });
  });

  it('names an unknown option and the one that was most likely meant', () => {
    expect(messageOf('--kubeconfg', 'f')).toBe(
      'There is no option --kubeconfg. Did you mean --kubeconfig? --help lists all.',
    );
    expect(messageOf('--all-context')).toContain('Did you mean --all-contexts?');
    expect(messageOf('--utterly-else')).toBe('There is no option --utterly-else. --help lists all.');
    expect(messageOf('harbour')).toContain('"harbour" is not an option');
    expect(messageOf('--__proto__')).toContain('There is no option --__proto__');
  });

  it('names an option whose value is missing, superfluous or wrong', () => {
    expect(messageOf('--port')).toBe('--port needs a value: --port N.');
    expect(messageOf('--kubeconfig', '--demo')).toBe('--kubeconfig needs a value: --kubeconfig FILE.');
    expect(messageOf('--demo=yes')).toBe('--demo takes no value.');
    for (const port of ['70000', '-1', '7070x', '1e3', ' '])
      expect(messageOf('--port', port)).toMatch(/^--port must be a whole number from 0 to 65535, not "/);
    expect(messageOf('--poll', '0')).toMatch(/^--poll must be whole seconds/);
  });

  it('is explained option by option', () => {
    for (const flag of [
      '--kubeconfig',
      '--context',
      '--all-contexts',
      '--demo',
      '--port',
      '--host',
      '--data',
      '--poll',
      '--open',
      '--help',
    ])
      expect(HELP).toContain(flag);
    expect(parseArgs(['-h'])).toMatchObject({ args: { help: true } });
  });
});
