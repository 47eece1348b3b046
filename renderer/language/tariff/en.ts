import type { Words } from '../zh-CN.ts';

/** What any stay would cost, line by line, in English. */
export const tariff: Words['tariff'] = {
  title: 'Try the tariff',
  hint: 'By the tariff as it is now: nothing is charged, nothing is recorded. Times are Beijing time.',
  enteredAt: 'Entry',
  leftAt: 'Exit',
  plateColour: 'Plate colour',
  carModel: 'Size',
  unknown: 'not known',
  empty: 'Choose when the car comes in and leaves: the bill is listed here line by line.',
  refused: {
    'left-before-entered': 'It leaves before it comes in, so there is no bill: check the times.',
    'no-tariff': 'This site has no tariff, so nothing is charged. Add `tariff` to the site file.',
  },
  rate: '{{rate}}, parked for {{length}} ({{minutes}} min)',
  column: { what: 'Item', figure: 'Price × number', fen: 'Yuan' },
  noLines: 'Less than a minute: nothing is charged',
  total: 'Fee',
  each: '{{each}} × {{times}}',
  reached: '{{times}} ×',
  line: {
    free: 'Free for {{length}}',
    first: 'First {{length}}',
    then: 'Then each {{length}}',
    'band-cap': 'At most {{cap}} yuan in these hours',
    cap: { '24h': 'At most {{cap}} yuan in 24 hours', 'calendar-day': 'At most {{cap}} yuan a day' },
    'percent-off': '{{percent}} % off',
    rounding: {
      down: 'Rounded down to {{to}} yuan',
      up: 'Rounded up to {{to}} yuan',
      nearest: 'Rounded to the nearest {{to}} yuan',
    },
  },
  days: { 'every-day': 'Every day', workdays: 'Workdays', weekends: 'Weekends', holidays: 'Holidays' },
  hours: '{{days}} {{from}}–{{to}}',
  during: '{{what}} ({{hours}})',
  length: { hours: '{{count}} h', minutes: '{{count}} min' },
};
