/** Whose turn it is at the entrances, and how a person changes that, in Chinese. */
export const flow = {
  title: '放行规则',
  /** The head of the board: the rule, since whom and until when. */
  state: {
    on: '预约优先',
    off: '预约优先 关',
    until: '至 {{time}}',
    from: '{{time}} 起',
  },
  /** The head of the board: who goes now. */
  going: {
    'first-come': '先到先放',
    turns: '放行 预约 {{reserved}} : 非预约 1',
    nextReserved: '（下一辆：预约 {{nth}}/{{of}}）',
    nextOther: '（下一辆：非预约）',
    exits: '出 {{exits}} 进 1',
    needed: '再出 {{count}} 辆可进 1 辆非预约车',
    credits: '可进 {{count}} 辆非预约车',
    'no-place': '只放留有车位的预约车',
  },
  /** The same in sentences. */
  said: {
    on: '预约车先放（按时间表），至 {{time}}。',
    onAlways: '预约车先放（按时间表）。',
    off: '现在不分先后（按时间表），{{time}} 起预约车先放。',
    offAlways: '现在不分先后：时间表里没有预约优先的时段。',
    onByPerson: '{{who}}打开了预约优先：预约车先放，{{until}}（{{because}}）。',
    offByPerson: '{{who}}关闭了预约优先：不分先后，{{until}}（{{because}}）。',
    'first-come': '所有入口先到先放；饱和以后才分队列。',
    firstComeAlways: '所有入口先到先放。',
    turns: '车位已饱和：两队都有车时，每放 {{reserved}} 辆预约车再放 1 辆非预约车，下一辆是{{next}}。',
    nextReserved: '预约车（第 {{nth}}/{{of}} 辆）',
    nextOther: '非预约车',
    exits: '车位已满：预约车先放，非预约车每出 {{exits}} 辆放 1 辆；{{then}}。',
    'no-place': '没有空位了：只放留有车位的预约车，其他车等有车离场。',
  },
  wish: {
    on: '打开预约优先',
    off: '关闭预约优先',
    schedule: '预约优先按时间表',
    convert: '{{lane}}：临时改为普通入口',
    'end-conversion': '{{lane}}：恢复只进预约车（临时至 {{time}}）',
  },
  inForce: '{{wish}}（现在就是）',
  howLong: '{{wish}}，到什么时候？',
  why: '{{wish}}，{{until}}：为什么？',
  whyNow: '{{wish}}：为什么？',
  length: {
    '30': '30 分钟',
    '60': '1 小时',
    '120': '2 小时',
    '240': '4 小时',
    today: '到今天结束',
    open: '到有人改回',
  },
  until: '至 {{time}}',
  untilChanged: '直到有人改回',
  because: {
    priority: ['门口拥堵', '预约车很少', '预约车很多', '大型活动', '上级通知'],
    convert: ['非预约车排队太长', '另一入口故障', '门口拥堵', '预约车很少', '上级通知'],
  },
  /** What the list of events says beside a change. */
  told: { on: '打开', off: '关闭', schedule: '按时间表' },
  whyEnded: { time: '到时' },
};
