import { describe, expect, it } from 'vitest';
import { runConformance } from '../conformance/conformance.ts';
import type { Run } from '../conformance/conformance.ts';
import type { Field, Table } from '../conformance/standard/description.ts';
import { STANDARDS } from '../conformance/suites/suites.ts';
import type { Standards } from '../conformance/suites/suites.ts';

const failures = ({ sections }: Run) =>
  sections.flatMap(({ code, outcomes }) => outcomes.filter(({ passed }) => !passed).map((each) => ({ code, ...each })));

it('both ends keep to both standards, over both transports', async () => {
  const run = await runConformance({ only: ['vehicleEnter', 'service', 'envelope'] });
  expect(failures(run)).toEqual([]);
  const counts = run.sections.map(
    ({ code, transport, outcomes }) => [`${code} ${transport}`, outcomes.length] as const,
  );
  const least: Record<string, number> = {
    'vehicleEnter mqtts': 240,
    'vehicleEnter https': 250,
    'service mqtts': 8,
    'service https': 18,
    'envelope https': 80,
  };
  expect(counts.map(([name]) => name)).toEqual(Object.keys(least));
  for (const [name, count] of counts) expect([name, count >= (least[name] ?? Infinity)]).toEqual([name, true]);
});

/** The standards, but for one attribute that somebody read otherwise. */
function misread(code: string, name: string, change: Partial<Field>): Standards {
  const inTable = (table: Table): Table => ({
    ...table,
    fields: table.fields.map((field) => (field.name === name ? { ...field, ...change } : field)),
  });
  const inList = <I extends { code: string; request: Table }>(list: readonly I[]): I[] =>
    list.map((each) => (each.code === code ? { ...each, request: inTable(each.request) } : each));
  const { reports, services, citybrain } = STANDARDS;
  return { reports: inList(reports), services: inList(services), citybrain: inList(citybrain) };
}

describe('where the standard says something else, the run goes red', () => {
  it.each<[string, string, Partial<Field>]>([
    ['vehicleEnter', 'carNo', { length: 12 }],
    ['confirmBookStall', 'confirmStatus', { required: false }],
    ['away', 'operator', { required: true }],
  ])('%s: %s %j', async (code, name, change) => {
    const run = await runConformance({ only: [code], transports: ['https'], standards: misread(code, name, change) });
    const wrong = failures(run);
    expect(wrong.map(({ attribute }) => attribute)).toContain(name);
    expect(run.failed).toBe(wrong.length);
    expect(run.passed).toBeGreaterThan(50);
  });
});
