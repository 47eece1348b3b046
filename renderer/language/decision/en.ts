import { codes } from '../../../electron/contract/words/codes-en.ts';
import type { Words } from '../zh-CN.ts';

/** What was decided about a car, and why, in English. */
export const decision: Pick<
  Words,
  'decision' | 'reason' | 'front' | 'against' | 'control' | 'turnedAway' | 'raisedAgain'
> = {
  decision: {
    'booking-on-time': {
      any: 'Reserved, on time.',
      open: 'Reserved, on time: opening.',
      hold: 'Reserved, on time: waits for its turn.',
      ask: 'Reserved, on time: please open.',
    },
    'booking-early': {
      any: 'Reserved, early but within the allowance.',
      'any-minutes': 'Reserved, {{minutes}} min early: may enter.',
      open: 'Reserved, early but may enter: opening.',
      'open-minutes': 'Reserved, {{minutes}} min early: opening.',
    },
    'booking-held': {
      any: 'Booked time is over, the stall is still kept: may enter.',
      'any-minutes': 'Booked time over by {{minutes}} min, stall still kept: may enter.',
    },
    'booking-too-early': {
      any: 'Too early for its booking: counts as not reserved.',
      'any-minutes': '{{minutes}} min before its booking: counts as not reserved.',
      ask: 'Too early for its booking. Open now?',
      'ask-minutes': '{{minutes}} min before its booking, too early. Open now?',
      refuse: 'Too early for its booking: come back in time.',
      'refuse-minutes': '{{minutes}} min before its booking: come back in time.',
    },
    'booking-expired': {
      any: 'Booking expired: counts as not reserved.',
      'any-minutes': 'Booking expired {{minutes}} min ago: counts as not reserved.',
      ask: 'Booking expired. Open as not reserved?',
      'ask-minutes': 'Booking expired {{minutes}} min ago. Open as not reserved?',
      refuse: 'Booking expired: not at this lane.',
      'refuse-minutes': 'Booking expired {{minutes}} min ago: not at this lane.',
    },
    'booking-no-shows': {
      any: 'Too often booked and not come: counts as not reserved.',
      'any-noShows': 'Booked and not come {{noShows}} times this month (limit {{limit}}): counts as not reserved.',
    },
    'booking-unconfirmed': {
      any: 'Booking not confirmed: counts as not reserved.',
      ask: 'Booking not confirmed. Open?',
      refuse: 'Booking not confirmed: not at this lane.',
    },
    'booking-needs-confirmation': { any: 'Booking found: compare.' },
    'no-booking': {
      any: 'No booking found.',
      open: 'No booking, allowed at this lane: opening.',
      hold: 'No booking: waits in the queue.',
      ask: 'No booking. Open?',
      refuse: 'No booking: not let in.',
    },
    'lane-is-reserved-only': {
      any: 'Reserved cars only, and this one has no booking.',
      ask: 'Reserved cars only; this one has no booking. Open?',
      refuse: 'Reserved cars only: please take the general lane.',
    },
    'lot-full': {
      any: 'The lot is full.',
      hold: 'Full: opens when a car has left.',
      ask: 'Full. Open?',
      refuse: 'Full: not let in.',
    },
    'flow-behind': { any: 'Others came first: waits its turn.' },
    'flow-turn-of-reserved': {
      any: 'Filling up: reserved cars go first.',
      'any-nth': 'Filling up: reserved cars go first ({{nth}} of {{of}}).',
    },
    'flow-turn-of-other': { any: 'One of the others goes now: please wait.' },
    'flow-reserved-first': { any: 'Full: reserved cars go first.' },
    'flow-exits-needed': {
      any: 'Full: opens when cars have left.',
      'any-exits': 'Full: {{exits}} more out, then one in.',
    },
    'plate-unreadable': { any: 'No proper plate read: look and correct it.' },
    'plate-unsure': {
      any: 'Plate uncertain: look and check it.',
      'any-confidence': 'Plate uncertain ({{confidence}} %): look and check it.',
    },
    'look-alike-booking': { any: 'Like a booked plate: check those below.' },
    'look-alike-card': { any: 'Like the plate of a month card: check those below.' },
    'look-alike-entitlement': { any: 'Like the plate of a parking order: check those below.' },
    'look-alike-stay': { any: 'Like a plate inside: check those below.' },
    'at-another-lane': { any: 'The same plate or booking is passing at another lane: check it.' },
    'already-inside': {
      any: 'This plate is inside already: misread?',
      'any-since': 'This plate is inside since {{time}}: misread?',
    },
    'stay-matched': { any: 'Entry found: may leave.', open: 'Entry found: opening.' },
    'fee-due': { any: 'Take the fee, then open.' },
    'fee-paid': { any: 'Paid: may leave.', open: 'Paid: opening.' },
    'fee-unclear': { any: 'Entry lies after now, no fee can be told: check, or open with a reason.' },
    'no-entry-record': {
      any: 'No entry record: check the plate.',
      ask: 'No entry record: check the plate, then open.',
      refuse: 'No entry record: not let out.',
    },
    entitled: {
      any: 'Shared parking, paid: may enter.',
      open: 'Shared parking, paid: opening.',
      ask: 'Shared parking, paid. Open?',
    },
    'entitlement-too-early': {
      any: 'Its shared parking has not begun: counts as not reserved.',
      'any-minutes': 'Its shared parking begins in {{minutes}} min: counts as not reserved.',
    },
    'entitlement-over': {
      any: 'Its shared parking is over: counts as not reserved.',
      'any-minutes': 'Its shared parking ended {{minutes}} min ago: counts as not reserved.',
    },
    'entitlement-closed': {
      any: 'Outside the hours of its shared parking: counts as not reserved.',
      'any-minutes': 'The hours of its shared parking begin in {{minutes}} min: counts as not reserved.',
    },
    'entitlement-used-up': { any: 'Its shared parking is used up: counts as not reserved.' },
    'entitlement-too-large': { any: 'Too large for its shared parking: counts as not reserved.' },
    'entitlement-unpaid': { any: 'Its shared parking is not paid: counts as not reserved.' },
    card: {
      any: 'On a month card: may come in.',
      open: 'On a month card: opening.',
      ask: 'On a month card: let it in?',
    },
    'card-free': {
      any: 'On the free list: may come in.',
      open: 'On the free list: opening.',
      ask: 'On the free list: let it in?',
    },
    'card-over': {
      any: 'Its month card is over: a car like any other.',
      'any-days': 'Its month card has been over for {{days}} days: a car like any other.',
    },
    'card-too-early': {
      any: 'Its month card has not begun: a car like any other.',
      'any-days': 'Its month card begins in {{days}} days: a car like any other.',
    },
    'card-ended': { any: 'Its month card was ended: a car like any other.' },
    'card-other-inside': { any: 'Another car of its card is inside: a car like any other.' },
    'control-no-entry': {
      any: 'On the control list: may not enter.',
      ask: 'Like a plate that may not enter: look and check it.',
    },
    'control-no-exit': {
      any: 'On the control list: may not leave.',
      ask: 'Like a plate that may not leave: look and check it.',
    },
    'control-free': { any: 'On the control list: passes free.', open: 'Passes free: opening.' },
    'capture-stale': { any: 'This capture came late: look at the picture, then decide.' },
    'program-restarted': { any: 'The program was interrupted and the arm did not rise. Open?' },
    'arm-did-not-open': { any: 'The arm did not go up: look at the barrier.' },
    'barrier-not-available': { any: 'The barrier cannot be used: use its handle.' },
  },
  reason: codes.reason,
  front: { unsure: 'Another car may be at the arm: look first.' },
  against: {
    any: 'Opening now is against the rules and needs a reason.',
    'lot-full': 'No place is free: needs a reason.',
    'flow-exits-needed': 'Full, {{exits}} more must leave: needs a reason.',
    'fee-due': 'Opening unpaid needs a reason and is a debt.',
    'fee-unclear': 'Opening needs a reason.',
    'no-entry-record': 'Opening needs a reason, or add the entry.',
  },
  control: codes.control,
  /** Why an arm on its way down rose again. */
  raisedAgain: { occupied: 'something on the loop', unseen: 'the loop could not be read' },
  turnedAway: {
    '400': 'wrong content',
    '401': 'wrong key',
    '403': 'not from its address',
    '404': 'wrong address',
    '405': 'wrong method',
    '408': 'too slow',
    '411': 'no length given',
    '413': 'too large',
    '415': 'wrong format',
    '429': 'too many failures',
    '431': 'headers too large',
    '507': 'no room to keep it',
  },
};
