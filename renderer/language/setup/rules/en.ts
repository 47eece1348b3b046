import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];
type Site = Setup['site'];

/** The page of rules and prices, in English. */
export const rules: Setup['rules'] = {
  tab: {
    flow: 'Flow, bookings',
    tariff: 'Prices',
    money: 'Payment',
    texts: 'Words on boards',
    sharing: 'Shared parking',
    desk: 'Desk and storage',
  },
  addHours: 'Add hours',
  noHours: 'None: reserved cars go first only when a person says so.',
  rateName: 'Cars',
  rateNew: 'New energy',
  addRate: 'Add prices of a kind of car',
  addLast: 'Add prices of all others',
  preview: 'Try a stay',
  previewHint: 'By the prices in use; changes count once they are saved.',
  addBand: 'Add hours with prices',
  dayAndNight: 'Cut into day and night',
  addVoucher: 'Add a voucher',
  paymentAbout: {
    'static-code': 'Drivers scan your own code; the desk sees on a telephone whether money came.',
    alipay: 'Alipay at the counter: scanned and paid, the program knows. Needs a contract on the open platform.',
  },
  alipay: {
    privateKey: { label: 'App private key', help: 'Made with the key tool of Alipay; paste all of it.' },
    publicKey: { label: 'Alipay public key', help: 'The one of Alipay on the open platform, not your own.' },
  },
  addPlan: 'Add a plan',
  planWords: 'Words for drivers',
};

export const clock: Setup['clock'] = {
  try: 'Measure the clock',
  silent: '{{server}} does not answer: check the network, or take another.',
  ahead: 'This machine is {{offset}} ahead of {{server}}.',
  behind: 'This machine is {{offset}} behind {{server}}.',
  todo: 'Set it: "Sync now" under date and time on Windows, timedatectl set-ntp true on Linux.',
};

export const flowSite: Site['flow'] = {
  label: 'Flow',
  priority: {
    label: 'When reserved cars go first',
    help: 'In these hours, while places are scarce; otherwise first come, first served. The desk can switch it.',
  },
  reservedPerOther: { label: 'Saturated: reserved cars for each other one', help: 'While both wait.' },
  exitsPerEntry: { label: 'Full: cars out for one in', help: 'Cars with a booking need not wait.' },
  followS: { label: 'Time between reserved cars', help: 'For the next one to drive up to the camera.' },
};

export const bookingSite: Site['booking'] = {
  label: 'Bookings',
  earlyMin: { label: 'May come early by' },
  unconfirmedMin: { label: 'Released if not confirmed', help: 'A locked place that nobody confirmed.' },
  changeUntilMin: { label: 'Changed until before', help: 'Empty: until it is over.' },
  cancelUntilMin: { label: 'Cancelled until before', help: 'Empty: until it is over.' },
  noShowLimit: { label: 'No-shows a month until refused', help: 'Empty: never.' },
};

export const tariffSite: Site['tariff'] = {
  label: 'Prices',
  help: 'Off: nothing is charged. All times are Beijing time.',
  rates: {
    label: 'Rates',
    name: { label: 'Name', help: 'On receipts and bills, e.g. Cars.' },
    for: {
      label: 'Only for these cars',
      help: 'The first that fits counts; leave the last one off: it is for all others.',
      plateColours: { label: 'Plates', help: 'New-energy cars have green ones. Empty: all.' },
      carModels: { label: 'Sizes', help: 'Empty: all, and those not known.' },
    },
    freeMin: { label: 'Free for', help: 'A stay that is not longer costs nothing.' },
    freeCounts: { label: 'A longer stay pays for them too', help: 'Off: charging begins after them.' },
    percentOff: { label: 'Taken off', help: 'E.g. 50 for new-energy cars.' },
    bands: {
      label: 'Prices by hours',
      help: 'Each minute lies in exactly one. One price all day: one, from 00:00 to 00:00.',
      first: { label: 'First', min: { label: 'First period' }, fen: { label: 'It costs' } },
      then: {
        label: 'Then',
        min: { label: 'Each further' },
        fen: { label: 'Each costs', help: 'One that began counts whole; 0: a price per entry.' },
      },
      cap: { label: 'At most in these hours', help: 'Empty: no limit.' },
    },
    cap: {
      label: 'A limit a day',
      per: { label: 'A day is', choice: { '24h': '24 hours from the entry', 'calendar-day': 'A day of the calendar' } },
      fen: { label: 'At most' },
      firstAgain: { label: 'A new day begins with the first period' },
    },
  },
  graceMin: { label: 'Leave within, after paying', help: 'Later costs more.' },
  rounding: {
    label: 'Rounding',
    to: { label: 'Rounded to', choice: { 1: 'Fen', 10: 'Jiao', 50: '5 jiao', 100: 'Yuan' } },
    way: { label: 'How', choice: { down: 'Down', up: 'Up', nearest: 'Nearest' } },
  },
};

