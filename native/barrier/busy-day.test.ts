import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startBarrier } from './barrier.fixture.ts';
import type { Answering } from './simulator.ts';

const OPENS_OF_ONE_WISH = 3;

type Act = { act: string; ms: number; long: boolean };

const act: fc.Arbitrary<Act> = fc.record({
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('serve', 'serve', 'car', 'enter', 'leave', 'open', 'close', 'close') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('clear-rear', 'halt', 'hold', 'end-hold', 'end-hold', 'in-order', 'in-order'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('bad-crc', 'silent', 'late', 'other-unit', 'mute', 'stuck', 'unplug', 'power'),
    },
  ),
  ms: fc.constantFrom(0, 20, 60, 150, 400, 1000, 3000, 9000),
  long: fc.boolean(),
});

describe('busy days at a simulated gate', () => {
  it(
    'whatever drivers, attendants and the line do, the arm never comes down on a vehicle',
    { timeout: 120_000 },
    async () => {
      let closes = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(act, { size: 'max', maxLength: 60 }), async (acts) => {
          const { arm, barrier, board, line, run, car, pulses, stop } = await startBarrier();
          let vehicle = car();
          let wishes = 0;
          const answer = (answering: Answering, count: number): void =>
            board.answerNext(...new Array<Answering>(count).fill(answering));
          for (const { act, ms, long } of acts) {
            switch (act) {
              case 'car':
                vehicle.leave();
                vehicle = car({ long });
                vehicle.approach();
                break;
              case 'enter':
                vehicle.enter();
                break;
              case 'serve':
                vehicle.leave();
                if (barrier.open()) wishes += 1;
                await run(2000);
                barrier.close();
                break;
              case 'clear-rear':
                vehicle.clearApproach();
                break;
              case 'leave':
                vehicle.leave();
                break;
              case 'open':
                if (barrier.open()) wishes += 1;
                break;
              case 'hold':
                if (barrier.holdOpen()) wishes += 1;
                break;
              case 'close':
                barrier.close();
                break;
              case 'halt':
                barrier.halt();
                break;
              case 'end-hold':
                barrier.endHold();
                break;
              case 'in-order':
                arm.stuck = false;
                barrier.returnToService();
                break;
              case 'bad-crc':
              case 'silent':
              case 'other-unit':
                answer({ type: act }, 1 + (ms % 7));
                break;
              case 'late':
                answer({ type: 'late', ms: 250 + ms }, 1);
                break;
              case 'mute':
                board.answering = { type: long ? 'silent' : 'normal' };
                break;
              case 'stuck':
                arm.stuck = arm.motion === 'still' && long;
                break;
              case 'unplug':
                // A cable lost while the arm comes down leaves it to its own controller.
                if (arm.motion !== 'lowering') line.unplug(long ? 'seen' : 'unseen');
                await run(ms);
                line.plug();
                break;
              case 'power':
                if (arm.motion !== 'lowering') board.losePower();
                await run(ms);
                board.restorePower();
                break;
              default:
                throw new Error(`no such act: ${act}`);
            }
            await run(ms);
          }
          expect(arm.crushes).toEqual([]);
          const sent = pulses();
          const count = (name: string): number => sent.filter((pulse) => pulse === name).length;
          closes += count('close');
          expect(count('open')).toBeLessThanOrEqual(OPENS_OF_ONE_WISH * (wishes + count('close')));
          board.answering = { type: 'normal' };
          await run(15_000);
          expect(barrier.state.passageLoop).toBe(arm.isOccupied('passage') ? 'occupied' : 'clear');
          await stop();
          expect(board.coils).not.toContain(true);
        }),
        { numRuns: 60 },
      );
      // The draws do reach the matter.
      expect(closes).toBeGreaterThan(20);
    },
  );
});
