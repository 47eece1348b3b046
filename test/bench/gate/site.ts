import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '../../../demo/people.ts';
import type { PlatformAccess } from '../../../demo/platform/platform.ts';
import { createLedger } from '../../../electron/station/ledger/record.ts';
import { newId } from '../../../electron/station/parking/stays.ts';
import { createDb4403Reporter } from '../../../electron/station/platform/db4403/reports.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { PtyPair } from '../../support/pty.ts';

export const PARK = '44030400100101000010';
const [WANG, LI] = DEMO_PEOPLE;
/** Who sits at the desk. */
export const ON_DUTY = { person: LI.id, secret: LI.password };

/** Of the car with this number; every 100,000 cars it is the same again. */
export function plateOf(n: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  return `粤B${String(n % 100_000)
    .padStart(5, '0')
    .slice(0, 4)}${letters[n % letters.length]}`;
}

/** Writes a site of one entrance on each line into the folder. `key`: what its cameras show. */
export function writeSite(folder: string, lines: readonly PtyPair[], access: PlatformAccess) {
  const key = randomBytes(16).toString('hex');
  const lanes = lines.map((_, i) => ({
    id: `in-${i}`,
    name: `入口${i}`,
    direction: 'entrance',
    // With two entrances or more one is for reserved cars only; it is turned over to all before the first car.
    kind: i === 0 ? 'reserved' : 'general',
    others: 'open',
    camera: { id: `cam-${i}`, driver: 'push' },
    barrier: {
      driver: 'modbus-relay',
      link: `bus-${i}`,
      coils: { open: { coil: 0, ms: 100 }, close: { coil: 1, ms: 100 } },
      inputs: { opened: { input: 0 }, closed: { input: 1 }, passageLoop: { input: 2 }, approachLoop: { input: 3 } },
    },
  }));
  writeFileSync(join(folder, 'ca.pem'), access.caPem);
  const site = {
    // Nobody touches the desk for as long as this runs.
    access: { lockAfterMin: 240 },
    lot: { parkCode: PARK, name: 'Bench', desk: 'Bench', totalStalls: 100_000 },
    capture: { listen: { host: '127.0.0.1', port: 0 } },
    links: lines.map((line, i) => ({ id: `bus-${i}`, kind: 'serial', path: line.near, baudRate: 115200 })),
    lanes,
    platforms: [{ kind: 'db4403', transport: 'mqtts', url: access.url, clientId: access.clientId, caFile: 'ca.pem' }],
    people: [WANG, LI].map(({ id, name, role }) => ({ id, name, role })),
  };
  const secrets = {
    cameras: Object.fromEntries(lanes.map((lane) => [lane.camera.id, key])),
    db4403: { password: access.password, secret: access.secret },
    people: Object.fromEntries([WANG, LI].map(({ id, hash }) => [id, { hash, mustChange: false }])),
  };
  const files = { site: join(folder, 'site.json'), secrets: join(folder, 'secrets.json'), data: join(folder, 'data') };
  writeFileSync(files.site, JSON.stringify(site));
  writeFileSync(files.secrets, JSON.stringify(secrets));
  return { files, key };
}

/** Reports that wait from before the link came up, written as the station writes them. */
export function seedBacklog(file: string, count: number, clock: Clock): void {
  const db = openStore(file);
  createLedger(db, clock, [createDb4403Reporter(PARK, newId)]).record((tx) => {
    for (let n = 0; n < count; n += 1) {
      const plate = plateOf(n);
      const stay = {
        id: newId(),
        plate,
        plateRead: plate,
        plateColour: 'blue' as const,
        carColour: null,
        carModel: null,
        class: 'other' as const,
        bookingCode: null,
        orderNo: null,
        card: null,
        stallNo: null,
        enteredAt: clock.now() - 3_600_000,
        entranceId: 'in-0',
        entranceName: '入口0',
        entryCapture: null,
        leftAt: null,
        exitId: null,
        exitName: null,
        exitCapture: null,
      };
      const numbers = { total: count, used: n, free: count - n, reserved: 0 };
      tx.report({ kind: 'entered', stay, numbers, operator: null }, null);
    }
  });
  db.close();
}
