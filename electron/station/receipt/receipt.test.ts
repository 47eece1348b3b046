import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, printable, widthOf } from '../../../native/printer/columns.ts';
import type { ReceiptColumns, ReceiptLine } from '../../contract/receipt.ts';
import { billWords, lengthOf, yuan } from './bill-words.ts';
import { receiptOf } from './receipt.ts';
import { FRAME, INPUT } from './receipt.fixture.ts';

/** As the paper shows it. */
function paper(lines: readonly ReceiptLine[], columns: ReceiptColumns): string[] {
  return lines.map((line) => {
    switch (line.kind) {
      case 'title':
        return `== ${line.text}`;
      case 'text':
        return `-- ${line.text}`;
      case 'line':
        return between(line.left, line.right, columns);
      case 'rule':
        return '-'.repeat(columns);
      case 'qr':
        return `QR ${line.text}`;
      case 'cut':
        return '8<';
    }
  });
}

describe('a receipt', () => {
  it('on 58 mm: the stay, the bill, the sums, how it was paid, the invoice', () => {
    expect(paper(receiptOf(INPUT, FRAME, 32), 32)).toEqual([
      '== 南山医院停车场',
      '-- 停车收费小票',
      '--------------------------------',
      '车牌                    粤B12345',
      '入场         2026-05-04 08:18:00',
      '计费至       2026-05-04 11:30:00',
      '停放                   3小时12分',
      '--------------------------------',
      '首1小时 15.00×1           15.00',
      '每1小时 3.00×3             9.00',
      '24小时封顶21.00            -3.00',
      '--------------------------------',
      '应收                       21.00',
      '就诊优惠                  -11.00',
      '实收                       10.00',
      '--------------------------------',
      '付款方式                    现金',
      '收现                       20.00',
      '找零                       10.00',
      '付款时间     2026-05-04 11:30:20',
      '收费员                    王师傅',
      '单号',
      '0123456789abcdef0123456789abcdef',
      '--------------------------------',
      '-- 扫码开具电子发票',
      'QR https://lot.example/invoice?orderNo=1',
      '8<',
    ]);
  });

  it('says that it is printed again, and how often it was before', () => {
    expect(paper(receiptOf(INPUT, { ...FRAME, printedBefore: 2 }, 32), 32)[2]).toBe('-- 补打 第2次');
  });

  it('without cash, invoice or attendant leaves their lines out', () => {
    const charge = { ...INPUT.charge, payType: 'wechat' as const, given: null };
    const rows = paper(receiptOf({ ...INPUT, charge }, { ...FRAME, invoiceUrl: null, personName: null }, 48), 48);
    expect(rows.filter((row) => /收现|找零|收费员|发票|QR/.test(row))).toEqual([]);
    expect(rows).toContain(between('付款方式', '微信', 48));
  });

  it('says what was settled before, what is still owed and what was paid back', () => {
    const charge = { ...INPUT.charge, refunded: 500, discounts: [{ name: null, amount: 1100 }] };
    const bill = { ...INPUT.bill, settled: 600 };
    const rows = paper(receiptOf({ ...INPUT, bill, charge, owed: 300 }, FRAME, 32), 32);
    for (const [left, right] of [
      ['此前已结', '-6.00'],
      ['优惠', '-11.00'],
      ['尚欠', '3.00'],
      ['已退', '5.00'],
    ] as const)
      expect(rows).toContain(between(left, right, 32));
  });

  it('a car without a plate is named so', () => {
    const rows = paper(receiptOf({ ...INPUT, stay: { ...INPUT.stay, plate: '' } }, FRAME, 32), 32);
    expect(rows).toContain(between('车牌', '无牌', 32));
  });

  it('a long name goes on in the next row, and its sum stands in the last', () => {
    const discounts = [{ name: '深圳市南山区人民医院门诊就诊停车优惠券（当日有效）', amount: 1100 }];
    const rows = paper(receiptOf({ ...INPUT, charge: { ...INPUT.charge, discounts } }, FRAME, 32), 32);
    const at = rows.findIndex((row) => row.startsWith('深圳'));
    expect(rows.slice(at, at + 2)).toEqual([
      '深圳市南山区人民医院门诊就诊停车',
      between('优惠券（当日有效）', '-11.00', 32),
    ]);
  });

  it('whatever names and sums: every line fits its paper, and holds only what can be printed', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 60 });
    const fen = fc.integer({ min: 0, max: 100_000_000 });
    fc.assert(
      fc.property(name, name, name, fen, fc.constantFrom(32, 48), (lot, person, coupon, amount, columns) => {
        const charge = { ...INPUT.charge, receivable: amount, discounts: [{ name: coupon, amount }] };
        const lines = receiptOf({ ...INPUT, charge }, { ...FRAME, lotName: lot, personName: person }, columns);
        for (const line of lines) {
          if (line.kind === 'line') {
            expect(widthOf(line.left) + widthOf(line.right)).toBeLessThanOrEqual(columns);
            expect([printable(line.left), printable(line.right)]).toEqual([line.left.trim(), line.right.trim()]);
          }
          if (line.kind === 'text') expect(widthOf(line.text)).toBeLessThanOrEqual(columns);
          if (line.kind === 'title') expect(widthOf(line.text) * 2).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});

describe('words of a bill', () => {
  const always = { days: 'every-day', from: '00:00', to: '00:00' } as const;
  const night = { days: 'workdays', from: '20:00', to: '08:00' } as const;

  it.each([
    [{ kind: 'free', minutes: 30, fen: 0 }, '免费30分钟'],
    [{ kind: 'first', band: always, minutes: 60, each: 1000, times: 1, fen: 1000 }, '首1小时 10.00×1'],
    [{ kind: 'then', band: night, minutes: 90, each: 50, times: 4, fen: 200 }, '工作日 20:00-08:00 每1小时30分 0.50×4'],
    [{ kind: 'band-cap', band: night, cap: 1000, times: 2, fen: -300 }, '工作日 20:00-08:00 时段封顶10.00×2'],
    [{ kind: 'cap', per: 'calendar-day', cap: 6000, times: 1, fen: -300 }, '每日封顶60.00'],
    [{ kind: 'percent-off', percent: 20, fen: -300 }, '减免20%'],
    [{ kind: 'rounding', to: 100, way: 'down', fen: -50 }, '取整'],
  ] as const)('%o', (line, words) => {
    expect(billWords(line)).toBe(words);
  });

  it('money and lengths', () => {
    expect([0, 5, 1050, -300, 100_000_000].map(yuan)).toEqual(['0.00', '0.05', '10.50', '-3.00', '1000000.00']);
    expect([0, 59, 60, 192].map(lengthOf)).toEqual(['0分钟', '59分钟', '1小时', '3小时12分']);
  });
});
