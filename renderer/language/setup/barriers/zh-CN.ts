import type { FrameTrial, LineTrouble } from '../../../../electron/contract/trials.ts';

/** The page of lines, barriers, boards and the printer, in Chinese. */
export const links = {
  title: '线：串口和串口服务器',
  hint: '设备接在哪根线上。一根线可以接几个设备，程序让它们轮流说话。继电器在相机里的不用线。',
  find: '找串口',
  use: '用 {{port}}',
  addServer: '添加串口服务器',
  finding: '正在找串口…',
  noPorts: '这台电脑上没有串口。插上 USB 转串口线再找一次。',
  add: '添加一根线',
  none: '还没有线。',
  notThere: '{{path}}（现在不在）',
  probe: '看线上有什么',
  probeHint: '按各种速度问一遍，最多十几秒；闸杆不会动。',
  probing: '正在一个速度一个速度地问…',
  found: {
    modbus: '找到继电器板：地址 {{address}}，速度 {{baudRate}}。',
    olm: '找到显示屏：地址 {{address}}，速度 {{baudRate}}。',
  },
  takeSpeed: '把线的速度改成 {{baudRate}}',
  several: '线上有几个设备：它们的地址要各不相同，速度要相同。',
};

export const lineTrouble = {
  'not-found': '找不到这个串口或地址：线没有插好，或写错了',
  busy: '串口正被别的程序占用：请关掉它',
  'busy-here': '这根线正由岗亭按现在的设置用着：先保存再试，或按现在的设置试',
  'no-permission': '没有权限打开串口：把当前用户加入 dialout 组，再重新登录',
  refused: '串口服务器拒绝连接：核对端口号，看是不是已被别的电脑连着',
  failed: '线打不开',
  'no-answer': '没有应答：检查接线（A/B 是否接反）、电源和设备地址',
  garbage: '收到的是乱码：速度不对，或线上不是这种设备',
} satisfies Record<LineTrouble, string>;

export const barriers = {
  choose: '选闸杆由什么来动',
  about: {
    'modbus-relay': '带输入的继电器板（Modbus RTU）：能抬、能落、能读地感和限位。推荐。',
    'camera-relay': '用相机里的继电器抬闸：不用另外接线，但看不到地感，程序不会落杆。',
    lcus: 'USB 小继电器（LCUS）：只能抬，看不到闸杆在哪里，程序不会落杆。',
    'custom-frame': '控制器有自己的串口协议：照说明书把字节抄进来，当场试。',
  },
  tryHint: '“读接点”不会动闸杆：用手压地感、抬落闸杆，看下面的字跟着变。',
  read: '读接点',
  stopReading: '停止读',
  act: { open: '抬杆', close: '落杆' },
  sure: { open: '现在抬杆？', close: '现在落杆？' },
  sureYes: '有人看着，动吧',
  sureHint: '请让一个人站在闸杆旁看着，确认杆下没有人和车。地感有车时程序不会落杆。',
  sent: '命令已发出，请看闸杆动了没有。',
  notSent: '没有发出命令：现在不能动（地感有车、状态不明或没有落杆的接线）。',
};

export const wiring = {
  counted: '板上的编号从',
  fromOne: '1 开始印（DO1、DI1）',
  fromZero: '0 开始印（DO0、DI0）',
  usual: '按常见接法填',
  relay: '继电器（输出）',
  contact: '接点（输入）',
  number: '板上的号',
  how: '怎样动作',
  length: '多长',
  inverted: '反着接（断开算有）',
  none: '没接',
  hint: '没接的留空。没有后地感时程序不落杆，由闸机自己落，过车数是推算的。',
  about: {
    opened: '杆抬到顶时接通',
    closed: '杆落到底时接通',
    passageLoop: '杆下面和后面的地感',
    approachLoop: '相机抓拍处的地感',
    button: '岗亭里的按钮',
    remote: '遥控器的接收器',
  },
};

const mistake = {
  empty: '还没有写',
  'not-hex': '不是十六进制（0–9、A–F）',
  'half-byte': '少半个字节：要两位一组',
  unclosed: '花括号没有合上',
  'unknown-name': '花括号里的名字不认识',
  'check-twice': '{check} 写了两次',
  'check-missing': '选了校验，但没有写 {check} 放在哪里',
  'check-unset': '写了 {check}，但没有选校验方式',
  'check-range': '校验的起止超出了这一帧',
  'nothing-fixed': '全是 ??，什么回答都会算对',
  'no-such-byte': '回答里没有这个字节',
} satisfies Record<Extract<FrameTrial, { type: 'mistake' }>['code'], string>;

