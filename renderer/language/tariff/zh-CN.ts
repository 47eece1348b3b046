/** What any stay would cost, line by line, in Chinese. */
export const tariff = {
  title: '停车费试算',
  hint: '按现在的收费规则试算，不会收费，也不留记录。时间是北京时间。',
  enteredAt: '入场时间',
  leftAt: '出场时间',
  plateColour: '牌色',
  carModel: '车型',
  unknown: '不详',
  empty: '选好入场和出场时间，这里就逐项列出费用。',
  refused: {
    'left-before-entered': '出场早于入场，算不出费用：请核对时间。',
    'no-tariff': '这个车场没有设收费规则，现在不收费。请在站点文件里加上 tariff。',
  },
  /** Over the bill: which rate, and how long. */
  rate: '{{rate}}，停车 {{length}}（{{minutes}} 分钟）',
  column: { what: '项目', figure: '单价 × 数量', fen: '金额（元）' },
  noLines: '不满 1 分钟，不收费',
  total: '应收',
  each: '{{each}} × {{times}}',
  reached: '{{times}} 次',
  line: {
    free: '免费时长 {{length}}',
    first: '首 {{length}}',
    then: '后每 {{length}}',
    'band-cap': '时段封顶 {{cap}} 元',
    cap: { '24h': '每 24 小时封顶 {{cap}} 元', 'calendar-day': '每自然日封顶 {{cap}} 元' },
    'percent-off': '减免 {{percent}}%',
    rounding: { down: '不足 {{to}} 元舍去', up: '不足 {{to}} 元进一', nearest: '四舍五入到 {{to}} 元' },
  },
  days: { 'every-day': '每天', workdays: '工作日', weekends: '周末', holidays: '节假日' },
  /** The band of a line; all day needs no hours. */
  hours: '{{days}} {{from}}–{{to}}',
  during: '{{what}}（{{hours}}）',
  length: { hours: '{{count}} 小时', minutes: '{{count}} 分钟' },
};
