import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { ReportFile } from '../../electron/contract/reports.ts';
import { fetchFile } from './file-parts.ts';

const WANTED = { id: '11111111-1111-4111-8111-111111111111', kind: 'xlsx', language: 'zh-CN' } as const;
const WHOLE = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 251));
const sha256 = createHash('sha256').update(WHOLE).digest('hex');

/** A station that makes the file for some calls, and gives it in parts of so many bytes. */
function station(said: Partial<Extract<ReportFile, { state: 'ready' }>> = {}, making = 2, bytes = 400) {
  const asked: number[] = [];
  const call = (_: string, input: unknown) => {
    const { part } = input as { part: number };
    asked.push(part);
    const value: ReportFile =
      asked.length <= making
        ? { state: 'making', share: 0.5 }
        : {
            state: 'ready',
            name: 'report-2024-11-21.xlsx',
            bytes: WHOLE.length,
            sha256,
            part,
            parts: Math.ceil(WHOLE.length / bytes),
            data: WHOLE.subarray(part * bytes, (part + 1) * bytes).toString('base64'),
            ...said,
          };
    return Promise.resolve({ ok: true, value });
  };
  return { asked, bridge: { call } as unknown as Bridge };
}

const fetched = (bridge: Bridge, shares: number[] = []) =>
  fetchFile(
    bridge,
    WANTED,
    (share) => shares.push(share),
    () => Promise.resolve(),
  );

describe('a report as a file', () => {
  it('is waited for, fetched part by part, and put together as it was made', async () => {
    const { asked, bridge } = station();
    const shares: number[] = [];
    const file = await fetched(bridge, shares);
    expect(asked).toEqual([0, 0, 0, 1, 2]);
    expect(file).toMatchObject({ ok: true, name: 'report-2024-11-21.xlsx' });
    if (file.ok) expect(Buffer.from(await file.file.arrayBuffer()).equals(WHOLE)).toBe(true);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it.each([
    ['another hash', { sha256: '0'.repeat(64) }],
    ['another length', { bytes: 999 }],
  ])('%s than was said: it is damaged, and not offered', async (_, said) => {
    expect(await fetched(station(said).bridge)).toEqual({ ok: false, why: 'damaged' });
  });

  it('a failure is said in its own code', async () => {
    const failed = (value: unknown) => ({ call: () => Promise.resolve(value) }) as unknown as Bridge;
    expect(await fetched(failed({ ok: true, value: { state: 'failed', why: 'disk' } }))).toEqual({ ok: false, why: 'disk' }); // prettier-ignore
    expect(await fetched(failed({ ok: false, error: { code: 'gone', message: '' } }))).toEqual({ ok: false, why: 'gone' }); // prettier-ignore
  });
});
