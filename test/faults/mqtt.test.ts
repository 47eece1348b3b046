import { describe, expect, it } from 'vitest';
import { careless } from './cut.ts';
import { wrongsOf } from './cut-side.ts';
import { renaming, runMqtt } from './mqtt.ts';

const COUNT = 1_000;

describe('messages of quality of service 0', () => {
  it.each([0.05, 0.5])('of which %d are lost, doubled, overtaken or late: each effect is there once', async (share) => {
    const result = await runMqtt({ count: COUNT, seed: 3, share });
    expect(result.messages).toBeGreaterThanOrEqual(COUNT);
    expect(Object.values(result.befell).every((times) => times > 0)).toBe(true);
    expect(wrongsOf(result)).toEqual([]);
  });

  it('taken for received when they are sent: reports are missing there', async () => {
    expect((await runMqtt({ count: COUNT, seed: 3, share: 0.25, spoil: careless })).lost).not.toEqual([]);
  });

  it('sent again under a new name: what never happened is there', async () => {
    expect((await runMqtt({ count: COUNT, seed: 3, share: 0.25, spoil: renaming })).invented).not.toEqual([]);
  });
});
