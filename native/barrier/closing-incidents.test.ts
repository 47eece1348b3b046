import { describe, expect, it } from 'vitest';
import { CONFIG, startBarrier } from './barrier.fixture.ts';

describe('closing only when it is safe', () => {
  it('closes once the loops were read clear, and the limit says so', async () => {
    const { arm, barrier, run, told, pulses } = await startBarrier({ armIs: 'open' });
    told();
    barrier.close();
    await run(400);
    expect(pulses()).toEqual(['close']);
    await run(1500);
    expect(told()).toEqual(['frame', 'frame', 'closed']);
    expect(barrier.state.arm).toBe('closed');
    expect(arm.crushes).toEqual([]);
    await run(60_000);
    expect(pulses()).toEqual(['close']);
  });

  it('needs two readings that were taken after it was asked', async () => {
    const { barrier, board, run, clock, pulses } = await startBarrier({ armIs: 'open' });
    const readsBefore = board.reads;
    const askedAt = clock.monotonic();
    barrier.close();
    while (pulses().length === 0) await run(1);
    expect(board.reads - readsBefore).toBeGreaterThanOrEqual(2);
    expect(clock.monotonic() - askedAt).toBeGreaterThanOrEqual(50);
    expect(clock.monotonic() - askedAt).toBeLessThan(250);
  });

  it.each(['passage', 'approach'] as const)('never while the %s loop is occupied', async (loop) => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    arm.setLoop(loop, true);
    await run(200);
    barrier.close();
    await run(300_000);
    expect(pulses()).toEqual([]);
    arm.setLoop(loop, false);
    await run(3000);
    expect(pulses()).toEqual(['close']);
    expect(arm.crushes).toEqual([]);
  });

  it('never on a vehicle that came onto the loop in the instant of asking', async () => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    barrier.close();
    arm.setLoop('passage', true);
    await run(30_000);
    expect(pulses()).toEqual([]);
  });

  it('never while the loops are unknown', async () => {
    const { barrier, board, run, pulses } = await startBarrier({ armIs: 'open' });
    for (const answering of [
      { type: 'silent' },
      { type: 'bad-crc' },
      { type: 'truncated' },
      { type: 'other-unit' },
      { type: 'exception', code: 2 },
      { type: 'garbage', bytes: Uint8Array.from([0xff, 0x00, 0x31]) },
    ] as const) {
      board.answering = answering;
      barrier.close();
      await run(10_000);
      expect(barrier.state).toMatchObject({ passageLoop: 'unknown', approachLoop: 'unknown', mode: 'offline' });
      barrier.close();
      board.answering = { type: 'normal' };
      await run(3000);
      expect(barrier.state).toMatchObject({ passageLoop: 'clear', arm: 'open', mode: 'automatic', fault: null });
    }
    expect(pulses()).toEqual([]);
  });

  it('never without a passage loop: such a lane closes by its own controller', async () => {
    for (const inputs of [{}, { opened: CONFIG.inputs.opened, approachLoop: CONFIG.inputs.approachLoop }]) {
      const { barrier, run, pulses } = await startBarrier({ armIs: 'open', config: { inputs } });
      expect(barrier.sensesPassage).toBe(false);
      barrier.close();
      await run(60_000);
      expect(pulses()).toEqual([]);
    }
  });

  it('never while both limit switches say yes: one of them lies', async () => {
    const { arm, barrier, run, told, pulses } = await startBarrier({ armIs: 'open' });
    told();
    arm.stuckLimits = { opened: null, closed: true };
    await run(200);
    expect(told()).toEqual(['fault']);
    expect(barrier.state).toMatchObject({ arm: 'unknown', fault: 'limits-disagree', mode: 'automatic' });
    barrier.close();
    await run(30_000);
    expect(pulses()).toEqual([]);
    arm.stuckLimits = { opened: null, closed: null };
    await run(3000);
    expect(barrier.state).toMatchObject({ arm: 'closed', fault: null });
  });

  it('a long vehicle on both loops still lets the arm close after it, however they cleared', async () => {
    for (const order of ['front first', 'rear first', 'at once', 'backed out'] as const) {
      const { arm, barrier, run, pulses, car } = await startBarrier();
      const truck = car({ long: true });
      truck.approach();
      barrier.open();
      await run(2000);
      expect(truck.enter()).toBe(true);
      await run(2000);
      barrier.close();
      await run(5000);
      expect([barrier.state.passageLoop, barrier.state.approachLoop]).toEqual(['occupied', 'occupied']);
      expect(pulses()).toEqual(['open']);
      if (order === 'rear first') truck.clearApproach();
      if (order === 'front first' || order === 'backed out') arm.setLoop('passage', false);
      await run(order === 'at once' ? 0 : 1500);
      truck.leave();
      await run(3000);
      expect(pulses()).toEqual(['open', 'close']);
      expect(barrier.state.arm).toBe('closed');
      expect(arm.crushes).toEqual([]);
    }
  });

  it('a close asked while the arm is still going up waits for it', async () => {
    const { barrier, run, pulses, told } = await startBarrier();
    told();
    barrier.open();
    await run(300);
    barrier.close();
    await run(1000);
    expect(pulses()).toEqual(['open']);
    await run(5000);
    expect(pulses()).toEqual(['open', 'close']);
    expect(told()).toEqual(['frame', 'frame', 'opened', 'frame', 'frame', 'closed']);
  });

  it('a close of an arm that is down already sends nothing', async () => {
    const { barrier, run, pulses, told } = await startBarrier();
    told();
    barrier.close();
    await run(5000);
    expect(pulses()).toEqual([]);
    expect(told()).toEqual(['closed']);
  });

  it('open beats a pending close', async () => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    arm.setLoop('passage', true);
    await run(200);
    barrier.close();
    await run(500);
    barrier.open();
    arm.setLoop('passage', false);
    await run(60_000);
    expect(pulses()).toEqual(['open']);
  });

  it('an open while the arm comes down raises it at once, and then ends the pulse that lowered it', async () => {
    const { arm, barrier, board, run, pulses } = await startBarrier({ armIs: 'open' });
    barrier.close();
    await run(300);
    expect(arm.motion).toBe('lowering');
    barrier.open();
    await run(60);
    expect(arm.motion).toBe('rising');
    await run(30_000);
    expect(pulses()).toEqual(['close', 'open']);
    expect(board.writes.map(({ hex }) => hex.slice(4, 10))).toEqual(['0001ff', '0000ff', '000100', '000000']);
    expect(barrier.state.arm).toBe('open');
  });
});

