import { describe, expect, it } from 'vitest';
import { CONFIG, startBarrier } from './barrier.fixture.ts';

const coil = (number: number, mode: 'pulse' | 'level' | 'flash', ms = 500) => ({ coil: number, mode, ms });

describe('level coils', () => {
  const coils = { open: coil(0, 'level'), close: coil(1, 'level'), stop: coil(2, 'level') };

  it('stay on until the opposite, which is switched off first', async () => {
    const { barrier, board, run } = await startBarrier({ config: { coils } });
    barrier.open();
    await run(20_000);
    expect(board.coils.slice(0, 3)).toEqual([true, false, false]);
    barrier.close();
    await run(20_000);
    expect(board.coils.slice(0, 3)).toEqual([false, true, false]);
    expect(barrier.state.arm).toBe('closed');
    barrier.open();
    await run(500);
    barrier.halt();
    await run(1000);
    expect(board.coils.slice(0, 3)).toEqual([false, false, true]);
    expect(board.writes.map(({ hex }) => hex.slice(4, 10))).toEqual([
      '0000ff',
      ...['000000', '0001ff'],
      ...['000100', '0000ff'],
      ...['000000', '0002ff'],
    ]);
  });

  it('a restart leaves a level coil as it is: the arm it holds stays up', async () => {
    const test = await startBarrier({ config: { coils } });
    test.barrier.holdOpen();
    await test.run(3000);
    await test.kill();
    await test.restart(true);
    await test.run(20_000);
    expect(test.board.coils[0]).toBe(true);
    expect(test.board.writes).toHaveLength(1);
    expect(test.barrier.state).toMatchObject({ arm: 'open', mode: 'held-open' });
  });

  it('a board that lost its power is asked for its coils again', async () => {
    const { arm, barrier, board, run } = await startBarrier({ config: { coils } });
    barrier.open();
    await run(3000);
    board.losePower();
    await run(3000);
    board.restorePower();
    await run(3000);
    barrier.close();
    await run(3000);
    expect(board.writes.map(({ hex }) => hex.slice(4, 10))).toEqual(['0000ff', '0001ff']);
    expect(arm.position).toBe(0);
  });

  it('a close whose opposite cannot be switched off is not sent', async () => {
    const { barrier, board, line, run, pulses } = await startBarrier({ config: { coils } });
    barrier.open();
    await run(3000);
    line.tamper = (bytes, way) => (way === 'out' && bytes[1] === 5 && bytes[3] === 0 ? null : bytes);
    barrier.close();
    await run(20_000);
    expect(pulses()).toEqual(['open']);
    expect(board.coils[0]).toBe(true);
    line.tamper = null;
    await run(20_000);
    expect(pulses().filter((name) => name === 'open')).toHaveLength(1);
  });
});

describe('coils that the board times', () => {
  const coils = { open: coil(0, 'flash', 700), close: coil(1, 'flash', 300) };

  it('are one frame each, and fall by themselves though the program dies', async () => {
    const test = await startBarrier({ config: { coils } });
    test.barrier.open();
    await test.run(100);
    expect(test.board.writes.map(({ hex }) => hex)).toEqual(['0105020000078db0']);
    expect(test.board.coils[0]).toBe(true);
    await test.kill();
    await test.run(1000);
    expect(test.board.coils[0]).toBe(false);
    expect(test.arm.position).toBeGreaterThan(0);
    expect(test.board.writes).toHaveLength(1);
  });

  it('a close during the opening pulse ends that pulse first', async () => {
    const { arm, barrier, board, run } = await startBarrier({ config: { coils }, armIs: 'open' });
    barrier.open();
    await run(300);
    barrier.close();
    await run(3000);
    expect(board.writes.map(({ hex }) => hex.slice(4, 12))).toEqual(['02000007', '00000000', '02010003']);
    expect(arm.position).toBe(0);
  });
});

describe('pulse coils', () => {
  it('a pulse whose end is not answered is ended again until it is', async () => {
    const { barrier, board, line, run } = await startBarrier();
    barrier.open();
    await run(100);
    const deaf = (bytes: Uint8Array): Uint8Array | null => (bytes[1] === 5 && bytes[4] === 0 ? null : bytes);
    line.tamper = (bytes, way) => (way === 'out' ? deaf(bytes) : bytes);
    await run(4000);
    expect(board.coils[0]).toBe(true);
    line.tamper = null;
    await run(1000);
    expect(board.coils[0]).toBe(false);
  });

  it.each(['tells', 'refuses to tell', 'does not answer for'] as const)(
    'a pulse cut short by a lost cable is ended when the cable is back: a board that %s its coils',
    async (how) => {
      const { barrier, board, line, run, pulses } = await startBarrier();
      barrier.open();
      await run(100);
      line.unplug();
      await run(5000);
      expect(board.coils[0]).toBe(true);
      line.plug();
      if (how === 'refuses to tell') board.answerNext({ type: 'exception', code: 1 });
      if (how === 'does not answer for') {
        line.tamper = (bytes, way) => (way === 'out' && bytes[1] === 1 ? null : bytes);
      }
      await run(3000);
      expect(board.coils[0]).toBe(false);
      expect(pulses()).toEqual(['open']);
      expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null });
    },
  );

  it('inputs may be inverted and numbered as they come; one question covers them', async () => {
    const inputs = { ...CONFIG.inputs, passageLoop: { input: 6, inverted: true } };
    const { arm, barrier, board, run } = await startBarrier({ config: { inputs } });
    expect(barrier.state.passageLoop).toBe('occupied');
    const asked: string[] = [];
    board.onFrame(({ hex }) => asked.push(hex.slice(0, 12)));
    arm.setLoop('passage', true);
    await run(500);
    expect(new Set(asked)).toEqual(new Set(['010200000007']));
    expect(barrier.state.passageLoop).toBe('occupied');
  });

  it('a board without inputs is asked for its coils, so that its loss is noticed', async () => {
    const { barrier, board, run } = await startBarrier({ config: { inputs: {} } });
    expect(barrier.state).toEqual({
      arm: 'unknown',
      passageLoop: 'none',
      approachLoop: 'none',
      mode: 'automatic',
      fault: null,
    });
    barrier.open();
    await run(3000);
    expect(board.coils[0]).toBe(false);
    board.losePower();
    await run(3000);
    expect(barrier.state).toMatchObject({ mode: 'offline', fault: 'no-answer', passageLoop: 'none' });
  });
});
