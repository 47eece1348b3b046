import { codes } from '../../../electron/contract/words/codes-en.ts';
import type { Words } from '../zh-CN.ts';

/** A lane: its car, its arm, what can be done, in English. */
export const lane: Pick<
  Words,
  | 'lane'
  | 'colour'
  | 'carColour'
  | 'carModel'
  | 'shot'
  | 'booking'
  | 'stay'
  | 'candidate'
  | 'arm'
  | 'loop'
  | 'fault'
  | 'act'
  | 'plate'
> = {
  lane: {
    kind: { reserved: 'reserved', general: 'general', mixed: 'mixed', confirm: 'confirm' },
    direction: { entrance: 'Entrance', exit: 'Exit' },
    phase: {
      idle: 'Free',
      waiting: 'Waiting',
      asking: 'Your turn',
      refused: 'Refused',
      opening: 'Opening',
      passing: 'Passing',
      unsure: 'Unsure',
    },
    faulty: 'Fault',
    class: { reserved: 'Reserved', other: 'Not reserved' },
    noCar: 'No car',
    lastPassage: 'Last: {{plate}} passed {{time}}',
    lastPassageAssumed: 'Last: {{plate}} passed {{time}} (assumed)',
    lastUnauthorised: '{{time}} a car passed unauthorised: {{plate}}',
    noPlate: 'No plate read',
    next: 'Behind it: {{plate}}',
    unseen: 'The barrier fell silent after the car was let through. Is the car gone?',
    asRead: 'camera read {{plate}}',
    unusual: 'unusual',
    confidence: '{{percent}} %',
    doubtful: 'Unsure of character {{places}}',
    others: 'More',
    converted: 'all cars until {{time}}',
    convertedBy: '{{who}}: {{because}}',
    cameraSilent: 'camera silent since {{time}}',
    error: 'Not done: {{words}}',
  },
  colour: {
    blue: 'blue',
    yellow: 'yellow',
    green: 'green',
    'yellow-green': 'yellow-green',
    white: 'white',
    black: 'black',
    unknown: 'colour unknown',
  },
  carColour: {
    white: 'white',
    grey: 'grey',
    black: 'black',
    red: 'red',
    yellow: 'yellow',
    green: 'green',
    blue: 'blue',
    other: 'other',
  },
  carModel: { large: 'large', medium: 'medium', small: 'small' },
  shot: {
    entry: 'At entry',
    exit: 'At exit',
    capture: 'Capture',
    none: 'No picture yet',
    lost: 'Picture unreadable',
    enlarge: 'Enlarge: {{what}}',
    noStay: 'No entry record',
  },
  booking: {
    title: 'Matched booking',
    window: 'Booked {{from}}–{{to}}',
    early: '{{minutes}} min early',
    onTime: 'on time',
    late: '{{minutes}} min late',
    stall: 'stall {{stall}}',
    differs: '≠ {{words}}',
    and: '; ',
    plateColour: 'Plate colour',
    carColour: 'Colour',
    carModel: 'Model',
    unknown: 'not given',
    differsOf: '{{what}} {{seen}}, booked {{booked}}',
    state: {
      locked: 'unconfirmed',
      confirmed: 'confirmed',
      used: 'entered',
      finished: 'finished',
      cancelled: 'cancelled',
      expired: 'expired',
    },
  },
  stay: {
    length: 'Parked {{length}}',
    entered: 'in {{time}} by {{entrance}}',
    hours: '{{hours}} h {{minutes}} min',
    days: '{{days}} d {{hours}} h',
    minutes: '{{minutes}} min',
  },
  candidate: {
    title: 'Maybe',
    booking: 'booked {{from}}–{{to}}',
    entitlement: 'shared-parking order',
    card: 'month card',
    stay: 'in {{time}}',
    take: 'Take {{plate}}, key {{key}}',
    more_one: '{{count}} more, press E',
    more_other: '{{count}} more, press E',
  },
  arm: {
    title: 'Arm',
    open: 'up',
    closed: 'down',
    moving: 'moving',
    unknown: 'unknown',
    mode: { automatic: 'automatic', 'held-open': 'held open', 'out-of-service': 'out of service', offline: 'offline' },
  },
  loop: {
    approach: 'Front',
    passage: 'Rear',
    occupied: 'car',
    clear: 'clear',
    unknown: 'unknown',
    none: 'none',
  },
  fault: codes.fault,
  act: {
    release: 'Open',
    'release-confirm': 'Confirm',
    'release-as-other': 'Not reserved',
    refuse: 'Refuse',
    correct: 'Plate',
    'no-plate': 'No plate',
    'turn-away': 'Turned away',
    pay: 'Take payment',
    'collect-debts': 'Take the debt',
    'supply-entry': 'Add entry',
    passed: 'Passed',
    'open-by-hand': 'By hand',
    close: 'Lower',
    stop: 'Stop',
    'hold-open': 'Hold open',
    'end-hold': 'End hold',
    'return-to-service': 'Back in service',
  },
  plate: {
    edit: 'Correct the plate',
    input: 'Plate',
    delete: 'Delete',
    save: 'Save',
    cancel: 'Cancel',
    empty: 'Enter a plate',
  },
};
