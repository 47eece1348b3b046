import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { LinkError } from '../links/contract.ts';
import { createMemoryLine } from '../links/memory.ts';
import { createSharedLine } from '../links/shared-line.ts';
import { CONFIG, TIMING, startBarrier } from './barrier.fixture.ts';
import { askModbus } from './modbus-question.ts';
import { createModbusRelay } from './modbus-relay.ts';
import { createSimulatedArm, createSimulatedBoard, serveBoards } from './simulator.ts';

describe('the cable', () => {
  it('unplug and replug of the port recovers by itself and never opens', async () => {
    const { arm, barrier, line, run, told, pulses } = await startBarrier();
    for (let round = 0; round < 5; round += 1) {
      told();
      line.unplug();
      await run(1000 * round);
      expect(barrier.state).toMatchObject({
        mode: 'offline',
        arm: 'unknown',
        passageLoop: 'unknown',
        fault: 'port-unavailable',
      });
      expect(barrier.open()).toBe(false);
      expect(barrier.holdOpen()).toBe(false);
      barrier.close();
      line.plug();
      await run(3000);
      expect(barrier.state).toMatchObject({ mode: 'automatic', arm: 'closed', passageLoop: 'clear', fault: null });
      expect(told()).toEqual(['fault', 'first-reading', 'fault-cleared']);
    }
    expect(pulses()).toEqual([]);
    expect(arm.moves).toEqual([]);
  });

  it('an opening under way when the cable goes is not begun again when it is back', async () => {
    const { arm, barrier, line, run, pulses } = await startBarrier();
    arm.stuck = true;
    barrier.open();
    await run(1000);
    line.unplug();
    await run(1000);
    line.plug();
    arm.stuck = false;
    await run(60_000);
    expect(pulses()).toEqual(['open']);
    expect(barrier.state).toMatchObject({ arm: 'closed', mode: 'automatic', fault: null });
  });

  it('a close that waited when the cable went is not sent when it is back', async () => {
    const { arm, barrier, line, run, pulses } = await startBarrier({ armIs: 'open' });
    arm.setLoop('passage', true);
    await run(200);
    barrier.close();
    line.unplug();
    arm.setLoop('passage', false);
    await run(1000);
    line.plug();
    await run(60_000);
    expect(pulses()).toEqual([]);
  });

  it('a USB adapter pulled with no event: silence is noticed, and the replugged one is found', async () => {
    const { barrier, events, line, run, pulses } = await startBarrier();
    line.unplug('unseen');
    expect(barrier.open()).toBe(true);
    await run(1000);
    expect(barrier.state).toMatchObject({ mode: 'offline', passageLoop: 'unknown' });
    await run(10_000);
    const faults = events.flatMap((event) => (event.type === 'fault' ? [event.fault] : []));
    expect(faults).toEqual(['no-answer', 'port-unavailable']);
    line.plug();
    await run(3000);
    expect(barrier.state).toMatchObject({ mode: 'automatic', arm: 'closed', fault: null });
    await run(30_000);
    expect(pulses()).toEqual([]);
  });

  it('a write queued while unplugged is not sent at the next open', async () => {
    const { barrier, line, run, pulses, shared } = await startBarrier();
    const results: unknown[] = [];
    const write = (): void =>
      askModbus(shared, {
        request: { fn: 'write-coil', unit: 1, address: 0, value: 0xff00 },
        priority: 'urgent',
        onDone: (result) => results.push(result),
      });
    line.unplug();
    write();
    expect(results).toEqual([{ type: 'failed', why: 'link-down', sent: false }]);
    line.plug();
    await run(5000);

    // And one that waits behind a poll at the moment the cable goes.
    line.tamper = (bytes, way) => (way === 'in' ? null : bytes);
    await run(60);
    write();
    line.unplug();
    line.tamper = null;
    line.plug();
    await run(20_000);
    expect(results).toHaveLength(2);
    expect(results[1]).toEqual({ type: 'failed', why: 'link-down', sent: false });
    expect(pulses()).toEqual([]);
    expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null });
  });

  it('an open that hangs in a stalled network is dropped with the connection, not delivered when the network is back', async () => {
    const { barrier, line, run, pulses } = await startBarrier();
    line.delayMs = 4000;
    expect(barrier.open()).toBe(true);
    await run(2000);
    line.delayMs = 2;
    await run(30_000);
    expect(pulses()).toEqual([]);
    expect(barrier.state).toMatchObject({ mode: 'automatic', arm: 'closed', fault: null });
  });

  it.each([
    ['not-found', 'no such device'],
    ['busy', 'another program holds it'],
    ['no-permission', 'not allowed'],
    ['refused', 'nobody listens'],
  ] as const)('a port that is %s is named and tried again until it opens', async (code, words) => {
    const { barrier, events, line, run } = await startBarrier({ plugged: false });
    line.plug();
    line.refuseWith = new LinkError(code, words);
    await run(10_000);
    expect(barrier.state).toMatchObject({ mode: 'offline', fault: 'port-unavailable' });
    expect(events[0]).toMatchObject({ type: 'fault', fault: 'port-unavailable' });
    expect(events.filter(({ type }) => type === 'fault')).toHaveLength(1);
    line.refuseWith = null;
    await run(3000);
    expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null });
  });

  it('opening the port again and again toggles nothing', async () => {
    const { board, line, run, arm } = await startBarrier();
    for (let round = 0; round < 20; round += 1) {
      line.unplug();
      line.plug();
      await run(700);
    }
    expect(board.writes).toEqual([]);
    expect(board.coils).not.toContain(true);
    expect(arm.moves).toEqual([]);
  });
});

