import type { Doors } from './door.ts';

/** Doors as careless people write them: each must be found out. */
export const CONTROLS: Doors = {
  'throws what it should not': {
    corpus: 'modbus',
    share: 1,
    refusesWith: [],
    behind: (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4),
  },
  'copies names into a prototype': {
    corpus: 'push-json',
    share: 1,
    refusesWith: [SyntaxError],
    behind(bytes) {
      merge({}, JSON.parse(bytes.toString('utf8')) as object);
    },
  },
  'goes back and forth in what it reads': {
    corpus: 'plates',
    share: 1,
    refusesWith: [],
    // Seldom: the run that finds it is to end.
    behind: (bytes) => bytes.length % 10 === 7 && /^(\w+\s?)*$/.test(`${'x'.repeat(24)}!`),
  },
};

function merge(into: object, from: object): void {
  for (const [name, value] of Object.entries(from) as [keyof object, unknown][]) {
    if (typeof value === 'object' && value !== null && typeof into[name] === 'object') merge(into[name], value);
    else Object.assign(into, { [name]: value });
  }
}
