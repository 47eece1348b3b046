import { cameraNotices } from '../cameras/en.ts';
import { printerNotices } from '../receipt/en.ts';
import { programNotices } from '../program/en.ts';
import { upkeepNotices } from '../upkeep/en.ts';
import { secretsNotices } from '../secrets/en.ts';
import type { Words } from '../zh-CN.ts';

/** What every screen shares: the bars, notices, errors, keys, in English. */
export const frame: Pick<
  Words,
  'app' | 'bar' | 'platform' | 'notice' | 'station' | 'error' | 'keys' | 'about' | 'sound' | 'unit'
> = {
  app: {
    loading: 'Starting, one moment…',
    loadingHint: 'The arms stay as they are. If it is urgent, use the handle at the barrier.',
    broken: 'The window failed',
    brokenHint:
      'Station and barriers are not affected. Reload the window; if it happens again, give the installer the text below.',
    reload: 'Reload',
  },
  bar: {
    onDuty: '{{name}}',
    clock: 'Beijing time',
    language: '中文',
    languageHint: 'Switch to Chinese',
    about: 'About',
    keys: 'Keys',
    theme: { auto: 'automatic', light: 'light', dark: 'dark' },
    themeHint: 'Look: {{now}} (click to change)',
    soundOn: 'Sound {{percent}} %',
    soundOff: 'Muted',
    volume: 'Volume',
    mute: 'Mute this shift',
    unmute: 'Unmute',
    try: 'Try',
  },
  platform: {
    db4403: 'Parking platform',
    citybrain: 'City Brain',
    up: 'connected',
    down: 'down',
    refused: 'refused',
    waiting: '{{count}} waiting',
    parked: '{{count}} parked',
    since: '{{state}} since {{time}}',
    backlog: '{{live}} live, {{backlog}} backlog',
    oldest: 'The oldest has waited {{elapsed}}',
    speed: 'To acknowledgement: half within {{p50}}, 99 % within {{p99}}',
    none: 'no platform set',
  },
  notice: {
    since: 'since {{time}}',
    more_one: '{{count}} more',
    more_other: '{{count}} more',
    all: 'Faults and notices now',
    barrier: {
      lost: 'Barrier of {{subject}}: {{detail}}',
      works: 'Other lanes work.',
      todo: 'Use the handle at the barrier; check its power and wiring.',
    },
    camera: {
      lost: 'No signal from the camera of {{subject}}',
      works: 'Barrier and opening by hand work.',
      todo: 'Read the plate and open by hand; check camera power and network cable.',
    },
    ...cameraNotices,
    platform: {
      lost: '{{subject}} cannot be reached',
      works: 'Gates work; reports are kept here.',
      todo: '{{cause}} They are sent once it is back.',
    },
    'platform-refused': {
      lost: '{{subject}} refuses this site',
      works: 'Gates work; reports are kept here.',
      todo: '{{cause}} Its words: {{detail}}',
    },
    disk: {
      lost: 'The disk takes no more',
      works: 'Records are safe; what cannot be recorded is not opened.',
      todo: 'Free disk space; use the handle if urgent.',
    },
    images: {
      lost: 'Pictures cannot be stored',
      works: 'Gates and records work, without pictures.',
      todo: 'Check the disk of the data directory.',
    },
    'capture-door': {
      lost: 'No captures can be received',
      works: 'Barriers and opening by hand work.',
      todo: 'Read plates and open by hand; call the installer about the capture port.',
    },
    'platform-door': {
      lost: 'The platform cannot come in: its port is not open',
      works: 'Gates and reports work; no new bookings or lists arrive.',
      todo: 'Call the installer about the inbound port and its certificate.',
    },
    payment: {
      lost: 'Money to look at: another sum than asked for, or paid twice ({{detail}})',
      works: 'All that came is in the books; cars go as usual.',
      todo: "Press / for the car's stay; a supervisor pays back or settles it.",
    },
    ...printerNotices,
    ...upkeepNotices,
    ...programNotices,
    ...secretsNotices,
    parked: {
      lost: 'The platform refused a report; it is parked',
      works: 'Other reports go on.',
      todo: "Press U for the platform's answer; a supervisor corrects, retries or dismisses it.",
    },
  },
  station: {
    starting: {
      lost: 'The station is starting',
      works: 'The arms stay as they are.',
      todo: 'One moment; if urgent, use the handle at the barrier.',
    },
    down: {
      lost: 'The station is down',
      works: 'The arms stay as they are; below is the last known state.',
      todo: 'Restarting by itself (attempt {{attempt}}); if urgent, use the handle at the barrier.',
    },
  },
  error: {
    'unknown-command': 'program parts differ in version, restart it',
    'bad-input': 'what was filled in is not right, change it and try again',
    'not-allowed': 'you may not do this, ask a supervisor',
    'signed-out': 'nobody is signed in yet',
    locked: 'the desk is locked, type the password first',
    'must-change': 'change the password first',
    'wrong-secret': 'that is not the password',
    wait: 'too many wrong passwords, try again later',
    'not-now': 'not possible now, things have changed',
    gone: 'this car is no longer at the lane',
    'reason-needed': 'a reason is needed first',
    'barrier-not-available': 'the barrier cannot be used, use its handle',
    'not-recorded': 'it could not be recorded, so nothing moved; try again',
    'station-down': 'the station is away, press again in a moment',
    internal: 'the program failed, try again; report it if it stays',
  },
  keys: {
    title: 'Keys',
    lanes: 'Main button of lane 1–8',
    space: 'Select the lane that has asked longest',
    arrows: 'Select the lane to the left or right',
    enter: 'Press the main button of the active lane',
    candidates: 'Take a candidate plate of the active lane',
    letter: 'Active lane: {{act}}',
    sync: 'Reports: waiting, parked, base data',
    bookings: 'Bookings: today, shared orders, coupons, control list',
    cards: 'Month cards and the free list',
    flow: 'Who goes first: reserved first, entrances for all cars',
    help: 'This list',
    escape: 'Close, cancel',
  },
  about: {
    title: 'About Gatehouse',
    version: 'Version',
    electron: 'Electron',
    chrome: 'Chrome',
    node: "The station's Node",
    data: 'Data directory',
    fallback: 'The current Electron could not be fetched: this is an older stand-in, for demo and tests only.',
    unavailable: 'Not readable just now; open this again in a moment.',
    close: 'Close',
  },
  sound: {
    title: 'Sound',
    spoken: 'Say the plate that asks',
    noVoice: 'This machine has no Chinese voice',
    mutedForShift: 'Muted for this shift: until it changes, or 12 hours',
  },
  unit: { seconds: '{{seconds}} s', milliseconds: '{{ms}} ms' },
};
