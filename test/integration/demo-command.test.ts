import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

function runDemo(args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'demo/main.ts', ...args]);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

test('the lot alone says where everything is, ends by itself and leaves nothing behind', async () => {
  const { code, out, err } = await runDemo(['--no-app', '--cars', '0', '--seconds', '1']);
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/control page +http:\/\/127\.0\.0\.1:\d+\//);
  expect(out).toMatch(/platform +mqtts:\/\/127\.0\.0\.1:\d+/);
  const folder = /folder +(\S+)/.exec(out)?.[1];
  expect(folder).toBeDefined();
  expect(existsSync(folder ?? '')).toBe(false);
});

test('a command line with mistakes starts nothing and names each of them', async () => {
  const { code, out, err } = await runDemo(['--lanes', '9', '--speed', 'fast']);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('--lanes 9');
  expect(err).toContain('--speed fast');
});
