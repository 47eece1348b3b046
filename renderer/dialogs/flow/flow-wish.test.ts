import { describe, expect, it } from 'vitest';
import { commands } from '../../../electron/contract/commands.ts';
import { board, lane } from '../../preview/fixtures.ts';
import { fakeBridge } from '../../preview/fake-bridge.ts';
import { sceneOf } from '../../preview/scenes.ts';
import { endOf, isInForce, offersOf, wishesOf } from './flow-wish.ts';

/** 2024-11-21 09:41:27 in Beijing. */
const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const HOUR = 3_600_000;
const converted = { until: at + HOUR, who: '王师傅', because: '门口拥堵' };
const lanes = [
  lane(at, 3, { convertible: true, converted }),
  lane(at, 1, { convertible: true }),
  lane(at, 2, { direction: 'exit' }),
];

describe('what can be wished for', () => {
  it('the three of reserved first, then each reserved-only entrance in the order of the cards', () => {
    expect(
      wishesOf({ lanes }).map((wish) => (wish.kind === 'priority' ? wish.mode : [wish.kind, wish.lane.id])),
    ).toEqual(['on', 'off', 'schedule', ['convert', 'lane-1'], ['end-conversion', 'lane-3']]);
  });

  it('the hours are no wish while they are in force', () => {
    const quiet = board(at, lanes);
    const [, , schedule] = wishesOf(quiet);
    expect(schedule && isInForce(schedule, quiet)).toBe(true);
    const { flow } = quiet.lot;
    const byHand = { ...quiet.lot, flow: { ...flow, priority: { ...flow.priority, by: 'person' as const } } };
    expect(schedule && isInForce(schedule, { lot: byHand })).toBe(false);
  });

  it('ends in minutes, with the Beijing day, or when somebody says so', () => {
    expect(endOf(30, at)).toBe(at + HOUR / 2);
    expect(endOf('today', at)).toBe(Date.UTC(2024, 10, 21, 16, 0, 0));
    expect(endOf('today', Date.UTC(2024, 10, 21, 16, 0, 0))).toBe(Date.UTC(2024, 10, 22, 16, 0, 0));
    expect(endOf('open', at)).toBeNull();
  });

  it('a conversion always ends; the hours need no end', () => {
    const offers = wishesOf({ lanes }).map((wish) => offersOf(wish, at).map(({ length }) => length));
    expect(offers).toEqual([
      [30, 60, 120, 'today', 'open'],
      [30, 60, 120, 'today', 'open'],
      [null],
      [30, 60, 120, 240],
      [],
    ]);
  });

  it('is what the station parses at its door', async () => {
    const bridge = fakeBridge(sceneOf('3', at));
    const key = '7b0f1cbe-6f3e-4a34-9c5c-0d9c6f1c2b11';
    for (const offer of wishesOf({ lanes }).flatMap((wish) => offersOf(wish, at))) {
      await offer.send(bridge, { because: '门口拥堵', key });
    }
    expect(bridge.pressed).toHaveLength(15);
    for (const { command, input } of bridge.pressed) {
      const { input: schema } = commands[command as 'lane.convert' | 'lot.set-priority'];
      expect(schema.safeParse(input).success, command).toBe(true);
    }
  });
});
