/** The page of rules and prices, in Chinese. */
export const rules = {
  tab: {
    flow: '放行与预约',
    tariff: '收费',
    money: '付款与优惠',
    texts: '屏上的字',
    sharing: '共享停车',
    desk: '操作台与保存',
  },
  addHours: '添加时段',
  noHours: '没有时段：只有人按下“预约优先”时才先放预约车。',
  rateName: '小型车',
  rateNew: '新能源车',
  addRate: '添加一类车的价格',
  addLast: '添加其他车的价格',
  preview: '试算',
  previewHint: '试算用的是正在用的收费；改动要保存后才算得到。',
  addBand: '添加时段价格',
  dayAndNight: '分成白天和夜里',
  addVoucher: '添加优惠',
  paymentAbout: {
    'static-code': '把自己的收款码显示给车主扫；到没到账由岗亭看手机确认。',
    alipay: '支付宝当面付：扫码即到账，程序自己知道。要先在支付宝开放平台签约。',
  },
  alipay: {
    privateKey: { label: '应用私钥', help: '用支付宝的密钥工具生成的那一个，整段粘贴。' },
    publicKey: { label: '支付宝公钥', help: '开放平台上显示的“支付宝公钥”，不是自己的公钥。' },
  },
  addPlan: '添加套餐',
  planWords: '给车主看的说明',
};

export const clock = {
  try: '量一下时钟',
  silent: '{{server}} 没有应答：看网络，或换一个。',
  ahead: '本机比 {{server}} 快 {{offset}}。',
  behind: '本机比 {{server}} 慢 {{offset}}。',
  todo: '请校时：Windows 在“日期和时间”里点“立即同步”，Linux 用 timedatectl set-ntp true。',
};

export const flowSite = {
  label: '放行',
  priority: {
    label: '预约优先的时段',
    help: '这些时段里车位紧张时先放预约车；其他时候先到先进。岗亭可以随时手动开关。',
  },
  reservedPerOther: { label: '饱和时，每放 1 辆别的车先放预约车', help: '两边都在等时。' },
  exitsPerEntry: { label: '满位时，出几辆放 1 辆', help: '有预约的不用等。' },
  followS: { label: '预约车之间等多久', help: '前一辆进去后，给后一辆开到相机前的时间。' },
};

export const bookingSite = {
  label: '预约',
  earlyMin: { label: '可以早到' },
  unconfirmedMin: { label: '没确认就放掉', help: '锁了车位却一直没确认的，到时释放。' },
  changeUntilMin: { label: '提前多久以上才能改', help: '不填：预约结束前都能改。' },
  cancelUntilMin: { label: '提前多久以上才能取消', help: '不填：预约结束前都能取消。' },
  noShowLimit: { label: '一个月爽约几次就不再放', help: '不填：不管。' },
};

export const tariffSite = {
  label: '收费',
  help: '不开：不收费。时间都按北京时间。',
  rates: {
    label: '价格',
    name: { label: '名称', help: '小票和账单上的叫法，例如 小型车。' },
    for: {
      label: '只对这些车',
      help: '从上往下第一个合适的算数；最后一个不要打开，它对其他所有车。',
      plateColours: { label: '牌色', help: '新能源车是绿牌。不填：都算。' },
      carModels: { label: '车型', help: '不填：都算，认不出的也算。' },
    },
    freeMin: { label: '免费时长', help: '停得不比它长就不收费。' },
    freeCounts: { label: '超过后免费时长也计费', help: '关掉：从免费时长之后开始算。' },
    percentOff: { label: '打折减去', help: '例如新能源减 50。' },
    bands: {
      label: '时段价格',
      help: '每一分钟要恰好落在一个时段里。全天一个价就只有一个时段，从 00:00 到 00:00。',
      first: { label: '首段', min: { label: '首段时长' }, fen: { label: '首段价格' } },
      then: {
        label: '之后',
        min: { label: '之后每' },
        fen: { label: '每段价格', help: '不足一段算一段；0 就是按次收费。' },
      },
      cap: { label: '这个时段最多', help: '不填：不限。' },
    },
    cap: {
      label: '每天封顶',
      per: { label: '怎样算一天', choice: { '24h': '进场起每 24 小时', 'calendar-day': '每个自然日' } },
      fen: { label: '最多' },
      firstAgain: { label: '新的一天重新算首段' },
    },
  },
  graceMin: { label: '付款后多久内离场', help: '超过要补差价。' },
  rounding: {
    label: '取整',
    to: { label: '取整到', choice: { 1: '分', 10: '角', 50: '5 角', 100: '元' } },
    way: { label: '怎样取', choice: { down: '舍去', up: '进一', nearest: '四舍五入' } },
  },
};

export const vouchersSite = {
  label: '车场自己的优惠',
  help: '岗亭在出口给的，例如 就诊减免。每次停车每种一张，按键 1–9。',
  id: { label: '编号' },
  name: { label: '名称' },
  type: { label: '种类', choice: { amount: '减金额', hours: '减小时', fraction: '打折', free: '全免' } },
  value: { label: '减多少' },
};

