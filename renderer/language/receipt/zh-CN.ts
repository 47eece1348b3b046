/** A receipt on the screen, in Chinese. */
export const receipt = {
  title: '收费小票',
  print: '打印',
  again: '补打',
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