describe('answers', () => {
  it('a late Modbus reply is not taken for the answer to the next', async () => {
    for (const ms of [310, 340, 380, 420, 450, 480, 520, 700, 1100]) {
      const { arm, barrier, board, run, pulses } = await startBarrier({ armIs: 'open' });
      arm.setLoop('passage', true);
      await run(300);
      barrier.close();
      // The board samples a clear loop, then takes its time to say so; meanwhile a car is there again.
      arm.setLoop('passage', false);
      board.answerNext({ type: 'late', ms });
      await run(52);
      arm.setLoop('passage', true);
      await run(5000);
      expect(pulses()).toEqual([]);
      expect(arm.crushes).toEqual([]);
      expect(barrier.state).toMatchObject({ passageLoop: 'occupied', mode: 'automatic', fault: null });
    }
  });

  it('a late echo of an open does not confirm the frame after it', async () => {
    const { barrier, board, events, run, pulses } = await startBarrier();
    await run(20);
    board.answerNext({ type: 'late', ms: 350 });
    barrier.open();
    await run(5000);
    expect(events.filter((event) => event.type === 'frame')).toEqual([
      { type: 'frame', purpose: 'open', attempt: 1, confirmed: false },
    ]);
    expect(pulses()).toEqual(['open']);
    expect(board.coils).not.toContain(true);
    expect(barrier.state).toMatchObject({ arm: 'open', mode: 'automatic', fault: null });
  });

  it.each([
    ['bad CRC', { type: 'bad-crc' }],
    ['half a reply', { type: 'truncated' }],
    ['garbage', { type: 'garbage', bytes: new Uint8Array(300).fill(0x55) }],
    ["another unit's answer", { type: 'other-unit' }],
    ['an exception', { type: 'exception', code: 2 }],
  ] as const)('a port that returns %s: named, shown, nothing opened', async (_, answering) => {
    const { arm, barrier, board, run, told } = await startBarrier();
    told();
    board.answering = answering;
    await run(5000);
    expect(barrier.state).toMatchObject({ mode: 'offline', passageLoop: 'unknown', fault: 'bad-answer' });
    expect(barrier.open()).toBe(false);
    board.answering = { type: 'normal' };
    await run(3000);
    expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null });
    expect(told()).toEqual(['fault', 'first-reading', 'fault-cleared']);
    expect(arm.moves).toEqual([]);
  });

  it('a single bad answer is noise: nobody is told', async () => {
    const { board, run, told } = await startBarrier();
    told();
    for (const answering of [{ type: 'bad-crc' }, { type: 'silent' }, { type: 'other-unit' }] as const) {
      board.answerNext(answering);
      await run(2000);
    }
    expect(told()).toEqual([]);
  });

  it('noise around every reply, as of a line that turns round, disturbs nothing', async () => {
    const { barrier, line, run, told } = await startBarrier();
    told();
    line.tamper = (bytes, way) => (way === 'in' ? Uint8Array.from([0x00, 0xff, ...bytes]) : bytes);
    barrier.open();
    await run(3000);
    expect(told()).toEqual(['frame', 'frame', 'opened']);
    expect(barrier.state).toMatchObject({ arm: 'open', fault: null });
  });

  it('a board that refuses the coil: three tries, then out of service', async () => {
    const { barrier, run } = await startBarrier({
      config: { coils: { open: { coil: 20, mode: 'pulse', ms: 500 } } },
    });
    expect(barrier.open()).toBe(true);
    await run(30_000);
    expect(barrier.state).toMatchObject({ mode: 'out-of-service', fault: 'arm-did-not-open', arm: 'closed' });
  });
});

