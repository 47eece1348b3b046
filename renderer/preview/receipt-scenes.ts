import type { ReceiptLine, ReceiptView } from '../../electron/contract/receipt.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';

const CHARGE = '7f1c09a4c2d84b13a5b0e6f29d3c8e11';
const LINK =
  `https://park.example:8443/invoice?orderNo=${CHARGE}&timestamp=1732153287` +
  '&sign=3b1d5e0c9a7f4266d1e88b5a0c4f97e2b6a3d5c8f1e07b92a4c6d8e0f2b41357&amount=1000&receipt=Zk3v9QmX1bT7cY2wL8rHdA';

/** As the station words it. */
function lines(again: number): ReceiptLine[] {
  const line = (left: string, right: string): ReceiptLine => ({ kind: 'line', left, right });
  const centred = (text: string): ReceiptLine => ({ kind: 'text', text, centred: true });
  return [
    { kind: 'title', text: PLACES.lot },
    centred('停车收费小票'),
    ...(again > 0 ? [centred(`补打 第${again}次`)] : []),
    { kind: 'rule' },
    line('车牌', PLATES.blue),
    line('入场', '2024-11-21 06:29:27'),
    line('计费至', '2024-11-21 09:41:27'),
    line('停放', '3小时12分'),
    { kind: 'rule' },
    line('首1小时 15.00×1', '15.00'),
    line('每1小时 3.00×3', '9.00'),
    line('24小时封顶21.00', '-3.00'),
    { kind: 'rule' },
    line('应收', '21.00'),
    line('就诊优惠', '-11.00'),
    line('实收', '10.00'),
    { kind: 'rule' },
    line('付款方式', '现金'),
    line('收现', '20.00'),
    line('找零', '10.00'),
    line('付款时间', '2024-11-21 09:41:40'),
    line('收费员', PEOPLE.attendant),
    line('单号', ''),
    line('', CHARGE),
    { kind: 'rule' },
    centred('扫码开具电子发票'),
    { kind: 'qr', text: LINK },
    { kind: 'cut' },
  ];
}

const view = (over: Partial<ReceiptView> = {}): ReceiptView => ({
  chargeId: CHARGE,
  columns: 32,
  lines: lines(over.printed ?? 0),
  printed: 0,
  last: null,
  printer: 'ready',
  ...over,
});

/** `receipt-…` scenes of the preview; null for a name that is none. */
export function receiptSceneOf(name: string): ReceiptView | null {
  switch (name) {
    case 'receipt-ready':
      return view();
    case 'receipt-wide':
      return view({ columns: 48 });
    case 'receipt-printed':
      return view({ printed: 1, last: { state: 'printed' } });
    case 'receipt-paper-out':
      return view({ printer: 'paper-out' });
    case 'receipt-doubtful':
      return view({ printed: 2, last: { state: 'failed', code: 'interrupted' }, printer: 'offline' });
    case 'receipt-screen-only':
      return view({ printer: null });
    default:
      return null;
  }
}