const verdict = {
  replied: '回答和说明书一样。',
  sent: '已发出；没有约定回答。',
  silence: '没有回答：看接线、速度、地址。',
  truncated: '回答只有一半：速度不对，或“等回答”太短。',
  crc: '回答的校验不对：校验方式选错了，或线上有干扰。',
  'other-unit': '是别的地址回答的。',
  'other-function': '回答的是另一种命令。',
  'other-content': '有回答，但和写的不一样：对照下面两行改。',
  noise: '收到的是杂乱的字节：速度不对，或线上有干扰。',
  'link-down': '线断了。',
} satisfies Record<Extract<FrameTrial, { type: 'tried' }>['verdict'], string>;

export const frames = {
  hint: '照说明书抄十六进制，例如 A5 01 {check}。{check} 是校验放的地方；回答里 ?? 代表任意一个字节。',
  bitOf: '状态回答里的哪一位',
  sure: '发出后闸杆可能会动。有人看着吗？',
  test: '发一次试试',
  in: { send: '“发送”第 {{at}} 个字符“{{found}}”：', reply: '“回答”第 {{at}} 个字符“{{found}}”：' },
  mistake,
  verdict,
  sent: '发出',
  heard: '收到',
  silent: '（没有）',
};

export const displays = {
  hint: '没有显示屏和喇叭就不用加。',
  add: '添加一块屏',
  about: {
    olm: '科发（OLM）协议的屏，多数停车场小屏。',
    aa55: '协议以 AA 55 开头、AF 结尾的屏。',
    'custom-frame': '别的协议：照说明书把字节抄进来。',
  },
  sample: '粤B12345 欢迎光临',
  text: '试显示的文字',
  try: '显示',
  sent: '已发出，请看屏上有没有。',
  words: '花括号里的字会换成当时的：',
  word: {
    plate: '{{word}} 车牌',
    fee: '{{word}} 应缴多少元',
    free: '{{word}} 余位',
    place: '{{word}} 排第几',
    lot: '{{word}} 车场名',
  },
};

export const printer = {
  network: '网络打印机',
  line: '接在串口上',
  try: '打一张试试',
  sent: '已发出，请看打印机出纸没有。',
};

export const linksSite = {
  label: '线',
  id: { label: '编号' },
  kind: { label: '种类', choice: { serial: '串口', tcp: '串口服务器' } },
  path: { label: '串口', help: 'Windows 是 COM3 这样的，Linux 是 /dev/ttyUSB0 这样的。' },
  baudRate: { label: '速度（波特率）', help: '和设备上的拨码一致，多数是 9600。' },
  parity: { label: '校验位', choice: { none: '无', even: '偶', odd: '奇' } },
  dataBits: { label: '数据位', choice: { 7: '7', 8: '8' } },
  stopBits: { label: '停止位', choice: { 1: '1', 2: '2' } },
  host: { label: '服务器地址', help: '串口服务器的 IP，要设成透明传输，不是 Modbus TCP。' },
  port: { label: '服务器端口', help: '它给这根线的端口，例如 4001。' },
};

export const printerSite = {
  label: '小票打印机',
  help: 'ESC/POS 热敏打印机。没有就不开，小票只在屏幕上显示。',
  driver: { label: '种类', choice: { 'esc-pos': 'ESC/POS' } },
  link: { label: '接在', host: { label: '打印机地址' }, port: { label: '端口' } },
  width: { label: '纸宽', choice: { 58: '58 毫米', 80: '80 毫米' } },
  copies: { label: '一次几张' },
};

export const framesSite = {
  label: '帧',
  send: { label: '发送', help: '照说明书的十六进制。' },
  reply: { label: '回答', help: '控制器收到后回什么；不回答就留空。' },
  checksum: {
    label: '校验',
    kind: {
      label: '校验方式',
      choice: {
        none: '没有',
        sum8: '累加和，1 字节',
        xor8: '异或，1 字节',
        sum16: '累加和，2 字节',
        'crc16-modbus': 'CRC-16/Modbus',
      },
    },
    order: { label: '两个字节的顺序', choice: { 'low-first': '低字节在前', 'high-first': '高字节在前' } },
    from: { label: '从第几个字节算起', help: '第一个是 0。' },
    until: { label: '算到第几个字节之前', help: '不填就算到校验所在处。' },
  },
};