export const vouchersSite: Site['vouchers'] = {
  label: 'Vouchers of the lot',
  help: 'Given at the exit, e.g. for patients. One of each a stay, keys 1 to 9.',
  id: { label: 'Id' },
  name: { label: 'Name' },
  type: { label: 'Kind', choice: { amount: 'An amount', hours: 'Hours', fraction: 'A share', free: 'All of it' } },
  value: { label: 'How much' },
};

export const paymentsSite: Site['payments'] = {
  label: 'Payment by telephone',
  help: 'Off: cash alone.',
  provider: {
    label: 'How',
    kind: { label: 'How', choice: { 'static-code': 'Your own code', alipay: 'Alipay at the counter' } },
    url: { label: 'Gateway', help: 'Rarely changed.' },
    appId: { label: 'App id', help: 'APPID of the open platform, digits only.' },
    storeId: { label: 'Store' },
    caFile: { label: 'CA file' },
    pinnedSha256: { label: 'Fingerprint' },
    code: { label: 'What the code says', help: 'Scan your own code with a telephone and copy the address here.' },
    payType: {
      label: 'Reported as',
      choice: { wechat: 'WeChat', alipay: 'Alipay', unionpay: 'UnionPay', other: 'Other' },
    },
    name: { label: 'Name', help: 'As the desk calls it, e.g. WeChat.' },
  },
  expiresMin: { label: 'A code is shown for' },
};

export const sharingSite: Site['sharing'] = {
  label: 'Shared parking',
  help: 'Plans that drivers buy on the platform. Off unless it asks for them.',
  payUrl: { label: 'Pay page', help: '{orderNo}, {amount} (fen) and {callback} are filled in.' },
  payBy: { label: 'Paid in', choice: { wechat: 'WeChat app', alipay: 'Alipay app', h5: 'A web page' } },
  unpaidMin: { label: 'Lapses unpaid after' },
  invoicePage: { label: 'Invoice page', help: '{orderNo} and {amount} (fen) are filled in.' },
  plans: {
    label: 'Plans',
    code: { label: 'Code' },
    name: { label: 'Name' },
    spaces: { label: 'Places for sale' },
    kind: { label: 'Sold by', choice: { times: 'Entries', days: 'Days', months: 'Months', hours: 'Hours' } },
    times: { label: 'Entries a unit' },
    days: { label: 'Used within' },
    carModel: { label: 'Largest size', choice: { large: 'Large', medium: 'Medium', small: 'Small' } },
    period: { label: 'Time', choice: { 'all-day': 'All day', day: 'Day', night: 'Night' } },
    originalPrice: { label: 'Price before' },
    price: { label: 'Price' },
    shown: {
      label: 'Shown',
      from: { label: 'Shown from', help: 'Like 2026-01-01 00:00:00.' },
      to: { label: 'Shown until' },
    },
    sold: { label: 'Sold', from: { label: 'Sold from' }, to: { label: 'Sold until' } },
    active: { label: 'For sale' },
    introduction: { label: 'Introduction' },
    description: { label: 'Refunds in words' },
    buyNotice: { label: 'Notice to buyers' },
    refundNotice: { label: 'Notice on refunds' },
    remark: { label: 'Remark' },
    rules: { label: 'When a car may be parked' },
    overdue: {
      label: 'Overdue',
      graceMin: { label: 'Grace' },
      perHour: { label: 'Each hour' },
      capPerDay: { label: 'At most a day' },
    },
  },
};

