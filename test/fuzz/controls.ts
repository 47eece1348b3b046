import type { Door } from './doors.ts';

/** Doors as careless people write them: each must be found out. */
export const CONTROLS: Readonly<Record<string, Door>> = {
  'throws what it should not': {
    corpus: 'modbus',
    share: 1,
    refusesWith: [],
    enter: (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4),
  },
  'copies names into a prototype': {
    corpus: 'push-json',
    share: 1,
    refusesWith: [SyntaxError],
    enter(bytes) {
      merge({}, JSON.parse(bytes.toString('utf8')) as object);
    },
  },
  'goes back and forth in what it reads': {
    corpus: 'plates',
    share: 1,
    refusesWith: [],
    // Seldom: the run that finds it is to end.
    enter: (bytes) => bytes.length % 10 === 7 && /^(\w+\s?)*$/.test(`${'x'.repeat(25)}!`),
  },
};

function merge(into: object, from: object): void {
  for (const [name, value] of Object.entries(from) as [keyof object, unknown][]) {
    if (typeof value === 'object' && value !== null && typeof into[name] === 'object') merge(into[name], value);
    else Object.assign(into, { [name]: value });
  }
}
