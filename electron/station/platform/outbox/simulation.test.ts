import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFullDisk, world } from './simulation.fixture.ts';
import type { Fate, World } from './simulation.fixture.ts';

// Many lives of one outbox: the link comes and goes, answers are lost, late or refusals, the platform forgets, people
// act on what is parked, the disk takes nothing for a while, somebody sets the machine's clock, the program is killed.

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      stay: fc.nat(5),
      count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(40)),
      holds: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 5, 30, 400, 5000, 25_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('link' as const), up: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk' as const), full: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('set-clock' as const), ms: fc.constantFrom(-86_400_000, -9000, 3_600_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('retry-all' as const, 'retry-interface' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('dismiss' as const, 'replace' as const), nth: fc.nat(5) }) },
);

/** What the platform does with the n-th message it gets: it takes about half of them. */
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('take') },
  ...(
    [
      'take-but-lose-the-answer',
      'never-receive',
      'answer-too-late',
      'not-now',
      'refuse',
      'forget-the-stay',
      'not-ready',
    ] as const satisfies Fate[]
  ).map((each) => ({ weight: 1, arbitrary: fc.constant<Fate>(each) })),
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What a person asks for while the disk is full is refused, and nothing happens. */
function perform(w: World, each: Step): void {
  try {
    performOn(w, each);
  } catch (error) {
    if (!isFullDisk(error)) throw error;
  }
}

function performOn(w: World, each: Step): void {
  switch (each.do) {
    case 'record':
      return w.record(each.stay, each.count, each.holds);
    case 'wait':
      return w.clock.advance(each.ms);
    case 'link':
      return w.setLink(each.up);
    case 'kill':
      return w.kill();
    case 'disk':
      return w.fillDisk(each.full);
    case 'set-clock':
      return w.setClock(each.ms);
    case 'retry-all':
    case 'retry-interface':
      return w.retry(each.do);
    case 'dismiss':
      return w.dismiss(each.nth);
    case 'replace':
      return w.replace(each.nth);
  }
}

function checkEnd(w: World): void {
  const { db } = w.life.book;
  const states = Object.fromEntries(
    db.prepare<[], [string, number]>('SELECT state, count(*) FROM outbox GROUP BY state').raw().all(),
  );
  expect(states).toEqual({
    ...(w.recorded > w.dismissed.size && { acknowledged: w.recorded - w.dismissed.size }),
    ...(w.dismissed.size > 0 && { dismissed: w.dismissed.size }),
  });
  expect(w.complaints).toEqual([]);

  // Nothing lost, nothing invented.
  const expected = Array.from({ length: w.recorded }, (_, i) => `${i}`).filter((id) => !w.dismissed.has(id));
  const arrived = new Set(w.received.map((each) => each.businessId));
  expect(expected.filter((id) => !arrived.has(id))).toEqual([]);
  expect([...arrived].filter((id) => Number(id) >= w.recorded)).toEqual([]);

  // What was put right arrived as it was put right.
  for (const [id, payload] of w.replaced)
    if (!w.dismissed.has(id)) expect(w.received.findLast((each) => each.businessId === id)?.payload).toBe(payload);

  // What the platform saw first of each stay came in the order of recording.
  for (const key of new Set(w.received.map((each) => each.key))) {
    const ids = w.received.filter((each) => each.key === key && !w.loose.has(each.businessId));
    const first = [...new Set(ids.map((each) => Number(each.businessId)))];
    expect(first).toEqual(first.toSorted((a, b) => a - b));
  }

  // The counts that the screen shows are those of the rows.
  const counted = db.prepare('SELECT interface, state, n FROM outbox_count WHERE n <> 0 ORDER BY 1, 2').all();
  const real = db
    .prepare(
      `SELECT interface, state, count(*) AS n FROM outbox WHERE state IN ('waiting', 'parked') GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all();
  expect(counted).toEqual(real);
}

describe('outbox, through many lives', () => {
  it('loses nothing, invents nothing, and keeps the order of each stay', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(fate, { minLength: 1, maxLength: 30 }),
        fc.array(fc.constantFrom(null, 0, 1, 7, 60, 900), { minLength: 1, maxLength: 10 }),
        fc.constantFrom(1, 3, 32, 64),
        (steps, fates, latencies, capacity) => {
          const w = world(fates, latencies, capacity);
          try {
            for (const each of steps) perform(w, each);
            // A refusal still on its way may park once more after the first retry.
            for (const ms of [200_000, 400_000]) {
              w.heal();
              w.clock.advance(ms);
            }
            checkEnd(w);
          } finally {
            w.end();
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
