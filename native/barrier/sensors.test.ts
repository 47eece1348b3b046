import { describe, expect, it } from 'vitest';
import { miss, see } from './sensors.ts';
import type { Reading, Sensing } from './sensors.ts';

const CLEAR: Reading = { passageLoop: false };
const OCCUPIED: Reading = { passageLoop: true };
const seeing = (believed: Reading): Sensing => ({
  type: 'seeing',
  believed,
  last: believed,
  unsettled: false,
  failures: 0,
  at: 0,
});
const atOf = (sensing: Sensing): number | null => (sensing.type === 'seeing' ? sensing.at : null);

describe('a line on which every second answer is lost', () => {
  it('makes what is believed no fresher where it says otherwise: the loops grow old, and unknown', () => {
    let sensing = seeing(CLEAR);
    for (let at = 100; at <= 1000; at += 100) sensing = see(miss(sensing), OCCUPIED, false, at);
    expect(sensing).toMatchObject({ believed: CLEAR, unsettled: true });
    expect(atOf(sensing)).toBe(0);
  });

  it('keeps what it confirms', () => {
    let sensing = seeing(CLEAR);
    for (let at = 100; at <= 1000; at += 100) sensing = see(miss(sensing), CLEAR, false, at);
    expect(atOf(sensing)).toBe(1000);
  });

  it('is believed again by two answers in a row', () => {
    const doubted = see(miss(seeing(CLEAR)), OCCUPIED, false, 100);
    expect(see(doubted, OCCUPIED, false, 150)).toMatchObject({ believed: OCCUPIED, unsettled: false, at: 150 });
  });
});
