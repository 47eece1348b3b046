/** Copies of the store, going back to one, the clock and what is kept how long, in Chinese. */
export const upkeep = {
  title: '维护',
  loading: '正在读取…',
  asksAgain: '会自动再问，读到就显示。',
  lastKnown: '会自动再问；下面是之前读到的。',
  open: '维护：备份、恢复、保存期限',
  failure: {
    'disk-full': '磁盘空间不够，请腾出空间或换一个文件夹',
    folder: '备份文件夹不在或写不进去',
    damaged: '数据库或备份有损坏',
    failed: '没有完成',
  },
  copy: { good: '完好', unsound: '损坏，不能用', newer: '新版本的程序写的，不能用' },
  column: { at: '备份时间', size: '大小', stays: '停车记录', charges: '收费记录', state: '状态', loss: '之后会缺少的' },
  backup: {
    title: '备份',
    hint: '每晚 {{at}} 自动备份，保留 {{keep}} 份，每份都打开检查过。放在 {{folder}}；最好是另一块磁盘。',
    none: '还没有备份',
    make: '现在备份',
    making: '正在备份 {{percent}}%',
    made: '{{time}} 备份好了',
    notMade: '{{time}} 没有备份成：{{why}}',
  },
  check: {
    waiting: '数据库：开机 10 分钟后自动通读一遍',
    sound: '数据库：{{time}} 通读过，完好',
    damaged: '数据库：{{time}} 发现损坏。车道照常工作；请尽快选车少的时候恢复备份。',
  },
  retention: {
    title: '保存期限',
    hint: '图片和车牌保存 {{days}} 天；之后图片删除、车牌遮盖，金额和数量不变。没离场的、没付清的、没上报的不动。',
    until: '{{time}} 以前的已处理',
    running: '还没处理过',
  },
  clock: {
    behind: '{{time}} 量得本机慢 {{offset}}，往返 {{delay}}',
    ahead: '{{time}} 量得本机快 {{offset}}，往返 {{delay}}',
  },
  ask: {
    title: '恢复备份',
    hint: '车道会停下来，由您选一份备份。选之前还可以取消。',
    act: '停下车道，去选备份',
    because: '为什么要恢复？',
    ready: ['数据库损坏', '录错了，要退回去', '换了电脑'],
  },
};

export const restore = {
  title: '数据库用不了，车道停着',
  asked: '有人要恢复备份，车道停着',
  gates: '闸杆保持原样，请用闸机旁的手柄放行，并用纸笔记下车牌、时间和收费。',
  signIn: '请主管或安装人员签到，选择怎样继续。密码按最近一份完好的备份。',
  only: '要由主管或安装人员来选。请联系他们；这段时间用手柄放行并做好记录。',
  why: {
    missing: '数据库文件不见了，或者是空的。',
    'not-a-database': '数据库文件被改成了别的东西。',
    damaged: '数据库损坏了。',
    behind: '数据库比最近的备份还旧：最后写的记录丢了。',
    asked: '有人要求恢复备份：{{detail}}',
  },
  setAside: '原来的文件没有删，移到了 {{folder}}，可以交给技术人员抢救。',
  stays: '原来的文件还在原处，选了备份才会移开（不会删）。',
  none: '没有备份。只能从空的数据库开始；人员和密码按站点文件。',
  loss: {
    span: '{{from}} 到 {{to}} 的记录',
    pictures: '其间有 {{pictures}} 张抓拍图片，还在磁盘上',
    known: '原来的文件里还数得出：停车 {{stays}} 条，收费 {{charges}} 笔共 {{received}} 元',
    unknown: '停了几辆、收了多少，原来的文件里已经数不出',
  },
  after: {
    title: '恢复之后',
    platform:
      '预约、共享订单和名单：请向平台要求把备份之后的重新下发；基础数据在上报屏（U）可以重报；备份里还没上报的会自动再报，平台不会重复计。',
    cars: '场内车辆：备份之后进场的车，出场时会说没有进场记录，请补录进场时间；已经离场的还算在场内，请核对后改正。',
    money: '收费：备份之后收的钱只在小票和支付平台的账上，请对账。',
  },
  newest: '最近完好的一份',
  choose: '用这一份',
  sure: '用 {{time}} 的备份继续？',
  empty: '不用备份，从空的开始',
  sureEmpty: '从空的数据库开始？',
  because: ['数据库损坏', '主管同意', '安装人员处理'],
  working: '正在恢复，检查后自动开始工作…',
  failed: '没有恢复成：{{why}}。可以再选一份。',
  cancel: '不恢复了，照旧工作',
};

export const upkeepNotices = {
  'backup-old': {
    lost: '两天没有新的备份',
    works: '放行和记录照常。',
    todo: '请主管或安装人员按“关于”里的“维护”，看是什么原因。',
  },
  'reports-not-written': {
    lost: '报表没有写进文件夹：{{detail}}',
    works: '放行和记录照常，报表在“报表”里都能看到。',
    todo: '请主管或安装人员检查报表文件夹所在的磁盘、剩余空间和权限。',
  },
  'store-damaged': {
    lost: '数据库有损坏',
    works: '车道照常，有的记录可能读不出。',
    todo: '请主管或安装人员选车少的时候，在“关于”里的“维护”恢复备份。',
  },
  'clock-off': {
    lost: '本机时钟差了 {{detail}} 秒',
    works: '放行照常；预约的早晚、给平台的时间会跟着差。',
    todo: '请管理员校时：Windows 用 w32tm /resync，Linux 用 timedatectl set-ntp true。',
  },
};
