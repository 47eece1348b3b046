import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDemoLots } from './demo-lot.ts';
import type { DemoLots } from './demo-lot.ts';
import { nodeHost } from './node-host.ts';

let folder: string;
let lots: DemoLots | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-lot-'));
});
afterEach(async () => {
  lots?.stop();
  lots = null;
  await vi.waitFor(() => rmSync(folder, { recursive: true, force: true }));
});

const file = (name: string): string => join(folder, name);

/** A lot that says `says`, and notes when it was told to end; a program that notes its arguments and stays for `stays` ms. */
function lotsOf(says: string, stays: number): DemoLots {
  const script = file('lot.mjs');
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs';
     process.stdin.on('data', () => { writeFileSync(${JSON.stringify(file('told'))}, ''); process.exit(0); });
     ${says}`,
  );
  writeFileSync(
    file('app.mjs'),
    `import { writeFileSync } from 'node:fs';
     writeFileSync(${JSON.stringify(file('started'))}, process.argv.slice(2).join(' '));
     setTimeout(() => {}, ${stays});`,
  );
  return (lots = createDemoLots({
    script,
    host: nodeHost(process.execPath, script, []),
    program: { path: process.execPath, args: [file('app.mjs')] },
    onLog: () => undefined,
  }));
}

const READY = `console.log(JSON.stringify({ site: 's.json', secrets: 'k.json', data: 'd', control: 'http://127.0.0.1:1/' }));`;

describe('the demo lot beside the program', () => {
  it('opens this program on it, once; with the window closed the lot ends, and can be opened again', async () => {
    const demo = lotsOf(READY, 300);
    expect(await demo.open()).toEqual({ outcome: 'opened', detail: 'http://127.0.0.1:1/' });
    expect((await demo.open()).outcome).toBe('already-open');
    await vi.waitFor(() =>
      expect(readFileSync(file('started'), 'utf8')).toBe('--site s.json --secrets k.json --data d'),
    );
    await vi.waitFor(() => expect(existsSync(file('told'))).toBe(true), 5_000);
    await vi.waitFor(async () => expect((await demo.open()).outcome).toBe('opened'), 5_000);
  });

  it('that does not come up says why', async () => {
    const demo = lotsOf(`console.error('no port is free'); process.exit(1);`, 0);
    expect(await demo.open()).toEqual({ outcome: 'failed', detail: 'no port is free' });
    expect(existsSync(file('started'))).toBe(false);
  });

  it('that is not there is said so', async () => {
    const demo = lotsOf(READY, 0);
    rmSync(file('lot.mjs'));
    expect((await demo.open()).outcome).toBe('not-there');
  });
});
