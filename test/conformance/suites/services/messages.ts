import { isServiceInterface } from '../../../../demo/platform/tables/interfaces.ts';
import type { ServiceInterface } from '../../../../demo/platform/tables/interfaces.ts';
import { fullRow } from '../../cases/rows.ts';
import type { Row } from '../../cases/rows.ts';
import { openEnds } from '../../ends/db4403.ts';
import type { Ends } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import type { Interface } from '../../standard/db4403.ts';
import { messageCases } from '../messages.ts';
import type { MessageCase } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { imageOf } from './store-image.ts';
import type { StoreImage } from './store-image.ts';
import { PLAN, worldsAt } from './worlds.ts';
import type { World } from './worlds.ts';

/** Rows of one service and the next do not meet: one may bar the cars of another. */
const APART = 1000;

/**
 * The message around what is asked, for each service: its signature, its time, its form and its size. What is refused as a
 * whole is answered with its code and an empty list, and leaves the store as it was.
 */
export async function runServiceMessages(options: SuiteOptions): Promise<void> {
  const { transport, keys, interfaces, onSection } = options;
  const ends = await openEnds({ name: 'messages', transport, keys, plans: [{ code: PLAN }] });
  const worlds = worldsAt(Date.now());
  const image = imageOf(ends.lot.db);
  try {
    for (const [place, each] of interfaces.entries()) {
      const { code, clause, title, request, reply } = each;
      const world = worlds[code];
      if (world === undefined || !isServiceInterface(code)) throw new RangeError(`no world for ${code}`);
      const outcomes: Outcome[] = [];
      for (const one of await casesFor(ends, each, world, place * APART)) {
        outcomes.push(await send(ends, code, image, one));
      }
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'down', tables, transport, outcomes });
    }
  } finally {
    await ends.stop();
  }
}

async function casesFor(ends: Ends, { request }: Interface, world: World, from: number): Promise<MessageCase[]> {
  const made: Row[] = [];
  const cases = messageCases({
    secret: ends.platform.access.secret,
    now: Date.now(),
    item() {
      const place = { parkCode: PARK_CODE, fixed: world.fixed };
      const { reservationStallNo: _, ...row } = world.fit(fullRow(request, place, from + made.length + 1), null);
      made.push(row);
      return row;
    },
  });
  for (const row of made) await world.prepare(ends, row);
  return cases;
}

async function send(
  { platform }: Ends,
  code: ServiceInterface,
  image: StoreImage,
  { kind, detail, bytes, lot: codes }: MessageCase,
): Promise<Outcome> {
  const before = image();
  const answer = await platform.sendBytes(code, bytes);
  const isChanged = image() !== before;
  const isTaken = answer.answered && answer.code === 0;
  const trouble = answer.answered
    ? [
        ...unless(codes.includes(answer.code), 'another code'),
        ...unless(isTaken === isChanged, isTaken ? 'nothing was kept' : 'something was kept'),
        ...unless(isTaken || answer.items.length === 0, 'it answers objects'),
        ...answer.violations.map(({ message }) => message),
      ]
    : ['no answer'];
  const seen = answer.answered ? `${answer.code} ${answer.message}` : answer.reason;
  return outcome({ kind, detail }, codes.join(' / '), seen, trouble, answer.answered ? answer.ms : null);
}
