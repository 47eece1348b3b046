import { outcome } from './outcome.ts';
import type { Report } from './report.ts';
import { failedIn, passedIn } from './section.ts';
import type { Outcome, Section } from './section.ts';

export const passed = (attribute: string | null, ms: number | null = null): Outcome =>
  outcome({ attribute, kind: 'longest', detail: '' }, '0', '0 成功', [], ms);
export const failed = (attribute: string | null, seen = '0 成功'): Outcome =>
  outcome({ attribute, kind: 'too-long', detail: '11' }, '1004', seen, ['another code']);

/** A section of entries over HTTPS, but for what is said. */
export const section = (change: Partial<Section>): Section => ({
  standard: 'db4403',
  code: 'vehicleEnter',
  clause: '7.3.4.1.1',
  title: { zh: '车辆驶入信息上报', en: 'Entry' },
  direction: 'up',
  tables: ['19', '20'],
  transport: 'https',
  outcomes: [],
  ...change,
});

export function report(sections: Section[]): Report {
  const sum = (count: (section: Section) => number): number => sections.reduce((all, each) => all + count(each), 0);
  return {
    product: 'Gatehouse',
    version: '1.2.3',
    date: '2026-03-04 05:06:07',
    took: 7,
    environment: { 'Node.js': '24' },
    startedAt: 0,
    endedAt: 7000,
    passed: sum(passedIn),
    failed: sum(failedIn),
    sections,
  };
}
