import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openMovingLot } from '../support/moving-lot.ts';

/** What is changed while cars come and go takes hold with the next one, and nothing stops. */

const rate = (fen: number) => ({
  graceMin: 15,
  rates: [
    {
      name: '小型车',
      bands: [{ days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen }, then: { min: 60, fen } }],
    },
  ],
});

it('each value that takes hold at once does, without a restart', async () => {
  const { lot, change } = await openMovingLot({ tariff: rate(1000), vouchers: [] });
  const begun = lot.station;
  const board = () => lot.call('board.get', {});
  const { lot: lotSection, lanes } = (await lot.call('setup.get', {})).site as unknown as {
    lot: object;
    lanes: object[];
  };
  const [inLane, outLane] = lanes;
  const steps: [string, Record<string, unknown>, () => Promise<unknown>, unknown][] = [
    ['lot.name', { lot: { ...lotSection, name: '二院' } }, async () => (await board()).lot.name, '二院'],
    [
      'lot.desk',
      { lot: { ...lotSection, desk: '西门岗' } },
      async () => (await lot.call('session.get', {})).place,
      '医院 · 西门岗',
    ],
    ['lot.totalStalls', { lot: { ...lotSection, totalStalls: 7 } }, async () => (await board()).lot.free, 7],
    [
      'lot.reservableStalls',
      { lot: { ...lotSection, reservableStalls: 4 } },
      async () => (await lot.call('bookings.get', {})).reservable,
      4,
    ],
    [
      'lot.saturation',
      { lot: { ...lotSection, saturation: { saturatedFrom: 0, fullAbove: 0.9 } } },
      async () => (await board()).lot.band,
      'saturated',
    ],
    [
      'flow',
      { flow: { reservedPerOther: 3, exitsPerEntry: 2 } },
      async () => (await board()).lot.flow.exitsPerEntry,
      2,
    ],
    [
      'flow.priority',
      { flow: { priority: [{ days: 'every-day', from: '00:00', to: '00:00' }] } },
      async () => (await board()).lot.flow.priority.on,
      true,
    ],
    [
      'access',
      { access: { lockAfterMin: 33 } },
      async () => (await lot.call('session.get', {})).session.lockAfterMin,
      33,
    ],
    ['access.note', { access: { note: '找老王' } }, async () => (await lot.call('session.get', {})).note, '找老王'],
    [
      'backup',
      { backup: { at: '04:15', keep: 9 } },
      async () => (await lot.call('upkeep.get', {})).backup,
      expect.objectContaining({ at: '04:15', keep: 9 }),
    ],
    ['retention', { retention: { days: 31 } }, async () => (await lot.call('upkeep.get', {})).retention.days, 31],
    [
      'vouchers',
      { vouchers: [{ id: 'v1', name: '免一小时', type: 'hours', value: 1 }] },
      async () => (await board()).lot.pay.vouchers.length,
      1,
    ],
    [
      'lanes.name',
      { lanes: [{ ...inLane, name: '东入口' }, outLane] },
      async () => (await lot.call('history.choices', {})).lanes[0]?.name,
      '东入口',
    ],
    [
      'lanes.kind',
      { lanes: [{ ...inLane, kind: 'reserved' }, outLane] },
      async () => (await board()).lanes[0]?.kind,
      'reserved',
    ],
  ];
  for (const [what, sections, read, expected] of steps) {
    expect([what, await change(sections)]).toEqual([what, 'now']);
    expect([what, await read()]).toEqual([what, expected]);
  }
  expect(lot.station).toBe(begun);
});

describe('the next car obeys', () => {
  it('a surer plate, an older picture, another rule of the lane', async () => {
    const { arrive, driveThrough, driveOff, view, change, gate, lot } = await openMovingLot();
    await arrive('in', '粤B11111', { confidence: 85 });
    await driveThrough('in');
    expect(await change({ capture: { listen: { host: '127.0.0.1', port: 0 }, minConfidence: 90, staleS: 5 } })).toBe(
      'now',
    );
    await arrive('in', '粤B22222', { confidence: 85 });
    expect((await view('in')).arrival?.decision).toMatchObject({ action: 'ask', reason: 'plate-unsure' });
    await driveOff('in');
    await arrive('in', '粤B33333', { ageMs: 7000 });
    expect(gate('in').arm.moves.filter(({ what }) => what === 'rising')).toHaveLength(1);
    const [inLane, outLane] = (await lot.call('setup.get', {})).site['lanes'] as unknown as [object, object];
    await change({ lanes: [{ ...inLane, others: 'refuse' }, outLane] });
    await arrive('in', '粤B44444');
    expect((await view('in')).arrival?.decision).toMatchObject({ action: 'refuse' });
  });

  it('a full lot is full at once', async () => {
    const { arrive, driveThrough, view, change, lot } = await openMovingLot();
    await arrive('in', '粤B11111');
    await driveThrough('in');
    const { lot: section } = (await lot.call('setup.get', {})).site as { lot: object };
    await change({ lot: { ...section, totalStalls: 1 } });
    await arrive('in', '粤B22222');
    expect((await view('in')).arrival?.decision).toMatchObject({ action: 'hold', reason: 'lot-full' });
  });

  it('the bill on the card stays that of the moment the car came, past a restart too; the next car pays the new one', async () => {
    const { arrive, driveThrough, view, change, clock, lot, ready } = await openMovingLot({ tariff: rate(1000) });
    for (const plate of ['粤B11111', '粤B22222']) {
      await arrive('in', plate);
      await driveThrough('in');
    }
    clock.setNow(clock.now() + 30 * 60_000);
    await clock.advanceAsync(2_600);
    await arrive('out', '粤B11111');
    const due = async () => (await view('out')).arrival?.due?.due;
    expect(await due()).toBe(1000);
    await clock.advanceAsync(1000);
    expect(await change({ tariff: rate(2000) })).toBe('now');
    expect(await due()).toBe(1000);
    await lot.restart();
    await ready();
    expect(await due()).toBe(1000);
    const { arrival } = await view('out');
    const stood = { key: randomUUID(), laneId: 'out', arrivalId: arrival?.id ?? '' };
    await lot.call('exit.pay-cash', { ...stood, due: 1000, given: 1000 });
    await driveThrough('out');
    await arrive('out', '粤B22222');
    expect(await due()).toBe(2000);
  });
});

it('where a station must begin anew, a car under the raised arm is safe: the arm stays, nothing is sent, it passes once', async () => {
  const { arrive, gate, view, until, lot, ready, clock } = await openMovingLot();
  await arrive('in', '粤B11111');
  const { arm, board } = gate('in');
  await until('the arm up', async () => arm.position === 1 && (await view('in')).phase === 'passing');
  arm.setLoop('passage', true);
  await clock.advanceAsync(200);
  const [inLane, outLane] = (await lot.call('setup.get', {})).site['lanes'] as unknown as [{ barrier: object }, object];
  await lot.put({ lanes: [{ ...inLane, barrier: { ...inLane.barrier, pollMs: 150 } }, outLane] });
  const writes = board.writes.length;
  await lot.saveAnew('轮询慢一点');
  await ready();
  await clock.advanceAsync(2000);
  expect([arm.position, arm.crushes, board.writes.length - writes]).toEqual([1, [], 0]);
  expect((await view('in')).phase).toBe('passing');
  arm.setLoop('approach', false);
  arm.setLoop('passage', false);
  await until('the passage', async () => (await view('in')).phase === 'idle');
  const { lot: now } = await lot.call('board.get', {});
  expect(now.inside).toBe(1);
});
