import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { hexOf } from '../frames/hex.ts';
import { createMemoryLine } from './memory.ts';
import type { Answer, Match, Priority } from './question.ts';
import { createSharedLine } from './shared-line.ts';

const TIMING = { replyTimeoutMs: 250, gapMs: 100, quietMs: 100, silenceMs: 4, characterMs: 1, recycleAfter: 10 };

/** Any byte is a reply here: what this line is about is turns, not meaning. */
const anyByte = (heard: Uint8Array): Match<number> =>
  heard.length > 0
    ? { type: 'reply', reply: heard[0] ?? 0, skipped: 0, used: heard.length }
    : { type: 'none', fault: 'silence' };

/** A line with a device that answers each frame with its own first byte, unless it is told to be silent. */
async function startLine() {
  const clock = createManualClock();
  const cable = createMemoryLine(clock);
  cable.delayMs = 2;
  const heard: string[] = [];
  const device = { silent: false };
  cable.onConnect((far) =>
    far.onData((bytes) => {
      heard.push(hexOf(bytes));
      if (!device.silent) void far.write(bytes.subarray(0, 1));
    }),
  );
  const line = createSharedLine({ makeLink: () => cable.makeLink(), clock, timing: TIMING });
  line.start();
  await clock.advanceAsync(500);
  const done: string[] = [];
  const ask = (byte: number, priority: Priority, answers = true): void =>
    line.ask({
      bytes: Uint8Array.of(byte),
      priority,
      acts: priority === 'urgent',
      match: answers ? anyByte : null,
      restMs: 50,
      onDone: (answer: Answer<number>) =>
        done.push(`${byte} ${answer.type === 'failed' ? answer.why : answer.type} at ${clock.monotonic() - 500}`),
    });
  return { clock, cable, line, device, heard, done, ask };
}

describe('devices of several kinds on one line', () => {
  it('barriers go before boards, however long the boards have waited', async () => {
    const { clock, heard, ask } = await startLine();
    ask(1, 'poll');
    ask(2, 'display');
    ask(3, 'display');
    ask(4, 'poll');
    ask(5, 'urgent');
    await clock.advanceAsync(1000);
    expect(heard).toEqual(['01', '05', '04', '02', '03']);
  });

  it('a board has its turn in the end, however busy the line is', async () => {
    const { clock, heard, ask } = await startLine();
    const busy = (): void => {
      ask(1, 'poll');
      ask(1, 'poll');
      clock.after(5, busy);
    };
    busy();
    ask(2, 'display');
    await clock.advanceAsync(5000);
    expect(heard).toContain('02');
  });

  it('while an arm comes down nothing is begun for a board; its turn comes after', async () => {
    const { clock, line, heard, ask } = await startLine();
    let lowering = true;
    const giveUp = line.reserve(() => lowering);
    ask(2, 'display');
    ask(1, 'poll');
    await clock.advanceAsync(10_000);
    expect(heard).toEqual(['01']);
    ask(1, 'poll');
    lowering = false;
    await clock.advanceAsync(100);
    expect(heard).toEqual(['01', '01', '02']);

    lowering = true;
    ask(3, 'display');
    await clock.advanceAsync(5000);
    giveUp();
    await clock.advanceAsync(100);
    expect(heard.at(-1)).toBe('03');
  });

  it('a device that answers nothing is done once it was left alone for its time', async () => {
    const { clock, device, done, ask } = await startLine();
    device.silent = true;
    ask(1, 'command', false);
    ask(2, 'command', false);
    await clock.advanceAsync(1000);
    expect(done).toEqual(['1 sent at 51', '2 sent at 102']);
  });

  it('what is heard while nobody was asked makes the next answers suspect', async () => {
    const { clock, line, done, ask } = await startLine();
    const answers: unknown[] = [];
    ask(1, 'command', false);
    line.ask({
      bytes: Uint8Array.of(2),
      priority: 'poll',
      acts: false,
      match: anyByte,
      onDone: (answer) => answers.push(answer),
    });
    await clock.advanceAsync(1000);
    expect(done).toEqual(['1 sent at 51']);
    expect(answers).toEqual([{ type: 'reply', reply: 2, suspect: true }]);
  });

  it('a long question is given the time that sending it takes', async () => {
    const { clock, line, device } = await startLine();
    device.silent = true;
    const ended: number[] = [];
    line.ask({
      bytes: new Uint8Array(116),
      priority: 'display',
      acts: false,
      match: anyByte,
      onDone: () => ended.push(clock.monotonic() - 500),
    });
    await clock.advanceAsync(1000);
    expect(ended).toEqual([350]);
  });

  it('a cable that is pulled while nobody is to answer fails the question, and nothing is sent later', async () => {
    const { clock, cable, done, heard, ask } = await startLine();
    ask(1, 'command', false);
    ask(2, 'command', false);
    cable.unplug();
    cable.plug();
    await clock.advanceAsync(5000);
    expect(done).toEqual(['1 link-down at 0', '2 link-down at 0']);
    expect(heard).toEqual([]);
  });

  it('whatever happens on it, each question is answered exactly once', async () => {
    const happening = fc.oneof(
      fc.record({
        do: fc.constant('ask' as const),
        priority: fc.constantFrom<Priority>('urgent', 'command', 'poll', 'probe', 'display'),
        answers: fc.boolean(),
      }),
      fc.record({ do: fc.constantFrom('unplug' as const, 'plug' as const, 'silent' as const, 'loud' as const) }),
      fc.record({ do: fc.constant('reserve' as const), is: fc.boolean() }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        const { clock, cable, line, device } = await startLine();
        let reserved = false;
        line.reserve(() => reserved);
        const answers: number[] = [];
        for (const happening of happenings) {
          switch (happening.do) {
            case 'ask': {
              const index = answers.push(0) - 1;
              line.ask({
                bytes: Uint8Array.of(index),
                priority: happening.priority,
                acts: false,
                match: happening.answers ? anyByte : null,
                onDone: () => (answers[index] = (answers[index] ?? 0) + 1),
              });
              break;
            }
            case 'unplug':
              cable.unplug();
              break;
            case 'plug':
              cable.plug();
              break;
            case 'silent':
            case 'loud':
              device.silent = happening.do === 'silent';
              break;
            case 'reserve':
              reserved = happening.is;
              break;
            case 'wait':
              await clock.advanceAsync(happening.ms);
          }
        }
        await clock.advanceAsync(5000);
        await line.stop();
        expect(answers.filter((count) => count !== 1)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('ten boards that are silent do not make the line forget itself while a barrier answers', async () => {
    const { clock, line, device, ask } = await startLine();
    const seen: string[] = [];
    line.on(({ type }) => seen.push(type));
    for (let count = 0; count < 30; count += 1) {
      device.silent = count % 3 !== 2;
      ask(count, 'display');
      await clock.advanceAsync(500);
    }
    expect(seen).toEqual([]);
  });
});
