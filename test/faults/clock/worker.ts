import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CALENDAR, TARIFF } from '../../../demo/hospital.ts';
import { between, chance, pick, seeded } from '../../../demo/random.ts';
import { tariff } from '../../../electron/contract/site-tariff.ts';
import { siteConfig } from '../../../electron/contract/site.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { billOf } from '../../../electron/station/policy/tariff.ts';
import { openClockedStation } from '../../support/clocked-station.ts';
import { picture, SECRETS, SITE } from '../two-lanes.ts';

/** What one day looks like in the books, whatever the machine's zone. Instants are UTC ms. */
export interface ClockRun {
  /** `plate entered left`, and what a stay of that time costs. */
  stays: string[];
  /** Kinds of facts in their order, then where pictures lie: by Beijing's date. */
  facts: string[];
  wrong: string[];
}

const HOUR = 3_600_000;
const LEAPS = [HOUR, -HOUR, 24 * HOUR, -24 * HOUR] as const;
/** Of cars at which the clock leaps. */
const LEAP_SHARE = 0.6;

/**
 * Under a zone of the environment (`TZ`): `worker.ts START CARS SEED LEAPS [local]`. Cars come and go from START (UTC ms);
 * with LEAPS `yes` somebody sets the clock while they pass. `local`, the control: dates are told in the machine's zone.
 */
const [start = '0', count = '0', seed = '1', leaps, local] = process.argv.slice(2);

if (local === 'local') {
  const { toISOString } = Date.prototype;
  Date.prototype.toISOString = function () {
    return toISOString.call(new Date(this.getTime() - this.getTimezoneOffset() * 60_000));
  };
}

const directory = mkdtempSync(join(tmpdir(), 'clock-'));
const clock = createManualClock(Number(start));
const random = seeded(Number(seed));
const { calendar } = siteConfig.parse({ ...SITE, calendar: CALENDAR });
const prices = tariff.parse(TARIFF);
const wrong: string[] = [];
const station = await openClockedStation({ site: SITE, secrets: SECRETS, directory, clock });
await station.ready();
const leap = (): void => {
  if (leaps === 'yes' && chance(random, LEAP_SHARE)) clock.setNow(clock.now() + pick(random, LEAPS));
};
async function comeAndGo(n: number): Promise<void> {
  const plate = `粤B${String(10_000 + n)}`;
  for (const lane of ['in-1', 'out-1']) {
    leap();
    await station.arrive(lane, plate, 98, picture(n));
    if (station.lane(lane).phase === 'idle') wrong.push(`${plate} at ${lane}: not acted on`);
    // While the arm is on its way, too.
    leap();
    await station.driveThrough(lane);
    leap();
    await station.pass(Math.round(between(random, 10, 400)) * 60_000);
  }
}
try {
  for (let n = 0; n < Number(count); n += 1) await comeAndGo(n);
} catch (error) {
  // The books are told as far as they came.
  wrong.push(String(error));
}
const { notices, lanes } = station.board();
if (notices.length > 0) wrong.push(`notices: ${JSON.stringify(notices)}`);
wrong.push(...lanes.filter(({ phase }) => phase !== 'idle').map(({ id, phase }) => `${id} is left ${phase}`));
await station.end();

const db = new Database(join(directory, 'data', 'gatehouse.sqlite'), { readonly: true });
interface Row {
  plate: string;
  state: string;
  entered_at: number;
  left_at: number | null;
}
const rows = db.prepare<[], Row>('SELECT plate, state, entered_at, left_at FROM stay ORDER BY plate').all();
const facts = db.prepare<[], string>(`SELECT kind || ' ' || coalesce(plate, '') FROM fact ORDER BY seq`).pluck().all();
const folders = db
  .prepare<[], string>(`SELECT DISTINCT substr(image_path, 1, 10) FROM capture ORDER BY 1`)
  .pluck()
  .all();
db.close();
rmSync(directory, { recursive: true });
if (rows.length !== Number(count)) wrong.push(`${rows.length} stays of ${count} cars`);
for (const { plate, state, left_at: to } of rows)
  if (state !== 'closed' || to === null) wrong.push(`${plate} is still in`);
/** What it costs, or why that cannot be told: a clock that was set back is no reason to take money. */
const costOf = (enteredAt: number, until: number): string => {
  const bill = billOf(prices, calendar, { enteredAt, until, plateColour: 'blue', carModel: 'small' });
  if (bill.ok && bill.total < 0) wrong.push(`${enteredAt} to ${until} costs ${bill.total}`);
  return bill.ok ? String(bill.total) : bill.because;
};
const stays = rows.map(
  ({ plate, entered_at: from, left_at: to }) => `${plate} ${from} ${to} ${costOf(from, to ?? from)}`,
);
console.log(JSON.stringify({ stays, facts: [...facts, ...folders], wrong } satisfies ClockRun));
process.exit(0);
