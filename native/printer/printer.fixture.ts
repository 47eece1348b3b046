import type { ReceiptLine } from '../../electron/contract/receipt.ts';

/** A short sheet with everything that a receipt has. */
export const SHEET: ReceiptLine[] = [
  { kind: 'title', text: '南山医院' },
  { kind: 'line', left: '粤B12345', right: '21.00' },
  { kind: 'rule' },
  { kind: 'qr', text: 'https://lot.example/invoice?orderNo=1' },
  { kind: 'cut' },
];
