/** A receipt on the screen, in Chinese. */
export const receipt = {
  title: '收费小票',
  print: '打印',
  again: '补打',
  which: '哪一张小票',
  nth: '第 {{nth}} 张，共 {{count}} 张',
  ofLast: '上一笔收费的小票',
  loading: '正在读取小票…',
  invoice: '电子发票二维码',
  printed_one: '打印过 {{count}} 次',
  printed_other: '打印过 {{count}} 次',
  none: '没有设打印机，只能在这里看',
  printer: {
    ready: '打印机就绪',
    'paper-out': '打印机缺纸：装好纸再打印',
    offline: '打印机脱机：检查电源、上盖和连线',
    unknown: '打印机没有应答：打印后请看是否出纸',
  },
  last: { printing: '正在打印…', printed: '已打印完' },
  failed: {
    'paper-out': '没有打印：缺纸。装好纸再按打印',
    offline: '没有打印：打印机脱机或上盖打开',
    'not-reachable': '没有打印：连不上打印机，检查电源和连线',
    'not-understood': '没有打印：打印机的应答看不懂，请安装人员检查波特率和型号',
    busy: '没有打印：打印机正在打印另一张',
    interrupted: '打印中断，可能只打出一部分。请看纸，需要时再补打',
    unconfirmed: '已发给打印机，但没有确认打完。请看是否出纸，需要时再补打',
  },
};

/** What the strips at the top of the board say of its printer, in Chinese. */
export const printerNotices = {
  'printer-paper-out': {
    lost: '小票打印机缺纸',
    works: '收费和放行照常，小票可以在屏幕上看。',
    todo: '装好纸，再按 D 打上一笔的小票。',
  },
  'printer-offline': {
    lost: '小票打印机连不上',
    works: '收费和放行照常，小票可以在屏幕上看。',
    todo: '请查打印机的电源、上盖和连线。',
  },
  'receipt-unconfirmed': {
    lost: '有小票没有确认打完',
    works: '收费和放行照常。',
    todo: '请看打印机出没出纸，没出或不全再按 D 补打。',
  },
};
