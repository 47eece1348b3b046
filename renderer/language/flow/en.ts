import type { Words } from '../zh-CN.ts';

/** Whose turn it is at the entrances, and how a person changes that, in English. */
export const flow: Words['flow'] = {
  title: 'Who goes first',
  state: {
    on: 'Reserved first',
    off: 'Reserved first: off',
    until: 'until {{time}}',
    from: 'from {{time}}',
  },
  going: {
    'first-come': 'First come, first served',
    turns: 'Opens reserved {{reserved}} : other 1',
    nextReserved: ' (next: reserved {{nth}}/{{of}})',
    nextOther: ' (next: other)',
    exits: '{{exits}} out, 1 in',
    needed: '{{count}} more out, then 1 other in',
    credits: '{{count}} other may enter',
    'no-place': 'Only booked cars with a kept stall',
  },
  said: {
    on: 'Reserved cars go first (by schedule) until {{time}}.',
    onAlways: 'Reserved cars go first (by schedule).',
    off: 'No car goes before another (by schedule); reserved cars go first from {{time}}.',
    offAlways: 'No car goes before another: the schedule has no hours for reserved cars.',
    onByPerson: '{{who}} put reserved cars first, {{until}} ({{because}}).',
    offByPerson: '{{who}} ended reserved first, {{until}} ({{because}}).',
    'first-come': 'First come, first served at all entrances, until the lot is saturated.',
    firstComeAlways: 'First come, first served at all entrances.',
    turns: 'The lot is saturated: while both queues wait, {{reserved}} reserved, then 1 other; next is {{next}}.',
    nextReserved: 'a reserved car ({{nth}} of {{of}})',
    nextOther: 'one of the others',
    exits: 'The lot is full: reserved cars first, 1 other for each {{exits}} that leave; {{then}}.',
    'no-place': 'No place is free: only booked cars with a kept stall go in, all others when a car has left.',
  },
  wish: {
    on: 'Reserved first: on',
    off: 'Reserved first: off',
    schedule: 'Reserved first: by schedule',
    convert: '{{lane}}: take all cars for a time',
    'end-conversion': '{{lane}}: reserved cars only again (all cars until {{time}})',
  },
  inForce: '{{wish}} (as it is now)',
  howLong: '{{wish}}. Until when?',
  why: '{{wish}}, {{until}}. Why?',
  whyNow: '{{wish}}. Why?',
  length: {
    '30': '30 minutes',
    '60': '1 hour',
    '120': '2 hours',
    '240': '4 hours',
    today: 'Until the end of today',
    open: 'Until switched back',
  },
  until: 'until {{time}}',
  untilChanged: 'until switched back',
  because: {
    priority: ['Jam at the gate', 'Few reserved cars', 'Many reserved cars', 'Large event', 'Told by a superior'],
    convert: ['Long queue of others', 'Other entrance broken', 'Jam at the gate', 'Few reserved cars', 'Told by a superior'], // prettier-ignore
  },
  told: { on: 'on', off: 'off', schedule: 'by schedule' },
  whyEnded: { time: 'time over' },
};
