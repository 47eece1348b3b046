import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];
type Lanes = Setup['site']['lanes'];

/** The page of lanes, in English. */
export const lanes: Setup['lanes'] = {
  rule: {
    kept: 'Of two or more entrances one is for reserved cars only: as the standard wants it.',
    'reserved-missing':
      'With two or more entrances the standard wants at least one for reserved cars only. Change the use of one of them.',
    lone: 'A lone entrance may be any of these: reserved cars only, mixed by itself, or each car confirmed at the desk.',
  },
  named: { entrance: 'Entrance {{n}}', exit: 'Exit {{n}}' },
  add: { entrance: 'Add an entrance', exit: 'Add an exit' },
  most: 'Eight at most: F1 to F8.',
  removeSure: 'Remove "{{name}}"?',
  removeHint: 'Its camera, barrier and wiring go with it. Records of the past stay.',
  quick: {
    title: 'The usual lots in one press',
    hint: 'Names and numbers can be changed afterwards.',
    one: 'One arm for both ways',
    'one-one': '1 in, 1 out',
    'two-one': '2 in, 1 out',
  },
};

export const lanesSite: Omit<Lanes, 'label' | 'camera' | 'barrier' | 'displays'> = {
  id: { label: 'Id' },
  name: { label: 'Name', help: 'As people say it, and as the platform is told, e.g. East entrance.' },
  direction: { label: 'Direction', choice: { entrance: 'Entrance', exit: 'Exit' } },
  kind: {
    label: 'Use',
    help: '"Each confirmed" is for a lot with one entrance: the desk looks and presses.',
    choice: {
      reserved: 'Reserved cars only',
      general: 'Other cars',
      mixed: 'Mixed, by itself',
      confirm: 'Each confirmed at the desk',
    },
  },
  others: {
    label: 'Cars without a booking',
    help: 'Exits: cars without an entry record; an exit never opens by itself for them.',
    choice: { open: 'Open', hold: 'Wait in the queue', ask: 'Ask the desk', refuse: 'Refuse' },
  },
  closed: { label: 'Closed for a time', help: 'Only reported so.' },
  place: {
    label: 'A place of its own',
    help: 'Where it is not where the lot is.',
    longitude: { label: 'Longitude' },
    latitude: { label: 'Latitude' },
    roadName: { label: 'Road' },
  },
};
