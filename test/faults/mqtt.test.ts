import { expect, test } from 'vitest';
import { runMqtt } from './mqtt.ts';

/** The short form; `npm run faults -- --only mqtt` is the long one. */
const MESSAGES = 400;

test.each([0.01, 0.1, 0.5])(
  'of the messages %d are lost, doubled or late: each effect once',
  async (share) => {
    const {
      messages,
      dropped,
      doubled,
      late,
      recorded: _r,
      repeats: _,
      ...wrong
    } = await runMqtt({ count: MESSAGES, seed: 7, share });
    expect(messages).toBeGreaterThanOrEqual(MESSAGES);
    expect(dropped + doubled + late).toBeGreaterThan(0);
    expect(wrong).toEqual({ lost: [], invented: [], disordered: [], violations: [] });
  },
  120_000,
);

test('control: where "sent" counts as "received", they are lost', async () => {
  const { lost } = await runMqtt({ count: MESSAGES, seed: 7, share: 0.25, careless: true });
  expect(lost).not.toEqual([]);
}, 120_000);
