import type { Entry } from '../../demo/journal.ts';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { press, Refused, startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';
import type { Fault } from './fault.ts';
import { asked } from './kill/works-store.ts';
import { waited } from './kill/work.ts';
import { compare, killWrongs } from './kill.ts';
import { drive, settled } from './traffic.ts';

export interface MemoryRun {
  /** Tables that were sent, by what became of them. */
  uploads: Record<'written' | 'refused' | 'died', number>;
  passages: number;
  wrong: string[];
}

/** What the station's own thread may take, MB: with it it just comes up. */
const LEAST_MB = 64;
/** With this it does not. */
const TOO_LITTLE_MB = 8;
/** As many cards as a table may have. */
const CARDS = 20_000;
const PART_BYTES = 192 * 1024;
const CARD_HEAD = '卡号,类型,持卡人,车牌,开始日期,结束日期\n';

/**
 * A station with hardly any memory, a platform that takes nothing, and somebody who sends one table of cards after the other,
 * each as long as a table may be. It refuses in words, or falls and comes back; nothing is lost.
 */
export async function runMemory(uploads: number, seed: number, mb = LEAST_MB): Promise<MemoryRun> {
  const lot = await startDemoLot({ lanes: '2', cars: 0, pace: 3, light: 'day', seed, totalStalls: 5000 });
  const wire: Entry[] = [];
  lot.journal.onEntry((entry) => wire.push(entry));
  const [, { id: person, password: secret }] = DEMO_PEOPLE;
  const start = (): Promise<StationProcess> =>
    startStation(lot.files, { nodeArgs: [`--max-old-space-size=${mb}`], as: { person, secret } });
  let driving = true;
  let station: StationProcess | null = null;
  const became: MemoryRun['uploads'] = { written: 0, refused: 0, died: 0 };
  try {
    station = await start();
    await lot.whenReady();
    const cars = drive(lot, () => driving);
    // Heard once it is waited for: where something else went wrong before, that is told.
    cars.catch(() => undefined);
    const wrong: string[] = [];
    for (let n = 0; n < uploads; n += 1) {
      const outcome = await upload(station, n);
      became[outcome] += 1;
      if (station.exited) station = await start();
      wrong.push(...(await halfOf(lot, station, n, outcome)));
    }
    driving = false;
    await cars;
    await settled(lot);
    const books = compare(lot, wire);
    return { uploads: became, passages: books.passages, wrong: [...wrong, ...killWrongs(books)] };
  } finally {
    driving = false;
    if (station?.exited === false) await station.stop();
    await lot.stop();
  }
}

function tableOf(nth: number): Buffer {
  const row = (n: number): string =>
    `M${nth}-${n},月卡,${'某'.repeat(30)},${PROVINCES[nth % PROVINCES.length]}A${String(n).padStart(5, '0')},2026-01-01,2030-01-01\n`;
  return Buffer.from(CARD_HEAD + Array.from({ length: CARDS }, (_, n) => row(n)).join(''));
}
/** No card has the plate of another one. */
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵';

async function upload(station: StationProcess, nth: number): Promise<keyof MemoryRun['uploads']> {
  const table = tableOf(nth);
  const parts = Math.ceil(table.length / PART_BYTES);
  const id = press();
  try {
    for (let part = 0; part < parts; part += 1) {
      const bytes = table.subarray(part * PART_BYTES, (part + 1) * PART_BYTES).toString('base64');
      await station.call('cards.preview-import', { upload: id, part, parts, bytes });
    }
    const isOver = (wanted: 'ready' | 'written') => async (): Promise<'refused' | typeof wanted | null> => {
      const { state } = await station.call('cards.import-rows', { upload: id, page: 0 });
      return state === 'refused' || state === wanted ? state : null;
    };
    if ((await waited('the table is read', isOver('ready'))) === 'refused') return 'refused';
    await station.call('cards.import', { key: press(), upload: id, leaveOutErrors: true, because: 'the list of now' });
    return (await waited('the table is written', isOver('written'))) === 'refused' ? 'refused' : 'written';
  } catch (error) {
    if (error instanceof Refused) return 'refused';
    if (station.exited) return 'died';
    throw error;
  }
}

/** A table is there whole or not at all, and one that was said to be written is there. */
async function halfOf(
  { files }: DemoLot,
  station: StationProcess,
  nth: number,
  outcome: keyof MemoryRun['uploads'],
): Promise<string[]> {
  await station.call('board.get', {});
  const [found] = asked<{ n: number }>({ files }, `SELECT count(*) AS n FROM card WHERE no LIKE 'M${nth}-%'`);
  const n = found?.n ?? 0;
  const isWhole = n === CARDS || (n === 0 && outcome !== 'written');
  return isWhole ? [] : [`${n} of ${CARDS} cards of a table that was ${outcome}`];
}

export const memoryFault: Fault = {
  count: 6,
  what: 'tables of cards for a station with hardly any memory',
  async run({ count, seed }) {
    const { wrong, ...figures } = await runMemory(count, seed);
    const control = await runMemory(1, seed, TOO_LITTLE_MB).then(
      (run) => run.wrong,
      (error: unknown) => [String(error).slice(0, 200)],
    );
    return { tried: count, wrong, figures, controls: { 'too little to come up': control } };
  },
};