describe('a line that several boards share', () => {
  async function startFour() {
    const clock = createManualClock();
    const line = createMemoryLine(clock);
    line.delayMs = 4;
    const arms = [1, 2, 3, 4].map(() => createSimulatedArm({ clock }));
    const boards = arms.map((arm, index) =>
      createSimulatedBoard({
        clock,
        unit: index + 1,
        arms: [{ arm, coils: { open: 0, close: 1 }, inputs: { opened: 0, closed: 1, passageLoop: 2 } }],
      }),
    );
    line.onConnect((far) => void serveBoards(far, boards, clock));
    const shared = createSharedLine({ makeLink: () => line.makeLink(), clock, timing: TIMING });
    const barriers = boards.map(({ unit }) => createModbusRelay({ config: { ...CONFIG, unit }, line: shared, clock }));
    for (const barrier of barriers) barrier.start();
    shared.start();
    await clock.advanceAsync(2000);
    expect(barriers.map(({ state }) => state.mode)).toEqual(['automatic', 'automatic', 'automatic', 'automatic']);
    return { clock, arms, boards, barriers };
  }

  it('one dead board stops only its own lane, and a second one too', async () => {
    const { clock, arms, boards, barriers } = await startFour();
    const faults: string[] = [];
    for (const index of [0, 3]) barriers[index]?.on(({ type }) => type === 'fault' && faults.push(type));
    boards[1]?.losePower();
    await clock.advanceAsync(5000);
    boards[2]?.losePower();
    await clock.advanceAsync(30_000);
    expect(barriers.map(({ state }) => state.mode)).toEqual(['automatic', 'offline', 'offline', 'automatic']);
    barriers[0]?.open();
    await clock.advanceAsync(3000);
    barriers[0]?.close();
    await clock.advanceAsync(4000);
    expect(arms[0]?.moves.map(({ what }) => what)).toEqual(['rising', 'open', 'lowering', 'closed']);
    expect(faults).toEqual([]);

    boards[1]?.restorePower();
    boards[2]?.restorePower();
    await clock.advanceAsync(5000);
    expect(barriers.map(({ state }) => state.mode)).toEqual(['automatic', 'automatic', 'automatic', 'automatic']);
    expect(arms[1]?.moves).toEqual([]);
  });

  it('an arm on its way down is looked at first, whoever else dies meanwhile', async () => {
    const { clock, arms, boards, barriers } = await startFour();
    barriers[0]?.open();
    await clock.advanceAsync(3000);
    barriers[0]?.close();
    await clock.advanceAsync(300);
    expect(arms[0]?.motion).toBe('lowering');
    for (const board of boards.slice(1)) board.losePower();
    await clock.advanceAsync(4000);
    expect(arms[0]?.moves.map(({ what }) => what)).toEqual(['rising', 'open', 'lowering', 'closed']);
  });
});
