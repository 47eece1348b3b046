import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { timingOf } from '../links/line-timing.ts';
import { createMemoryLine } from '../links/memory.ts';
import type { Priority } from '../links/question.ts';
import { createSharedLine } from '../links/shared-line.ts';
import { askModbus } from './modbus-question.ts';
import type { ModbusAnswer } from './modbus-question.ts';
import { COIL_ON } from './modbus-rtu.ts';
import { createSimulatedBoard, serveBoards } from './simulator.ts';

const TIMING = { replyTimeoutMs: 250, gapMs: 100, quietMs: 100, silenceMs: 4, characterMs: 1, recycleAfter: 10 };

async function startBus() {
  const clock = createManualClock();
  const line = createMemoryLine(clock);
  line.delayMs = 5;
  const boards = [1, 2].map((unit) => createSimulatedBoard({ clock, unit, arms: [] }));
  line.onConnect((far) => void serveBoards(far, boards, clock));
  const bus = createSharedLine({ makeLink: () => line.makeLink(), clock, timing: TIMING });
  bus.start();
  await clock.advanceAsync(500);
  const done: string[] = [];
  const results: ModbusAnswer[] = [];
  const ask = (name: string, priority: Priority = 'poll', unit = 1, wanted?: () => boolean): void =>
    askModbus(bus, {
      request: { fn: 'read-coils', unit, address: 0, count: 8 },
      priority,
      wanted,
      onSent: () => done.push(`${name} sent`),
      onDone(result) {
        done.push(`${name} ${result.type === 'failed' ? result.why : result.type}`);
        results.push(result);
      },
    });
  return { clock, line, boards, bus, ask, done, results };
}

