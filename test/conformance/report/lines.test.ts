import { describe, expect, it } from 'vitest';
import { linesOf } from './lines.ts';
import { failed, passed, report, section } from './section.fixture.ts';
import { merged, slowestIn } from './section.ts';

describe('sections of several parts', () => {
  const order = (_standard: string, code: string): number => ['login', 'vehicleEnter'].indexOf(code);

  it('become one for each interface and transport, in order, MQTTS first', () => {
    const parts = [
      section({ outcomes: [passed('carNo', 3)] }),
      section({ code: 'login' }),
      section({ transport: 'mqtts' }),
      section({ outcomes: [failed('id'), passed('id', 9)] }),
    ];
    const sections = merged(parts, order);
    expect(sections.map(({ code, transport, outcomes }) => `${code} ${transport} ${outcomes.length}`)).toEqual([
      'login https 0',
      'vehicleEnter mqtts 0',
      'vehicleEnter https 3',
    ]);
    expect(sections.map(slowestIn)).toEqual([null, null, 9]);
    // What was handed in is as it was.
    expect(parts[0]?.outcomes).toHaveLength(1);
  });
});

describe('what is printed', () => {
  it('ends with the sum', () => {
    const lines = linesOf(report([section({ outcomes: [passed('id'), passed(null)] })]), 'folder');
    expect(lines.at(-1)).toBe('2 passed, 0 failed');
    expect(lines.join('\n')).not.toContain('FAILED');
  });

  it('names the first failures of each interface, and counts the others', () => {
    const lines = linesOf(report([section({ outcomes: Array.from({ length: 8 }, () => failed('carNo')) })]), 'folder');
    expect(lines.filter((line) => line.includes('✗ carNo too-long 11: expected 1004, saw 0 成功'))).toHaveLength(5);
    expect(lines).toContain('    … and 3 more');
    expect(lines.at(-1)).toBe('0 passed, 8 failed');
  });
});