export const paymentsSite = {
  label: '手机付款',
  help: '不开：只收现金。',
  provider: {
    label: '收款方式',
    kind: { label: '方式', choice: { 'static-code': '自己的收款码', alipay: '支付宝当面付' } },
    url: { label: '网关', help: '一般不用改。' },
    appId: { label: '应用号', help: '支付宝开放平台的 APPID，只有数字。' },
    storeId: { label: '门店号' },
    caFile: { label: 'CA 证书文件' },
    pinnedSha256: { label: '证书指纹' },
    code: { label: '收款码的内容', help: '用手机扫自己的收款码，把得到的网址抄进来。' },
    payType: {
      label: '按哪一种上报',
      choice: { wechat: '微信', alipay: '支付宝', unionpay: '云闪付', other: '其他' },
    },
    name: { label: '名称', help: '岗亭怎么叫它，例如 微信收款。' },
  },
  expiresMin: { label: '付款码显示多久' },
};

export const sharingSite = {
  label: '共享停车',
  help: '在平台上把车位按套餐卖给车主。平台没有要求就不开。',
  payUrl: { label: '缴费页网址', help: '{orderNo}、{amount}、{callback} 会换成订单号、分、回来的地址。' },
  payBy: { label: '在哪里付', choice: { wechat: '微信小程序', alipay: '支付宝小程序', h5: '网页' } },
  unpaidMin: { label: '多久没付就作废' },
  invoicePage: { label: '发票页网址', help: '{orderNo}、{amount} 会换成订单号和分。' },
  plans: {
    label: '套餐',
    code: { label: '编号' },
    name: { label: '名称' },
    spaces: { label: '卖几个车位' },
    kind: { label: '按什么卖', choice: { times: '次', days: '天', months: '月', hours: '小时' } },
    times: { label: '一份几次' },
    days: { label: '几天内用' },
    carModel: { label: '最大车型', choice: { large: '大型车', medium: '中型车', small: '小型车' } },
    period: { label: '时间', choice: { 'all-day': '全天', day: '白天', night: '夜里' } },
    originalPrice: { label: '原价' },
    price: { label: '售价' },
    shown: {
      label: '展示',
      from: { label: '展示从', help: '写成 2026-01-01 00:00:00。' },
      to: { label: '展示到' },
    },
    sold: { label: '出售', from: { label: '出售从' }, to: { label: '出售到' } },
    active: { label: '在卖' },
    introduction: { label: '介绍' },
    description: { label: '退款说明' },
    buyNotice: { label: '购买须知' },
    refundNotice: { label: '退款须知' },
    remark: { label: '备注' },
    rules: { label: '可以停的时段' },
    overdue: {
      label: '超时',
      graceMin: { label: '超时宽限' },
      perHour: { label: '超时每小时' },
      capPerDay: { label: '超时每天最多' },
    },
  },
};

export const displayTextsSite = {
  label: '屏上显示和播报的话',
  help: '不开：用通常的话。',
  show: { label: '显示' },
  speak: { label: '播报' },
  idleEntrance: { label: '入口空闲' },
  idleFull: { label: '入口空闲，已满' },
  idleExit: { label: '出口空闲' },
  closed: { label: '通道关闭' },
  enterReserved: { label: '预约车进' },
  enterCard: { label: '月卡车进' },
  enter: { label: '临时车进' },
  leave: { label: '离场' },
  fee: { label: '请缴费' },
  wait: { label: '排队' },
  ask: { label: '等岗亭' },
  unread: { label: '没认出车牌' },
  refusedFull: { label: '满位拒绝' },
  refusedReservedOnly: { label: '预约车专用' },
  refusedControl: { label: '管控车辆' },
  refused: { label: '其他拒绝' },
};

export const accessSite = {
  label: '签到和锁定',
  lockAfterMin: { label: '没人碰多久就锁' },
  gateWhileLocked: { label: '锁着也能放行', help: '车道的按键不用密码；关掉就什么都要密码。' },
  renewDays: { label: '密码多久要换', help: '0：不用换。' },
  wrongTries: { label: '连续输错几次要等' },
  waitMin: { label: '等多久', help: '再错就加倍，最长一小时。' },
  note: { label: '签到页上的话', help: '例如 有事打 0755-…。' },
};

export const retentionSite = {
  label: '图片和车牌',
  days: { label: '保存多久', help: '之后图片删除、车牌遮盖，金额和数量不变。' },
};

export const backupSite = {
  label: '备份',
  folder: { label: '放在哪里', help: '最好是另一块磁盘；不填放在数据目录里。' },
  at: { label: '每晚几点' },
  keep: { label: '保留' },
};

export const clockSite = {
  label: '校时',
  help: '程序只量、不改这台电脑的时钟；差 1 秒以上会提醒。',
  servers: { label: '时间服务器', help: '例如 ntp.aliyun.com。' },
  everyMin: { label: '多久量一次' },
};

export const programSite = {
  label: '程序',
  kiosk: { label: '占满屏幕', help: '岗亭专用的电脑打开它；关闭窗口前会再问一次。' },
  startAtLogin: { label: '开机登录后自动启动', help: '只对装好的程序有效。' },
  health: {
    label: '给监控软件看运行情况',
    help: '只在本机能看到，不含车牌和人名。',
    port: { label: '端口' },
  },
  updates: {
    label: '夜里下载新版本',
    help: '只认本程序签过名的版本；下载好会提醒，由人来装。',
    feed: { label: '更新地址', help: '以 https:// 开头，以 / 结尾。' },
  },
};

export const reportsSite = {
  label: '交班和报表',
  till: { label: '备用零钱', help: '交接班时留在钱箱里的。' },
  folder: { label: '报表写到', help: '不填：不自动写文件。' },
  atHandOver: { label: '交班时写一份' },
  dayAt: { label: '每天几点写日报', help: '写成 00:10；不填不写。' },
  kinds: { label: '格式' },
  language: { label: '语言', choice: { 'zh-CN': '中文', en: 'English' } },
};
