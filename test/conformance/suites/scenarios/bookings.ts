import { setTimeout } from 'node:timers/promises';
import type { Asker } from './asker.ts';
import { about } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** The lot of these stories has so many places that can be booked at one time, and these stalls. */
export const RESERVABLE = 3;
export const STALLS = ['A-01', 'A-02'] as const;

const DAY = 24 * 60;
/** Each story books on a day of its own: what one takes is not missing in another. */
const dayOf = (asker: Asker): number => (1 + (asker.number() % 300)) * DAY;
const hour = (asker: Asker, day: number, from = 0, to = 60) => ({
  bookTime: asker.at(day + from),
  overTime: asker.at(day + to),
});

const lock = about('requestBookStall');
const confirm = about('confirmBookStall');

const rest = (wanted: boolean) => (said: { item: Record<string, unknown> }) =>
  'restReservedStalls' in said.item === wanted ? null : `restReservedStalls is ${wanted ? 'missing' : 'there'}`;

/** A booking whose time, with the minutes that its place is kept, ends in a moment. */
async function expired(asker: Asker): Promise<string> {
  const bookCode = `B-over-${asker.number()}`;
  const end = Date.now() + 1500;
  const overTime = asker.at((end - Date.now()) / 60_000);
  await asker.lock({ bookCode, bookTime: asker.at(-60), overTime, obligatTime: 0 });
  await setTimeout(end - Date.now() + 600);
  return bookCode;
}

const locked = async (asker: Asker): Promise<string> => {
  const bookCode = `B-locked-${asker.number()}`;
  await asker.lock({ bookCode, ...hour(asker, dayOf(asker)) });
  return bookCode;
};

const cancelled = async (asker: Asker): Promise<string> => {
  const bookCode = await locked(asker);
  await asker.confirm(bookCode, 0);
  return bookCode;
};

const used = async (asker: Asker): Promise<string> => {
  const bookCode = await locked(asker);
  await asker.confirm(bookCode);
  const { ledger, bookings } = asker.ends.lot;
  ledger.record((tx) => void bookings.use(tx, bookCode, asker.number().toString(16).padStart(32, '5')));
  return bookCode;
};

