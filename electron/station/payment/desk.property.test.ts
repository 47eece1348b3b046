import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fate } from './bank.fixture.ts';
import { LI, openTill, WANG } from './desk.fixture.ts';
import type { Till } from './desk.fixture.ts';
import { isOpen } from './attempts.ts';

const HOUR = 3_600_000;
const STAYS = ['s1', 's2'];
const RUNS = 40;

describe('whatever the provider, the drivers, the attendants and the power do', () => {
  const stay = fc.constantFrom(...STAYS);
  const press = fc.integer({ min: 0, max: 5 });
  const pick = fc.nat();
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('show' as const), stay, press }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('scan' as const), stay, press, code: fc.constantFrom('1', '2', '3') }) }, // prettier-ignore
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pay' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const), pick }) },
    fc.record({ do: fc.constant('cancel' as const), pick }),
    fc.record({ do: fc.constant('cash' as const), stay }),
    fc.record({ do: fc.constant('refund' as const), pick, part: fc.constantFrom(null, 100, 900) }),
    { weight: 5, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 10, 2500, 20_000, 90_000, 400_000) }) }, // prettier-ignore
    fc.record({ do: fc.constant('restart' as const) }),
    fc.record({ do: fc.constant('another-sum' as const), on: fc.boolean() }),
  );
  const fate = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Fate>('heard') },
    fc.constantFrom<Fate>('lost-before', 'lost-after'),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  const all = (till: Till) => STAYS.flatMap((each) => till.desk.ofStay(each));

  async function carryOut(till: Till, each: Step): Promise<void> {
    const files = all(till);
    const picked = 'pick' in each ? files[each.pick % Math.max(1, files.length)] : undefined;
    switch (each.do) {
      case 'show':
        till.desk.show(till.wish(each.stay, { key: `show ${each.stay} ${each.press}` }), WANG);
        return;
      case 'scan':
        till.desk.scan(till.wish(each.stay, { key: `scan ${each.stay} ${each.press}` }), each.code, WANG);
        return;
      case 'pay':
        if (picked) till.bank.pay(picked.tradeNo);
        return;
      case 'late':
        // A charge that was lost on its way comes in after all.
        if (picked) till.bank.arrivesLate(picked.tradeNo);
        return;
      case 'cancel':
        if (picked) till.desk.cancel(picked.tradeNo, WANG);
        return;
      case 'cash':
        till.cash(each.stay);
        return;
      case 'refund':
        if (picked) till.desk.refund({ key: `refund ${each.pick} ${each.part}`, tradeNo: picked.tradeNo, amount: each.part, because: 'x' }, LI); // prettier-ignore
        return;
      case 'pass':
        return till.clock.advanceAsync(each.ms);
      case 'restart':
        return till.restart();
      case 'another-sum':
        till.bank.takes = each.on ? 777 : null;
    }
  }

  /** What holds at every instant. */
  function check(till: Till): void {
    for (const { times, tradeNo } of till.bank.accounts.values()) expect(times, tradeNo).toBeLessThanOrEqual(1);
    for (const each of STAYS) {
      const files = till.desk.ofStay(each);
      expect(files.filter((file) => isOpen(file) && file.step !== 'queued').length).toBeLessThanOrEqual(1);
      expect(new Set(files.map(({ key }) => key)).size).toBe(files.length);
      expect(till.counted.filter(({ stayId }) => stayId === each).length).toBeLessThanOrEqual(1);
    }
  }

  /** What holds once everybody could be asked. */
  function balance(till: Till): void {
    const files = all(till);
    const booked = files.reduce((sum, file) => sum + (file.paidAmount ?? 0) - file.refunded, 0);
    expect(booked).toBe(till.bank.held());
    const counted = new Set(till.counted.map(({ tradeNo }) => tradeNo));
    for (const file of files) {
      expect(isOpen(file), `${file.tradeNo} ${file.state}`).toBe(false);
      expect(file.step).toBeNull();
      expect(file.refunds.every(({ state }) => state !== 'asked')).toBe(true);
      expect(file.refunded).toBe(file.refunds.filter(({ state }) => state === 'refunded').reduce((sum, { amount }) => sum + amount, 0)); // prettier-ignore
      // Money is counted, or a person is told, or it went back.
      if (file.paidAmount !== null && file.state !== 'refunded')
        expect(counted.has(file.tradeNo) !== (file.raised !== null), file.tradeNo).toBe(true);
      if (file.paidAmount !== null) expect(file.state === 'mismatch').toBe(file.paidAmount !== file.amount && file.refunded < file.paidAmount); // prettier-ignore
    }
    expect(till.troubles).toEqual([]);
  }

  it('all money is written down once, counted once or raised, and no press takes it twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.array(fate, { minLength: 1, maxLength: 40 }),
        async (steps, fates) => {
          const directory = mkdtempSync(join(tmpdir(), 'till-'));
          const till = openTill(directory);
          let calls = 0;
          till.bank.fate = () => fates[calls++ % fates.length] ?? 'heard';
          till.bank.onCharge = (code) => (code === '1' ? 'pays' : code === '2' ? 'asks' : 'refuses');
          try {
            for (const each of steps) {
              await carryOut(till, each);
              check(till);
            }
            till.bank.fate = () => 'heard';
            await till.clock.advanceAsync(2 * HOUR);
            check(till);
            balance(till);
          } finally {
            await till.close();
            rmSync(directory, { recursive: true });
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 60_000);
});
