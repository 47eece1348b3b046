import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];
type Frame = Pick<
  Setup,
  | 'title'
  | 'key'
  | 'steps'
  | 'loading'
  | 'asksAgain'
  | 'before'
  | 'next'
  | 'storing'
  | 'stored'
  | 'overtaken'
  | 'notStored'
  | 'pageMistakes'
  | 'noLanes'
  | 'try'
  | 'trying'
  | 'step'
  | 'stepState'
  | 'lead'
  | 'first'
  | 'form'
  | 'unit'
  | 'effect'
  | 'changes'
  | 'save'
  | 'versions'
  | 'export'
  | 'import'
  | 'check'
>;

/** The frame of setting a site up: pages, saving, versions, import and export, in English. */
export const frame: Frame = {
  title: 'Settings',
  key: 'Settings: lot, platforms, lanes, devices, rules',
  steps: 'Pages 1 to 8',
  loading: 'Reading…',
  asksAgain: 'It is asked again by itself, and shown once it is there.',
  before: 'Back',
  next: 'Next: {{step}}',
  storing: 'Storing…',
  stored: 'All stored: leave whenever you like, and go on later',
  overtaken:
    'Somebody else changed the settings just now; the newest are shown. Look at them, then fill in yours again.',
  notStored: 'What you typed is not stored yet: {{why}}. It is tried again when you leave the field.',
  pageMistakes: 'Still to be put right on this page',
  noLanes: 'There is no lane yet: add one on the page of lanes first.',
  try: 'Try it',
  trying: 'Trying…',
  step: {
    lot: 'Lot',
    platforms: 'Platforms',
    lanes: 'Lanes',
    cameras: 'Cameras',
    barriers: 'Barriers',
    rules: 'Rules, prices',
    people: 'People',
    check: 'Check',
  },
  stepState: { empty: 'nothing yet', mistakes: 'to be put right', fine: 'complete', tried: 'tried' },
  lead: {
    lot: 'Which lot this is and how many places it has. A red star must be filled in; the rest has defaults that do.',
    platforms:
      'Whom entries and exits are reported to. Account, password and certificate come from the platform; without them leave it off for now.',
    lanes: 'A lane has one camera and one arm. Their order is that of the board: the first has F1.',
    cameras: 'One camera a lane, which reads plates. Search, fill in its password, then really take a picture.',
    barriers:
      'A relay board, the camera or a controller moves the arm. Find the line, fill in the wiring as the board prints it, then really lift it.',
    rules: 'All of these have defaults. Without a tariff parking is free.',
    people: 'Who works here. The program gives random passwords, and each person changes theirs at the first sign-in.',
    check: 'See what is missing, save, and begin to work.',
  },
  first: {
    title: 'Gatehouse · setting up',
    lead: 'This machine has no lot yet. What would you like to do?',
    way: {
      new: { title: 'Set up a new lot', hint: 'Page by page, every device tried on the spot. About half an hour.' },
      'take-over': { title: 'Take over a lot', hint: 'With the site file of another machine, when a PC is replaced.' },
      demo: { title: 'Look at the demo lot', hint: 'A lot that moves, in a window of its own; nothing here changes.' },
    },
    demo: {
      opened: 'The demo lot opens in another window.',
      'already-open': 'The demo lot is open already, in another window.',
      'not-there': 'This program came without the demo lot.',
      failed: 'The demo lot did not open, please try again.',
    },
    who: 'You are the installer: give yourself a password',
    whoHint:
      'There is no default password. You need it for every change of devices and platforms; forgotten, only a new installation helps.',
    begin: 'Begin',
    begins: 'Saved: the station begins to work',
    beginsHint: 'Sign in again in a few seconds, then accept the lot: one car at each lane.',
  },
  form: {
    range: '{{least}} to {{most}}',
    usual: 'default {{value}}',
    comma: ', ',
    nth: 'Number {{n}}',
    up: 'Up',
    down: 'Down',
    remove: 'Remove',
    more: 'More (rarely changed)',
    known: 'Set',
    anew: 'Replace',
    clear: 'Clear',
    fileChoose: 'Choose a file',
    fileLarge: 'The file is too large: a certificate has a few KB',
    fileBinary: 'A PEM file is needed (it begins with -----BEGIN): ask the platform for it, or convert it with openssl',
    fileMissing: '{{name}} (not here, choose it again)',
  },
  unit: {
    yuan: 'yuan',
    percent: '%',
    stalls: 'places',
    seconds: 's',
    ms: 'ms',
    minutes: 'min',
    hours: 'h',
    days: 'days',
    times: 'times',
    cars: 'cars',
    copies: 'copies',
  },
  effect: {
    now: {
      short: 'At once',
      long: 'It takes hold as soon as it is saved; no lane stops.',
      done: 'Saved, and in force.',
    },
    restart: {
      short: 'Restart',
      long: 'Saving restarts the station, about a second: arms stay as they are, and loops are read before anything moves.',
      done: 'Saved; the station restarts, about a second.',
    },
  },
  changes: {
    title: 'What changes',
    what: 'What',
    beforeAfter: 'Before → after',
    when: 'When',
    none: 'Nothing is changed.',
    count: 'Changes: {{count}}.',
    mistakes: 'To be put right before saving: {{count}}.',
    secret: 'Replaced (not shown)',
    becomes: 'becomes',
    nothing: 'nothing',
    yes: 'yes',
    no: 'no',
    yuan: '{{yuan}} yuan',
    part: '{{name}}: {{value}}',
    and: ', ',
    look: 'See changes',
    discard: 'Discard',
    discardSure: 'Discard these changes ({{count}})?',
    discardHint: 'The settings go back to what is in use. What is in use stays as it is.',
  },
  save: {
    act: 'Save…',
    title: 'Save: why is it changed?',
    first: 'Save and begin to work',
    firstTitle: 'Save the site file and begin to work',
    ready: ['Device replaced', 'Setting corrected', 'Asked by the platform', 'Prices changed'],
    firstReady: ['New lot opens', 'PC replaced'],
  },
  versions: {
    title: 'History',
    hint: 'Each save leaves one. To take one again: it becomes changes first, to be looked at and saved. Passwords and keys stay those of now.',
    none: 'Nothing was saved yet',
    line: 'No. {{no}} · {{time}} · {{who}}',
    outside: 'outside of the program',
    runs: 'In use',
    take: 'Take this one again',
    failed: 'The station did not come up with it and went back to the one before: {{why}}',
  },
  export: {
    title: 'Export',
    act: 'Export the file',
    sealed: 'With passwords and keys, sealed by a passphrase',
    plain: 'Without passwords and keys',
    plainHint: 'On the other machine the passwords of devices and platforms are typed again.',
    passphrase: 'Passphrase',
    rule: 'At least {{least}} characters. It is needed to import; forgotten, the file stays shut.',
    short: 'Too short: at least {{least}} characters',
  },
  import: {
    title: 'Import',
    act: 'Import',
    hint: 'Choose the site file of another machine. It becomes changes first, to be looked at and saved.',
    choose: 'Choose a file',
    large: 'The file is too large for a site file',
    passphrase: 'Passphrase',
    passphraseHint: 'Empty where the file was exported without one.',
    notASite: 'This is no site file, or it is damaged. Export it again.',
  },
  check: {
    good: 'Nothing is left to be put right.',
    mistakes: 'Still to be put right: {{count}}',
    go: 'To {{step}}',
    tried: 'Devices that were tried',
    triedHint: 'It can be saved without, but try each once before work begins.',
    nothingToTry: 'There are no devices and platforms yet.',
    notTried: 'not tried, or changed since',
    passed: 'tried, works',
    failed: 'tried, did not work',
    acceptance: 'To the acceptance',
    thing: {
      camera: 'Camera of {{of}}',
      barrier: 'Barrier of {{of}}',
      display: 'Board of {{of}}',
      platform: '{{of}}',
      printer: 'Receipt printer',
      clock: 'Clock',
    },
  },
};
