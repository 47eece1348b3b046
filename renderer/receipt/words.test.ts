import { describe, expect, it } from 'vitest';
import { printFailure, printerState } from '../../electron/contract/receipt.ts';
import { receipt as en } from '../language/receipt/en.ts';
import { receipt as zhCN } from '../language/receipt/zh-CN.ts';

describe.each([
  ['Chinese', zhCN],
  ['English', en],
])('receipts in %s', (_, words) => {
  it('have a sentence for each state of the printer and each failure', () => {
    expect(Object.keys(words.printer).sort()).toEqual([...printerState.options].sort());
    expect(Object.keys(words.failed).sort()).toEqual([...printFailure.options].sort());
  });
});