describe('a vehicle under the arm while it comes down', () => {
  it('makes it rise at once, and the arm closes when the loop is clear again', async () => {
    const { arm, barrier, run, pulses, clock } = await startBarrier({ armIs: 'open' });
    barrier.close();
    await run(500);
    expect(arm.motion).toBe('lowering');
    const at = clock.monotonic();
    arm.setLoop('passage', true);
    await run(130);
    expect(arm.motion).toBe('rising');
    expect((arm.moves.at(-1)?.at ?? Infinity) - at).toBeLessThanOrEqual(130);
    await run(20_000);
    expect(pulses()).toEqual(['close', 'open']);
    arm.setLoop('passage', false);
    await run(5000);
    expect(pulses()).toEqual(['close', 'open', 'close']);
    expect(barrier.state).toMatchObject({ arm: 'closed', mode: 'automatic', fault: null });
    expect(arm.crushes).toEqual([]);
  });

  it('a car behind that only reaches the approach loop does not raise it', async () => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    barrier.close();
    await run(500);
    arm.setLoop('approach', true);
    await run(5000);
    expect(pulses()).toEqual(['close']);
    expect(barrier.state.arm).toBe('closed');
  });

  it.each([{ type: 'silent' }, { type: 'bad-crc' }, { type: 'exception', code: 4 }] as const)(
    'when the readings fail on the way down ($type) the arm is raised, not left to come down unseen',
    async (answering) => {
      const { arm, barrier, board, run, pulses } = await startBarrier({ armIs: 'open' });
      barrier.close();
      await run(300);
      expect(arm.motion).toBe('lowering');
      // An exception is a refusal: here the inputs alone are refused.
      board.answerNext(...new Array<typeof answering>(2).fill(answering));
      if (answering.type !== 'exception') board.answering = answering;
      await run(3000);
      expect(arm.position).toBe(1);
      expect(pulses().filter((name) => name === 'open').length).toBeLessThanOrEqual(3);
      board.answering = { type: 'normal' };
      await run(20_000);
      expect(pulses().filter((name) => name === 'close')).toHaveLength(1);
      expect(barrier.state).toMatchObject({ arm: 'open', mode: 'automatic', fault: null });
    },
  );

  it('a board that falls silent with the close itself is told to raise the arm before the line is opened anew', async () => {
    const { arm, barrier, board, run, pulses } = await startBarrier({ armIs: 'open' });
    board.onFrame(({ request }) => {
      if (request.fn === 'write-coil' && request.address === 1) board.answering = { type: 'silent' };
    });
    barrier.close();
    await run(4000);
    expect(arm.position).toBe(1);
    expect(pulses()[1]).toBe('open');
  });

  it('a cable lost on the way down: back while the arm is over a vehicle, it is raised; back when it is down, it stays', async () => {
    for (const backAfterMs of [200, 5000]) {
      const { arm, barrier, line, run, pulses } = await startBarrier({ armIs: 'open', travelMs: 3000 });
      barrier.close();
      await run(300);
      expect(arm.motion).toBe('lowering');
      line.unplug();
      await run(backAfterMs);
      arm.setLoop('passage', true);
      line.plug();
      await run(10_000);
      expect(pulses()).toEqual(backAfterMs < 3000 ? ['close', 'open'] : ['close']);
      expect(barrier.state.arm).toBe(backAfterMs < 3000 ? 'open' : 'closed');
    }
  });

  it('a single lost answer on the way down is noise: the arm goes on', async () => {
    const { arm, barrier, board, run, pulses } = await startBarrier({ armIs: 'open' });
    barrier.close();
    await run(300);
    expect(arm.motion).toBe('lowering');
    board.answerNext({ type: 'bad-crc' });
    await run(5000);
    expect(pulses()).toEqual(['close']);
    expect(barrier.state).toMatchObject({ arm: 'closed', fault: null });
  });

  it('a loop that flickers does not swing the arm all night', async () => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    arm.onMove((what) => {
      if (what === 'lowering' || what === 'open') arm.setLoop('passage', what === 'lowering');
    });
    barrier.close();
    await run(600_000);
    expect(pulses().filter((name) => name === 'close')).toHaveLength(5);
    expect(barrier.state).toMatchObject({ mode: 'out-of-service', fault: 'arm-did-not-close', arm: 'open' });
  });

  it('an arm that does not come down is not pulsed again over a vehicle that came meanwhile', async () => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    arm.stuck = true;
    barrier.close();
    await run(7000);
    expect(pulses()).toEqual(['close']);
    arm.setLoop('passage', true);
    await run(60_000);
    expect(pulses()).toEqual(['close', 'open']);
    expect(barrier.state).toMatchObject({ arm: 'open', mode: 'automatic', fault: null });
  });

  it('an arm that stays up after three closes is out of service', async () => {
    const { arm, barrier, run, pulses, told } = await startBarrier({ armIs: 'open' });
    arm.stuck = true;
    told();
    barrier.close();
    await run(60_000);
    expect(pulses()).toEqual(['close', 'close', 'close']);
    expect(barrier.state).toMatchObject({ mode: 'out-of-service', fault: 'arm-did-not-close' });
    expect(told().filter((type) => type !== 'frame')).toEqual(['fault']);
  });
});
