/** The page of the lot, in Chinese. */
export const lot = {
  stalls: '车位编号和拥挤程度',
  registration: '平台要的车场资料（平台要求时再填）',
  calendar: '节假日',
  calendarHint: '按国务院公布的填；没列出的按星期算。写成 2026-10-01，逗号或换行隔开，可以整段粘贴。',
  given: '平台发放的',
  public: '给车主看的',
  common: '车位的共同情况',
  commonHint: '对所有有编号的车位都成立的。个别不同的车位写在站点文件里，这里不动它。',
  offers: '车场提供的服务',
  offer: { unsaid: '不上报', yes: '提供', no: '不提供', page: '提供，有网址' },
  pictures: '图片',
  picturesHint: '把 JPEG 图片放在站点文件旁边，这里写文件名，例如 price-board.jpg。',
};

const place = {
  longitude: { label: '经度', help: '高德坐标，例如 114.05786。高德地图“坐标拾取”可以查到。' },
  latitude: { label: '纬度', help: '高德坐标，例如 22.54313。' },
  roadName: { label: '所在道路', help: '最多 10 个字。' },
};

export const hours = {
  label: '时段',
  days: {
    label: '哪些天',
    choice: { workdays: '工作日', weekends: '周末', 'every-day': '每天', holidays: '节假日' },
  },
  from: { label: '从', help: '写成 07:30。' },
  to: { label: '到', help: '比“从”早就是到第二天；相同就是全天。' },
};

export const lotSite = {
  label: '车场',
  name: { label: '车场名称', help: '显示在岗亭屏幕最上面。' },
  desk: { label: '岗亭', help: '这是哪个岗亭，例如 东门岗。' },
  parkCode: { label: '停车场编号', help: '平台发放，写在开通通知上；还没有就先填物业自己的编号。' },
  totalStalls: { label: '总车位', help: '整个车场。' },
  reservableStalls: { label: '可预约车位', help: '同时最多能约出去几个；0 就是不接受预约。' },
  stalls: { label: '可预约车位的编号', help: '例如 A-01。打一个按回车，或粘贴一列；不填就只约个数、不约具体车位。' },
  saturation: {
    label: '拥挤程度',
    saturatedFrom: { label: '饱和从', help: '停了这么多就算饱和，预约车先放。' },
    fullAbove: { label: '满位超过', help: '停了超过这么多就算满位。' },
  },
  registration: {
    label: '上报车场资料',
    help: '平台要求上报车场、出入口、车位和收费标准时打开。',
    kind: { label: '类型', choice: { roadside: '路内', garage: '室内车库', lot: '露天车场' } },
    address: { label: '地址' },
    ...place,
    provinceCode: { label: '省编码', help: '例如 440000。' },
    cityCode: { label: '市编码', help: '例如 440300。' },
    areaCode: { label: '区编码', help: '例如 440304。' },
    providerCode: { label: '服务商编码', help: '平台发放；做共享停车时必须有。' },
    operatorId: { label: '运营方编号', help: '平台发放；接受预约时必须有。' },
    ownersCommittee: { label: '有业主委员会', help: '只对住宅。' },
    openingHours: { label: '开放时间', help: '例如 00:00~24:00。' },
    businessType: { label: '用途编码', help: '附录 A.4，例如 22 医院、16 写字楼。' },
    chargeDescription: { label: '收费说明', help: '设了收费规则就按规则自动写，这里不用填。' },
    contact: { label: '联系人' },
    tel: { label: '电话' },
    inUse: { label: '在用' },
    remark: { label: '备注' },
    pictures: {
      label: '图片',
      priceBoard: { label: '收费公示牌' },
      map: { label: '位置图' },
      stallPlan: { label: '车位图' },
    },
    stalls: {
      label: '车位',
      common: {
        label: '共同',
        manage: {
          label: '管理方式',
          choice: { hourly: '临停', month: '月租', 'month-limited': '限时月租', sold: '产权', dedicated: '专用' },
        },
        owner: { label: '所有者', choice: { person: '个人', organisation: '单位', other: '其他' } },
        size: { label: '大小', choice: { small: '小', medium: '中', large: '大', tandem: '子母' } },
        businessType: { label: '用途编码' },
        visit: { label: '用于', choice: { residence: '居住', trip: '出行', both: '都有', unknown: '不详' } },
        floor: { label: '楼层', help: '例如 B1。' },
        area: { label: '区域' },
        reservable: { label: '可预约' },
        locker: { label: '有车位锁' },
        charger: { label: '有充电桩' },
        longitude: { label: '经度' },
        latitude: { label: '纬度' },
      },
      except: { label: '个别车位' },
    },
    chargeStandard: {
      label: '上报收费标准',
      help: '收费条目按收费规则自动写。',
      permitNo: { label: '许可证号', help: '最多 6 位；接受预约时必须有。' },
      charger: { label: '收费单位' },
      pricing: { label: '定价方式', choice: { government: '政府定价', guided: '政府指导价', market: '市场价' } },
      region: { label: '区域类别', choice: { 1: '一类', 2: '二类', 3: '三类' } },
      complaintTel: { label: '投诉电话', help: '最多 5 位，例如 12345。' },
      remark: { label: '备注' },
      items: { label: '条目', item: { label: '条目' }, description: { label: '说明' } },
    },
    business: {
      label: '服务',
      eInvoice: { label: '电子发票' },
      payment: { label: '线上缴费' },
      monthCardRenewal: { label: '月卡续费' },
    },
  },
};

export const calendarSite = {
  label: '节假日',
  holidays: { label: '放假的日子', help: '例如 2026-10-01。' },
  workdays: { label: '调休上班的日子', help: '周末但要上班的。' },
};