/** 6.3.1, tables 63 to 66: every refusal of A.2 that a booking can meet, and what is no refusal. */
export const BOOKING_SCENARIOS: readonly Scenario[] = [
  lock('a place is left', 'bookCode', 0, (asker) => asker.lock(hour(asker, dayOf(asker))), rest(true)),
  lock(
    'a stall is held',
    'stallNo',
    0,
    (asker) => asker.lock({ ...hour(asker, dayOf(asker)), isReservation: 1 }),
    (said) => (typeof said.item['stallNo'] === 'string' ? null : 'no stallNo'),
  ),
  lock(
    'the same lock again, in its validity',
    'bookCode',
    0,
    async (asker) => {
      const row = { bookCode: `B-same-${asker.number()}`, carNo: '粤B77777', ...hour(asker, dayOf(asker)) };
      await asker.lock(row);
      return asker.lock(row);
    },
    rest(false),
  ),
  lock('a change', 'bookCode', 0, async (asker) => {
    const bookCode = await locked(asker);
    return asker.lock({ bookCode, operateType: 2, ...hour(asker, dayOf(asker)) });
  }),
  lock('a change of what is not known', 'bookCode', 1104, (asker) => asker.lock({ operateType: 2 })),
  lock('a change of what was cancelled', 'bookCode', 1401, async (asker) =>
    asker.lock({ bookCode: await cancelled(asker), operateType: 2, ...hour(asker, dayOf(asker)) }),
  ),
  lock('a change of what is over', 'bookCode', 1301, async (asker) =>
    asker.lock({ bookCode: await expired(asker), operateType: 2, ...hour(asker, dayOf(asker)) }),
  ),
  lock('a known code with other content', 'bookCode', 1201, async (asker) =>
    asker.lock({ bookCode: await locked(asker), carNo: '粤B99999' }),
  ),
  lock('no place is left', 'bookTime', 1501, async (asker) => {
    const time = hour(asker, dayOf(asker));
    for (let i = 0; i < RESERVABLE; i += 1) await asker.lock(time);
    return asker.lock(time);
  }),
  lock('places are left an hour later', 'bookCode', 0, async (asker) => {
    const day = dayOf(asker);
    for (let i = 0; i < RESERVABLE; i += 1) await asker.lock({ ...hour(asker, day), obligatTime: 0 });
    return asker.lock(hour(asker, day, 60, 120));
  }),
  lock('the stall is taken', 'reservationStallNo', 1500, async (asker) => {
    const wish = { ...hour(asker, dayOf(asker)), reservationStallNo: STALLS[0] };
    await asker.lock(wish);
    return asker.lock(wish);
  }),
  lock('there is no such stall', 'reservationStallNo', 1102, (asker) =>
    asker.lock({ ...hour(asker, dayOf(asker)), reservationStallNo: 'Z-99' }),
  ),
  lock('no stall has such a number', 'reservationStallNo', 1002, (asker) =>
    asker.lock({ ...hour(asker, dayOf(asker)), reservationStallNo: '*?*' }),
  ),
  lock('it ends before it begins', 'overTime', 5004, (asker) =>
    asker.lock({ bookTime: asker.at(120), overTime: asker.at(60) }),
  ),
  lock('it ends when it begins', 'overTime', 5004, (asker) =>
    asker.lock({ bookTime: asker.at(60), overTime: asker.at(60) }),
  ),
  lock('it is over', 'overTime', 5004, (asker) => asker.lock({ bookTime: asker.at(-120), overTime: asker.at(-60) })),
  lock('it lasts a year', 'overTime', 5004, (asker) =>
    asker.lock({ bookTime: asker.at(60), overTime: asker.at(365 * DAY) }),
  ),
  ...([1, 3] as const).map((strategyType) =>
    lock(`the car may not come in (strategy ${strategyType})`, 'carNo', 5005, async (asker) => {
      const carNo = `粤C${20_000 + asker.number()}`;
      await asker.list({ carNo, strategyType });
      return asker.lock({ carNo });
    }),
  ),
  ...([2, 4, 5] as const).map((strategyType) =>
    lock(`the car may come in (strategy ${strategyType})`, 'carNo', 0, async (asker) => {
      const carNo = `粤C${20_000 + asker.number()}`;
      await asker.list({ carNo, strategyType });
      return asker.lock({ carNo, ...hour(asker, dayOf(asker)) });
    }),
  ),
  lock('a car without a plate', 'carNo', 1103, (asker) => asker.lock({ carNo: '无牌车' })),

  confirm('locked', 'bookCode', 0, async (asker) => asker.confirm(await locked(asker))),
  confirm('confirmed twice', 'bookCode', 0, async (asker) => {
    const bookCode = await locked(asker);
    await asker.confirm(bookCode);
    return asker.confirm(bookCode);
  }),
  confirm('cancelled', 'bookCode', 0, async (asker) => asker.confirm(await locked(asker), 0)),
  confirm('cancelled twice', 'bookCode', 0, async (asker) => asker.confirm(await cancelled(asker), 0)),
  confirm('not known', 'bookCode', 1104, (asker) => asker.confirm('B-nobody-made')),
  confirm('cancelled before', 'bookCode', 1401, async (asker) => asker.confirm(await cancelled(asker))),
  confirm('over before', 'bookCode', 1301, async (asker) => asker.confirm(await expired(asker))),
  confirm('cancelled when it is over', 'bookCode', 1301, async (asker) => asker.confirm(await expired(asker), 0)),
  confirm('cancelled when its car is in', 'bookCode', 1300, async (asker) => asker.confirm(await used(asker), 0)),
  confirm('confirmed when its car is in', 'bookCode', 0, async (asker) => asker.confirm(await used(asker))),
];
