import { describe, expect, it } from 'vitest';
import { CONFIG, startBarrier } from './barrier.fixture.ts';

describe('opening', () => {
  it('a start of the program sends no pulse: the state is read', async () => {
    for (const armIs of ['open', 'closed'] as const) {
      const { barrier, board, events, run } = await startBarrier({ armIs });
      await run(20_000);
      expect(board.writes).toEqual([]);
      expect(board.reads).toBeGreaterThan(100);
      expect(barrier.state).toEqual({
        arm: armIs,
        passageLoop: 'clear',
        approachLoop: 'clear',
        mode: 'automatic',
        fault: null,
      });
      expect(events.map(({ type }) => type)).toEqual(['first-reading', 'state']);
    }
  });

  it('the open frame is on the wire before open() returns, and the limit switch alone says "opened"', async () => {
    const { barrier, board, clock, line, run, told, pulses, shared } = await startBarrier();
    const sent: [number, string][] = [];
    line.tamper = (bytes, way) => {
      if (way === 'out' && bytes[1] === 5) sent.push([clock.monotonic(), Buffer.from(bytes).toString('hex')]);
      return bytes;
    };
    await run(20);
    told();
    const at = clock.monotonic();
    expect(barrier.open()).toBe(true);
    expect(sent).toEqual([[at, '01050000ff008c3a']]);
    await run(1400);
    expect(told()).toEqual(['frame', 'frame']);
    expect(barrier.state.arm).toBe('moving');
    await run(300);
    expect(told()).toEqual(['opened']);
    expect(barrier.state.arm).toBe('open');
    await run(60_000);
    expect(pulses()).toEqual(['open']);
    expect(board.coils).toEqual(new Array(8).fill(false));
    expect(shared.isUp).toBe(true);
  });

  it('a pulse is as long as the site file says, whatever else happens meanwhile', async () => {
    const { barrier, board, run } = await startBarrier();
    barrier.open();
    await run(100);
    barrier.close();
    barrier.endHold();
    await run(2000);
    const [on, off] = board.writes.map(({ at }) => at);
    expect((off ?? 0) - (on ?? 0)).toBeGreaterThanOrEqual(500);
    expect((off ?? 0) - (on ?? 0)).toBeLessThan(560);
  });

  it('an arm that does not reach its limit is retried twice, then out of service', async () => {
    const { arm, barrier, run, told, pulses } = await startBarrier();
    arm.stuck = true;
    told();
    barrier.open();
    await run(5900);
    expect(pulses()).toEqual(['open']);
    await run(6000);
    expect(pulses()).toEqual(['open', 'open']);
    await run(6000);
    expect(pulses()).toEqual(['open', 'open', 'open']);
    expect(barrier.state.mode).toBe('automatic');
    await run(600);
    expect(barrier.state).toMatchObject({ mode: 'out-of-service', fault: 'arm-did-not-open' });
    expect(told().filter((type) => type !== 'frame')).toEqual(['fault']);

    expect(barrier.open()).toBe(false);
    expect(barrier.holdOpen()).toBe(false);
    barrier.close();
    barrier.halt();
    await run(120_000);
    expect(pulses()).toHaveLength(3);
  });

  it('a person returns the arm to service: nothing is sent for it, and the next open goes out', async () => {
    const { arm, barrier, run, told, pulses } = await startBarrier();
    arm.stuck = true;
    barrier.open();
    await run(20_000);
    arm.stuck = false;
    told();
    barrier.returnToService();
    await run(10_000);
    expect(told()).toEqual(['fault-cleared']);
    expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null, arm: 'closed' });
    expect(pulses()).toHaveLength(3);
    expect(barrier.open()).toBe(true);
    await run(2000);
    expect(barrier.state.arm).toBe('open');
  });

  it('an arm that comes up on the second pulse is in service', async () => {
    const { arm, barrier, run, pulses } = await startBarrier();
    arm.stuck = true;
    barrier.open();
    await run(3000);
    arm.stuck = false;
    await run(30_000);
    expect(pulses()).toEqual(['open', 'open']);
    expect(barrier.state).toMatchObject({ arm: 'open', mode: 'automatic', fault: null });
  });

  it('an open for a car while the arm is already up sends its pulse and is confirmed by the limit', async () => {
    const { barrier, run, told, pulses } = await startBarrier({ armIs: 'open' });
    told();
    barrier.open();
    await run(200);
    expect(told()).toEqual(['frame', 'frame', 'opened']);
    expect(pulses()).toEqual(['open']);
  });

  it('without an opened limit one pulse is sent, nothing is retried, and nothing is claimed', async () => {
    const { opened: _, ...inputs } = CONFIG.inputs;
    const { barrier, run, told, pulses } = await startBarrier({ config: { inputs } });
    told();
    barrier.open();
    await run(60_000);
    expect(pulses()).toEqual(['open']);
    expect(told()).toEqual(['frame', 'frame']);
    expect(barrier.state).toMatchObject({ arm: 'unknown', mode: 'automatic', fault: null });
  });

  it('the push-button is told once per press', async () => {
    const { arm, barrier, run, told, pulses } = await startBarrier();
    told();
    arm.button = true;
    await run(300);
    arm.button = false;
    await run(300);
    arm.button = true;
    await run(300);
    expect(told()).toEqual(['button', 'button']);
    expect(pulses()).toEqual([]);
    expect(barrier.state.mode).toBe('automatic');
  });

  it("a key fob's contact is told once per press, and apart from the button", async () => {
    const { arm, run, told, pulses } = await startBarrier();
    told();
    arm.remote = true;
    await run(300);
    arm.button = true;
    await run(300);
    arm.remote = false;
    await run(300);
    arm.remote = true;
    await run(300);
    expect(told()).toEqual(['remote', 'button', 'remote']);
    expect(pulses()).toEqual([]);
  });
});

