import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recipePath } from './assets.js';

const startIdle = () => spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });

describe('the warden', () => {
  it('kills what is still running, and only that, and removes the folder once its owner is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netkaart-warden-'));
    const [running, released] = [startIdle(), startIdle()];
    const warden = spawn(process.execPath, [recipePath('warden.mjs'), folder], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const killed = once(running, 'exit');
    const gone = once(warden, 'exit');
    warden.stdin.write(`+${running.pid}\n+${released.pid}\n-${released.pid}\n`);
    warden.stdin.end();
    expect(await killed).toEqual([null, 'SIGKILL']);
    expect(await gone).toEqual([0, null]);
    expect(existsSync(folder)).toBe(false);
    expect(released.exitCode).toBeNull();
    released.kill();
    await once(released, 'exit');
  });
});
