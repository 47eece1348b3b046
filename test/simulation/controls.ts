import { crc16 } from '../../native/frames/checksum.ts';
import type { Link } from '../../native/links/contract.ts';
import { CONTACTS } from './lane-side.ts';
import { SITE } from './lot.ts';
import type { SimulationOptions } from './simulate.ts';

/**
 * Stations that break a promise, each in a way of its own. The code is as it ships: what is around it is spoilt. The onlooker
 * must find each within some seeds, or it proves nothing.
 */
export const CONTROLS: Readonly<Record<string, SimulationOptions>> = {
  'a report is lost after its record': {
    spoil: `CREATE TRIGGER spoilt AFTER INSERT ON outbox WHEN new.interface = 'vehicleEnter'
      BEGIN DELETE FROM outbox WHERE seq = new.seq; END`,
  },
  'an arm goes up without a record': {
    spoil: 'CREATE TRIGGER spoilt BEFORE INSERT ON opening BEGIN SELECT RAISE(IGNORE); END',
  },
  'a passage is written twice': {
    spoil: `CREATE TRIGGER spoilt AFTER INSERT ON passage WHEN new.id < 1000000 BEGIN INSERT INTO passage
      SELECT new.id + 1000000, new.opening_id, new.lane_id, new.at, new.assumed, new.stay_id, new.capture_id; END`,
  },
  'money is taken and not written down': {
    spoil: 'CREATE TRIGGER spoilt BEFORE INSERT ON charge BEGIN SELECT RAISE(IGNORE); END',
  },
  'a loop is taken for clear': { control: { wrapLink: withClearLoops } },
  'more is booked than there is': {
    control: { over: { site: { ...SITE, lot: { ...SITE.lot, reservableStalls: 40 } } } },
  },
};

/** A line on which the board always says that nobody is on the passage loop. */
function withClearLoops(link: Link): Link {
  return {
    name: link.name,
    get isOpen() {
      return link.isOpen;
    },
    open: () => link.open(),
    write: (bytes) => link.write(bytes),
    onData: (listener) => link.onData((bytes) => listener(cleared(bytes))),
    onClose: (listener) => link.onClose(listener),
    close: () => link.close(),
  };
}

function cleared(bytes: Uint8Array): Uint8Array {
  const [, fn, , bits = 0] = bytes;
  if (fn !== 2 || bytes.length !== 6) return bytes;
  const changed = bytes.slice();
  changed[3] = bits & ~(1 << CONTACTS.inputs.passageLoop);
  const crc = crc16(changed.subarray(0, 4));
  changed[4] = crc & 0xff;
  changed[5] = crc >> 8;
  return changed;
}
