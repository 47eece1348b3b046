import { describe, expect, it } from 'vitest';
import type { ReceiptLine } from '../../electron/contract/receipt.ts';
import { QUESTION, isEnd, isPause, isStatus, printBytes, readingOf } from './esc-pos.ts';
import { createSimulatedPaper } from './simulated-paper.ts';

const SHEET: ReceiptLine[] = [
  { kind: 'title', text: '南山医院' },
  { kind: 'text', text: '停车收费小票', centred: true },
  { kind: 'rule' },
  { kind: 'line', left: '应收', right: '21.00' },
  { kind: 'text', text: '首1小时', centred: false },
  { kind: 'qr', text: 'https://lot.example/invoice?orderNo=1' },
  { kind: 'cut' },
];

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** All that comes out of a printer that is fed a byte more each time. */
function printed(bytes: Uint8Array) {
  const paper = createSimulatedPaper();
  let asked = 0;
  let rest = bytes;
  while (rest.length > 0) {
    const { used, did } = paper.take(rest);
    expect(used).toBeGreaterThan(0);
    if (did === 'asked') asked += 1;
    rest = rest.subarray(used);
  }
  return { sheets: paper.sheets, hanging: paper.hanging, asked };
}

describe('what is sent', () => {
  it('begins from a clean state in Chinese, and ends by asking to be told', () => {
    const bytes = hex(printBytes([{ kind: 'text', text: '停', centred: false }, { kind: 'cut' }], 32, 1));
    // ESC @, FS &, GBK, LF, four lines of feed, GS V 1, ESC @, GS r 1
    expect(bytes).toBe('1b401c26' + 'cda3' + '0a' + '1b6404' + '1d5601' + '1b40' + '1d7201');
  });

  it('codes a QR code by GS ( k: model 2, dots, correction M, text, print', () => {
    const bytes = hex(printBytes([{ kind: 'qr', text: 'https://x' }], 32, 1));
    expect(bytes).toContain('1d286b0400314132001d286b03003143041d286b0300314531');
    expect(bytes).toContain(`1d286b0c00315030${hex(Buffer.from('https://x'))}1d286b0300315130`);
  });

  it.each([32, 48] as const)('comes out as it was laid, on %i columns', (columns) => {
    const { sheets, hanging, asked } = printed(printBytes(SHEET, columns, 1));
    expect(sheets).toEqual([
      {
        rows: [
          { text: '南山医院', large: true, centred: true },
          { text: '停车收费小票', large: false, centred: true },
          { text: '-'.repeat(columns), large: false, centred: false },
          { text: `应收${' '.repeat(columns - 9)}21.00`, large: false, centred: false },
          { text: '首1小时', large: false, centred: false },
        ],
        codes: ['https://lot.example/invoice?orderNo=1'],
      },
    ]);
    expect([hanging, asked]).toEqual([{ rows: [], codes: [] }, 1]);
  });

  it('copies are whole sheets, and it is asked once, behind the last', () => {
    const { sheets, asked } = printed(printBytes(SHEET, 32, 3));
    expect(sheets).toHaveLength(3);
    expect(sheets[2]).toEqual(sheets[0]);
    expect(asked).toBe(1);
  });
});

describe('what is heard', () => {
  it('tells answers apart by their fixed bits', () => {
    const kinds = (byte: number): boolean[] => [isStatus(byte), isEnd(byte), isPause(byte)];
    for (let byte = 0; byte < 256; byte += 1) expect(kinds(byte).filter(Boolean).length).toBeLessThanOrEqual(1);
    expect([0x12, 0x1a, 0x16, 0x72, 0x7e].map(isStatus)).toEqual([true, true, true, true, true]);
    expect([0x00, 0x0f].map(isEnd)).toEqual([true, true]);
  });

  it.each([
    ['all is well', [0x12, 0x12, 0x12], 'ready'],
    ['paper nearly at its end', [0x12, 0x12, 0x1e], 'ready'],
    ['no paper', [0x1a, 0x32, 0x72], 'paper-out'],
    ['stopped for want of paper', [0x1a, 0x32, 0x12], 'paper-out'],
    ['cover open', [0x1a, 0x16, 0x12], 'offline'],
    ['an error', [0x1a, 0x52, 0x12], 'offline'],
    ['switched offline', [0x1a, 0x12, 0x12], 'offline'],
  ] as const)('%s', (_, bytes, state) => {
    expect(readingOf(bytes)).toBe(state);
  });

  it('asks with the bytes of the manual', () => {
    expect(hex(QUESTION)).toBe('100401100402100404');
  });
});
