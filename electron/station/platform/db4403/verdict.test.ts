import { describe, expect, it } from 'vitest';
import type { Delivery } from '../outbox/contract.ts';
import { verdictOn } from './verdict.ts';
import type { Asked } from './verdict.ts';

const FIRST: Asked = { interface: 'vehicleEnter', unanswered: false, corrected: false };

describe("what a platform's code means for a report", () => {
  it.each<[string, Delivery['kind'], number[]]>([
    ['taken', 'delivered', [0]],
    ['about us or its health: it will take this report later', 'not-now', [5, 6, 7, 8, 1001, 1101, 3001, 3002]],
    ['the form of this report', 'refused', [1, 3, 4, 1000, 1002, 1004, 1005, 1007]],
    ['what this report asks', 'refused', [1100, 1102, 1103, 1104, 1107, 1201, 1300, 1301, 1400, 1401, 1500, 1501]],
    ['interface codes, extensions and what is in no table', 'refused', [4001, 5004, 5005, 6001, -1]],
  ])('%s: %s', (_, kind, codes) => {
    for (const code of codes)
      expect(verdictOn(code, 'words', FIRST)).toEqual({ kind, code: String(code), message: 'words' });
  });
});

describe('1200, the object exists already', () => {
  const kind = (asked: Partial<Asked>) => verdictOn(1200, null, { ...FIRST, ...asked }).kind;

  it('of what happens once: it arrived before, and its answer was lost', () => {
    for (const name of ['vehicleEnter', 'vehicleLeave', 'chargeRecord', 'eventReport', 'reservationPriority'] as const)
      expect(kind({ interface: name })).toBe('delivered');
    expect(kind({ interface: 'imageUpload' }), 'a picture is its content').toBe('delivered');
  });

  it('of what a person put right: the platform holds what was sent first, however often this was', () => {
    expect(kind({ corrected: true })).toBe('refused');
    expect(kind({ corrected: true, unanswered: true })).toBe('refused');
  });

  it('of what changes under one number: the platform may hold the state before', () => {
    for (const name of [
      'payResult',
      'overdueOrder',
      'refundResult',
      'gateInfo',
      'orderChange',
      'recordCorrection',
    ] as const)
      // prettier-ignore
      expect([name, kind({ interface: name })]).toEqual([name, 'refused']);
  });

  it('of a state that was sent before as it is, without an answer: it arrived', () =>
    expect(kind({ interface: 'payResult', unanswered: true })).toBe('delivered'));
});
