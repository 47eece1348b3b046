import { isServiceInterface } from '../../../../demo/platform/tables/interfaces.ts';
import { fullRow } from '../../cases/rows.ts';
import type { Row } from '../../cases/rows.ts';
import { openEnds } from '../../ends/db4403.ts';
import type { Ends } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import type { Interface } from '../../standard/db4403.ts';
import { sealed } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { imageOf } from './store-image.ts';
import { PLAN, worldsAt } from './worlds.ts';
import type { World } from './worlds.ts';

/** Rows of one service and the next do not meet. */
const APART = 1000;
const BATCH = 50;

/** Several objects in one request: each is judged alone, in order; and a request that comes twice acts once. */
export async function runBatches({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const ends = await openEnds({ name: 'batches', transport, keys, plans: [{ code: PLAN }] });
  const worlds = worldsAt(Date.now());
  try {
    for (const [place, each] of interfaces.entries()) {
      const { code, clause, title, request, reply } = each;
      const world = worlds[code];
      if (world === undefined) throw new RangeError(`no world for ${code}`);
      const row = rowsOf(each, world, place * APART);
      const outcomes = [
        await many(ends, each, world, row),
        await oneBad(ends, each, world, row),
        await allBad(ends, each, row),
        await twice(ends, each, world, row),
      ];
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'down', tables, transport, outcomes });
    }
  } finally {
    await ends.stop();
  }
}

function rowsOf({ request }: Interface, world: World, from: number): () => Row {
  let last = from;
  return () => {
    const place = { parkCode: PARK_CODE, fixed: world.fixed };
    const { reservationStallNo: _, ...row } = world.fit(fullRow(request, place, (last += 1)), null);
    return row;
  };
}

/** The same without what its table asks for last, so that it can still be named. */
function spoilt({ request }: Interface, row: Row): Row {
  const name = request.fields.filter(({ required, sort }) => required && sort !== 'key' && sort !== 'ref').at(-1)?.name;
  return Object.fromEntries(Object.entries(row).filter(([each]) => each !== name));
}

async function send({ platform, lot }: Ends, { code }: Interface, items: readonly Row[], bytes?: string) {
  if (!isServiceInterface(code)) throw new RangeError(`${code} is no service`);
  const image = imageOf(lot.db);
  const before = image();
  const answer = await platform.sendBytes(code, bytes ?? sealed(items, platform.access.secret));
  if (!answer.answered) return { codes: [answer.reason], around: null, isChanged: image() !== before, violations: [] };
  const codes = answer.items.map((item) => item?.['code']);
  return { codes, around: answer.code, isChanged: image() !== before, violations: answer.violations };
}

type Sent = Awaited<ReturnType<typeof send>>;

function judged(kind: 'batch' | 'again', detail: string, wanted: string, sent: Sent, isRight: boolean): Outcome {
  const changed = sent.isChanged ? 'the store changed' : 'the store is as it was';
  const trouble = [...unless(isRight, 'not so'), ...sent.violations.map(({ message }) => message)];
  return outcome({ kind, detail }, wanted, `Code ${sent.around}: ${summary(sent.codes)}; ${changed}`, trouble);
}

const summary = (codes: readonly unknown[]): string =>
  codes.length > 5
    ? `${codes.length} objects, ${codes.filter((code) => code === 0).length} of them 0`
    : codes.join(', ');

async function prepared(ends: Ends, world: World, rows: readonly Row[]): Promise<readonly Row[]> {
  for (const row of rows) await world.prepare(ends, row);
  return rows;
}

async function many(ends: Ends, each: Interface, world: World, row: () => Row): Promise<Outcome> {
  const rows = await prepared(ends, world, Array.from({ length: BATCH }, row));
  const sent = await send(ends, each, rows);
  const isRight = sent.around === 0 && sent.codes.length === BATCH && sent.codes.every((code) => code === 0);
  return judged('batch', `${BATCH} objects`, `Code 0: ${BATCH} × 0`, sent, isRight && sent.isChanged);
}

async function oneBad(ends: Ends, each: Interface, world: World, row: () => Row): Promise<Outcome> {
  const [first, second, third] = [row(), row(), row()];
  await prepared(ends, world, [first, second, third]);
  const sent = await send(ends, each, [first, spoilt(each, second), third]);
  const isRight = sent.around === 4 && summary(sent.codes) === '0, 4, 0' && sent.isChanged;
  return judged('batch', 'one of three is not lawful', 'Code 4: 0, 4, 0', sent, isRight);
}

async function allBad(ends: Ends, each: Interface, row: () => Row): Promise<Outcome> {
  const sent = await send(ends, each, [spoilt(each, row()), spoilt(each, row())]);
  const isRight = sent.around === 4 && summary(sent.codes) === '4, 4' && !sent.isChanged;
  return judged('batch', 'none of two is lawful', 'Code 4: 4, 4', sent, isRight);
}

async function twice(ends: Ends, each: Interface, world: World, row: () => Row): Promise<Outcome> {
  const rows = await prepared(ends, world, [row()]);
  const bytes = sealed(rows, ends.platform.access.secret);
  const first = await send(ends, each, rows, bytes);
  const again = await send(ends, each, rows, bytes);
  const isRight = first.around === 0 && first.isChanged && again.around === 0 && !again.isChanged;
  return judged('again', 'the very same message', 'Code 0: 0; nothing happens twice', again, isRight);
}