describe('holding open', () => {
  it('a hold-open by hand is not closed by the program', async () => {
    const { barrier, run, told, pulses, car } = await startBarrier();
    expect(barrier.holdOpen()).toBe(true);
    await run(3000);
    expect(barrier.state).toMatchObject({ arm: 'open', mode: 'held-open' });
    const one = car();
    one.approach();
    await run(500);
    one.enter();
    await run(500);
    one.leave();
    barrier.close();
    await run(60_000);
    expect(pulses()).toEqual(['open']);
    told();

    barrier.endHold();
    await run(1000);
    expect(pulses()).toEqual(['open']);
    expect(barrier.state.mode).toBe('automatic');
    barrier.close();
    await run(3000);
    expect(pulses()).toEqual(['open', 'close']);
    expect(told()).toEqual(['frame', 'frame', 'closed']);
  });

  it('a pending close is forgotten when the arm is held open', async () => {
    const { arm, barrier, run, pulses } = await startBarrier({ armIs: 'open' });
    arm.setLoop('passage', true);
    await run(200);
    barrier.close();
    barrier.holdOpen();
    arm.setLoop('passage', false);
    await run(2000);
    barrier.endHold();
    await run(10_000);
    expect(pulses()).toEqual(['open']);
  });

  it('a board that lost its power while held open is not pulsed by the program when it is back', async () => {
    const { arm, barrier, board, run, pulses } = await startBarrier();
    barrier.holdOpen();
    await run(3000);
    board.losePower();
    arm.byHand('closed');
    await run(10_000);
    expect(barrier.state).toMatchObject({ mode: 'offline', arm: 'unknown', fault: 'no-answer' });
    board.restorePower();
    await run(10_000);
    expect(barrier.state).toMatchObject({ mode: 'held-open', arm: 'closed', fault: null });
    expect(pulses()).toEqual(['open']);
  });

  it('a restart of the program in the middle of a hold keeps it and sends nothing', async () => {
    const test = await startBarrier();
    test.barrier.holdOpen();
    await test.run(3000);
    await test.stop();
    const before = test.board.writes.length;
    await test.restart(true);
    test.barrier.close();
    await test.run(20_000);
    expect(test.barrier.state).toMatchObject({ mode: 'held-open', arm: 'open' });
    expect(test.board.writes).toHaveLength(before);
  });
});

describe('stopping and starting again', () => {
  it('a restart in the middle of a pulse ends the pulse and begins none', async () => {
    const test = await startBarrier();
    test.barrier.open();
    await test.run(100);
    expect(test.board.coils[0]).toBe(true);
    await test.kill();
    await test.run(2000);
    expect(test.board.coils[0]).toBe(true);
    await test.restart();
    await test.run(10_000);
    expect(test.board.coils[0]).toBe(false);
    expect(test.pulses()).toEqual(['open']);
  });

  it('a stop in order waits for the pulse to end', async () => {
    const { barrier, board, run } = await startBarrier();
    barrier.open();
    let stopped = false;
    const stopping = barrier.stop().then(() => (stopped = true));
    await run(400);
    expect(stopped).toBe(false);
    await run(300);
    await stopping;
    expect(board.coils[0]).toBe(false);
    expect(barrier.open()).toBe(false);
  });

  it('halt stops the arm where it is and forgets what was wished', async () => {
    const { arm, barrier, run, pulses } = await startBarrier();
    barrier.open();
    await run(700);
    barrier.halt();
    await run(30_000);
    expect(pulses()).toEqual(['open', 'stop']);
    expect(arm.position).toBeGreaterThan(0.3);
    expect(arm.position).toBeLessThan(0.7);
    expect(barrier.state).toMatchObject({ arm: 'moving', mode: 'automatic', fault: null });
  });
});