describe('one line, one question at a time', () => {
  it('a free line is written to within the call, a busy one after its answer and the silence', async () => {
    const { clock, line, ask, done } = await startBus();
    const written: number[] = [];
    line.tamper = (bytes, way) => {
      if (way === 'out') written.push(clock.monotonic());
      return bytes;
    };
    const at = clock.monotonic();
    ask('first');
    ask('second');
    expect(done).toEqual(['first sent']);
    await clock.advanceAsync(100);
    expect(done).toEqual(['first sent', 'first reply', 'second sent', 'second reply']);
    expect(written.map((time) => time - at)).toEqual([0, 14]);
  });

  it('raising an arm goes before commands, commands before polls, polls before silent boards', async () => {
    const { clock, ask, done } = await startBus();
    ask('under way');
    ask('probe', 'probe');
    ask('poll');
    ask('command', 'command');
    ask('urgent', 'urgent');
    await clock.advanceAsync(500);
    expect(done.filter((line) => line.endsWith('sent'))).toEqual([
      'under way sent',
      'urgent sent',
      'command sent',
      'poll sent',
      'probe sent',
    ]);
  });

  it('a silent board is asked now and then, however busy the line is', async () => {
    const { clock, ask, done } = await startBus();
    const busy = (): void => {
      ask('poll');
      ask('poll');
      clock.after(20, busy);
    };
    busy();
    ask('probe', 'probe');
    await clock.advanceAsync(5000);
    expect(done).toContain('probe reply');
  });

  it('what is no longer wanted when its turn comes is not sent', async () => {
    const { clock, ask, done } = await startBus();
    let wanted = true;
    ask('first');
    ask('second', 'command', 1, () => wanted);
    wanted = false;
    await clock.advanceAsync(100);
    expect(done).toEqual(['first sent', 'first reply', 'second withdrawn']);
  });

  it('names what is wrong with an answer', async () => {
    const { clock, boards, ask, done } = await startBus();
    const [board] = boards;
    for (const answering of [
      { type: 'silent' },
      { type: 'bad-crc' },
      { type: 'truncated' },
      { type: 'other-unit' },
      { type: 'garbage', bytes: Uint8Array.from([9, 9, 9]) },
      { type: 'exception', code: 4 },
    ] as const) {
      board?.answerNext(answering);
      ask(answering.type);
      await clock.advanceAsync(1000);
    }
    expect(done.filter((line) => !line.endsWith('sent'))).toEqual([
      'silent silence',
      'bad-crc crc',
      'truncated truncated',
      'other-unit other-unit',
      'garbage noise',
      'exception exception',
    ]);
  });

  it('after a time-out a late answer dies in the quiet, and the next answer is its own', async () => {
    const { clock, boards, ask, done, results } = await startBus();
    boards[0]?.answerNext({ type: 'late', ms: 245 });
    ask('late');
    await clock.advanceAsync(100);
    boards[0]?.hear({ type: 'request', request: { fn: 'write-coil', unit: 1, address: 3, value: COIL_ON }, used: 8 });
    await clock.advanceAsync(151);
    ask('next');
    await clock.advanceAsync(500);
    expect(done).toEqual(['late sent', 'late silence', 'next sent', 'next reply']);
    const bits = [false, false, false, true, false, false, false, false];
    expect(results[1]).toEqual({ type: 'reply', reply: { fn: 'read-coils', unit: 1, bits }, suspect: false });
  });

  it('bytes that nobody asked for make the answers after them suspect for a while', async () => {
    const { clock, boards, ask, results } = await startBus();
    boards[0]?.answerNext({ type: 'late', ms: 400 });
    ask('late');
    await clock.advanceAsync(450);
    ask('next');
    await clock.advanceAsync(200);
    expect(results[1]).toMatchObject({ type: 'reply', suspect: true });
    await clock.advanceAsync(2000);
    ask('later');
    await clock.advanceAsync(100);
    expect(results[2]).toMatchObject({ type: 'reply', suspect: false });
  });

  it('noise before or after an answer leaves it valid, but suspect', async () => {
    const { clock, line, ask, results } = await startBus();
    for (const noisy of [(bytes: Uint8Array) => [0, 255, ...bytes], (bytes: Uint8Array) => [...bytes, 0, 255]]) {
      line.tamper = (bytes, way) => (way === 'in' ? Uint8Array.from(noisy(bytes)) : bytes);
      ask('noisy');
      await clock.advanceAsync(2000);
    }
    expect(results.map((result) => result.type === 'reply' && result.suspect)).toEqual([true, true]);
  });

  it('a line that babbles without end is still asked', async () => {
    const { clock, line, ask, done } = await startBus();
    line.onConnect((far) => {
      const babble = (): void => {
        if (far.isOpen) void far.write(Uint8Array.from([0x55]));
        clock.after(30, babble);
      };
      babble();
    });
    line.unplug();
    line.plug();
    await clock.advanceAsync(1000);
    ask('through');
    await clock.advanceAsync(5000);
    expect(done).toContain('through reply');
  });

  it('after ten failures in a row the link is opened anew, whoever failed', async () => {
    const { clock, line, boards, bus, ask } = await startBus();
    const seen: unknown[] = [];
    bus.on((event) => seen.push(event.type === 'up' ? 'up' : { recycled: event.recycled }));
    line.unplug('unseen');
    line.plug();
    for (let count = 0; count < 10; count += 1) {
      expect(seen).toEqual([]);
      ask('lost', 'poll', boards[count % 2]?.unit);
      await clock.advanceAsync(400);
    }
    expect(seen).toEqual([{ recycled: true }, 'up']);
    ask('found');
    await clock.advanceAsync(300);
    expect(bus.isUp).toBe(true);
  });

  it('stopping answers everybody and leaves no timer', async () => {
    const { clock, bus, ask, done } = await startBus();
    ask('first');
    ask('second');
    await bus.stop();
    ask('third');
    expect(done).toEqual(['first sent', 'first link-down', 'second link-down', 'third link-down']);
    await clock.advanceAsync(100);
    expect(clock.pending).toBe(0);
  });
});

describe('timing of a link', () => {
  const serial = {
    id: 'a',
    kind: 'serial',
    path: 'COM3',
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
  } as const;

  it('keeps 3.5 characters of silence on a serial line, at least 1.75 ms', () => {
    expect(timingOf(serial).silenceMs).toBeCloseTo(3.65, 2);
    expect(timingOf({ ...serial, baudRate: 115_200 }).silenceMs).toBe(1.75);
    expect(timingOf({ ...serial, baudRate: 1200, parity: 'even' }).silenceMs).toBeCloseTo(32.08, 2);
  });

  it('waits longer for slow lines, and adds no silence where a device server keeps it', () => {
    expect(timingOf({ ...serial, baudRate: 1200 }).replyTimeoutMs).toBeGreaterThan(350);
    expect(timingOf({ id: 'b', kind: 'tcp', host: '10.0.0.9', port: 4001 }).silenceMs).toBe(0);
  });
});