export const displayTextsSite: Site['displayTexts'] = {
  label: 'Words on boards',
  help: 'Off: the usual ones.',
  show: { label: 'Shown' },
  speak: { label: 'Spoken' },
  idleEntrance: { label: 'Entrance at rest' },
  idleFull: { label: 'Entrance at rest, full' },
  idleExit: { label: 'Exit at rest' },
  closed: { label: 'Closed' },
  enterReserved: { label: 'Reserved car in' },
  enterCard: { label: 'Card in' },
  enter: { label: 'Other car in' },
  leave: { label: 'Car out' },
  fee: { label: 'To pay' },
  wait: { label: 'Queue' },
  ask: { label: 'Asks the desk' },
  unread: { label: 'Plate not read' },
  refusedFull: { label: 'Refused: full' },
  refusedReservedOnly: { label: 'Refused: reserved only' },
  refusedControl: { label: 'Refused: control list' },
  refused: { label: 'Refused: other' },
};

export const accessSite: Site['access'] = {
  label: 'Sign-in and lock',
  lockAfterMin: { label: 'Locks after' },
  gateWhileLocked: {
    label: 'Lanes work while locked',
    help: 'Keys of the lanes need no password; off: everything does.',
  },
  renewDays: { label: 'Passwords last', help: '0: for ever.' },
  wrongTries: { label: 'Wrong passwords until a wait' },
  waitMin: { label: 'The wait', help: 'Doubled each further time, an hour at most.' },
  note: { label: 'Words on the sign-in', help: 'E.g. whom to call.' },
};

export const retentionSite: Site['retention'] = {
  label: 'Pictures and plates',
  days: { label: 'Kept for', help: 'Then pictures go and plates are masked; sums and counts stay.' },
};

export const backupSite: Site['backup'] = {
  label: 'Backups',
  folder: { label: 'Where', help: 'Best on another disk; empty: in the data folder.' },
  at: { label: 'Each night at' },
  keep: { label: 'Kept' },
};

export const clockSite: Site['clock'] = {
  label: 'Clock',
  help: 'It is measured, never set; over a second it warns.',
  servers: { label: 'Time servers', help: 'E.g. ntp.aliyun.com.' },
  everyMin: { label: 'Measured every' },
};

export const programSite: Site['program'] = {
  label: 'The program',
  kiosk: { label: 'Fill the screen', help: 'For a machine of the booth alone; closing the window asks first.' },
  startAtLogin: { label: 'Start at login', help: 'Only once the program is installed.' },
  health: {
    label: 'Let a monitor see how it runs',
    help: 'On this machine alone, without plates and names.',
    port: { label: 'Port' },
  },
  updates: {
    label: 'Fetch new versions at night',
    help: 'Only versions that are signed for this program; it says when one is there, a person installs it.',
    feed: { label: 'Address of updates', help: 'Begins with https:// and ends with /.' },
  },
};

export const reportsSite: Site['reports'] = {
  label: 'Shifts and reports',
  till: { label: 'Change in the drawer', help: 'Left there from shift to shift.' },
  folder: { label: 'Reports are written to', help: 'Empty: none are.' },
  atHandOver: { label: 'One at each handover' },
  dayAt: { label: 'Report of the day at', help: 'Like 00:10; empty: none.' },
  kinds: { label: 'Formats' },
  language: { label: 'Language', choice: { 'zh-CN': 'Chinese', en: 'English' } },
};