const commands = {
  label: '命令',
  open: { label: '抬杆' },
  close: { label: '落杆', help: '不开：由闸机自己落。' },
  stop: { label: '停住' },
};

export const barrierSite = {
  label: '道闸',
  driver: {
    label: '由什么来动',
    choice: {
      'modbus-relay': '继电器板（Modbus）',
      'camera-relay': '相机里的继电器',
      lcus: 'USB 小继电器（LCUS）',
      'custom-frame': '控制器自己的协议',
    },
  },
  link: { label: '接在哪根线' },
  unit: { label: '板的地址', help: '板上的拨码，多数是 1。' },
  coils: { label: '继电器', open: { label: '抬杆' }, close: { label: '落杆' }, stop: { label: '停住' } },
  relay: {
    coil: { label: '号' },
    mode: {
      label: '怎样动作',
      choice: { pulse: '脉冲：吸合一下', flash: '脉冲：由板计时', level: '保持到相反的命令' },
    },
    ms: { label: '脉冲长度' },
  },
  inputs: {
    label: '接点',
    opened: { label: '抬到位' },
    closed: { label: '落到位' },
    passageLoop: { label: '后地感' },
    approachLoop: { label: '前地感' },
    button: { label: '岗亭按钮' },
    remote: { label: '遥控' },
  },
  contact: { input: { label: '号' }, inverted: { label: '反着接' } },
  bit: { byte: { label: '第几个字节（从 0）' }, bit: { label: '第几位（0 最低）' }, inverted: { label: '反着算' } },
  channels: {
    label: '继电器',
    open: { label: '抬杆的继电器', help: '板上印的号。' },
    stop: { label: '停住的继电器' },
  },
  pulseMs: { label: '脉冲长度' },
  limits: { label: '限位接到了相机', help: '海康：闸机的到位信号接在相机的输入上，能问出杆在哪里。' },
  commands,
  status: {
    label: '能问状态',
    help: '说明书里有查询命令就打开；不开就不知道杆在哪里，程序不落杆。',
    bits: { label: '状态位' },
  },
  checksum: { label: '校验' },
  replyMs: { label: '等回答' },
  pollMs: { label: '多久读一次' },
  openTimeoutMs: { label: '抬杆最长', help: '到时没到位就再试，再不行就报警。' },
  closeTimeoutMs: { label: '落杆最长', help: '到时没到位、地感又没车就再试。' },
};

export const displaysSite = {
  label: '显示屏和喇叭',
  driver: { label: '协议', choice: { olm: '科发（OLM）', aa55: 'AA 55', 'custom-frame': '其他' } },
  link: { label: '接在哪根线' },
  address: { label: '屏的地址', help: '屏上的拨码；AA 55 的屏用默认的 25600。' },
  rows: { label: '几行' },
  columns: { label: '每行几个字母', help: '一个汉字算两个。' },
  colour: { label: '颜色', choice: { red: '红', green: '绿', yellow: '黄' } },
  speaks: { label: '有喇叭' },
  speakCommand: { label: '播报命令号', help: '说明书里“语音播报”的命令号；不填不播报。' },
  answers: { label: '会应答' },
  show: { label: '显示一行', help: '用 {text} 代表文字，{line} 代表第几行。' },
  speak: { label: '播报', help: '用 {text} 代表文字。' },
  brightness: { label: '设亮度', help: '用 {level} 代表 10–100。' },
  volume: { label: '设音量', help: '用 {level} 代表 10–100。' },
  reply: { label: '应答', help: '不应答就留空。' },
  firstLine: { label: '第一行叫' },
  checksum: { label: '校验' },
  levels: {
    label: '白天和夜里的亮度、音量',
    help: '不开：保持屏上设好的。',
    dayFrom: { label: '白天从' },
    nightFrom: { label: '夜里从' },
    day: { label: '白天' },
    night: { label: '夜里' },
    brightness: { label: '亮度' },
    volume: { label: '音量' },
  },
};
