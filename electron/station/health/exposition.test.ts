import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposition } from './exposition.ts';
import type { Metric } from './exposition.ts';
import { readExposition } from './exposition.fixture.ts';

const metric: Metric = { name: 'a_total', kind: 'counter', help: 'Of cars.', samples: [{ value: 3 }] };

describe("Prometheus' text format", () => {
  it('is help, kind and samples, line by line', () => {
    const platforms: Metric = {
      name: 'b',
      kind: 'gauge',
      help: 'two\nlines, a \\',
      samples: [
        { labels: { platform: 'db4403', state: 'up' }, value: 0.25 },
        { labels: { platform: 'a "b"\\\n', state: '' }, value: -1e-9 },
      ],
    };
    expect(exposition([metric, { ...metric, name: 'none_total', samples: [] }, platforms])).toBe(
      [
        '# HELP a_total Of cars.',
        '# TYPE a_total counter',
        'a_total 3',
        '# HELP b two\\nlines, a \\\\',
        '# TYPE b gauge',
        'b{platform="db4403",state="up"} 0.25',
        'b{platform="a \\"b\\"\\\\\\n",state=""} -1e-9',
        '',
      ].join('\n'),
    );
  });

  it('numbers that are none are written as the format has them', () => {
    const values = [Number.NaN, Infinity, -Infinity, 1e21];
    const samples = values.map((value, n) => ({ value, labels: { n: String(n) } }));
    const read = readExposition(exposition([{ ...metric, samples }]));
    expect([...(read.get('a_total')?.samples.values() ?? [])]).toEqual(values);
  });

  it('whatever stands in labels and help, a reader of the grammar gets back what was meant', () => {
    const label = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
    const sample = fc.record({
      // A minus before nothing is written as nothing.
      value: fc.double().map((value) => value + 0),
      labels: fc.dictionary(label, fc.string({ unit: 'binary' }), { maxKeys: 3 }),
    });
    const metrics = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z][a-z_:]{0,12}$/),
        kind: fc.constantFrom('counter' as const, 'gauge' as const),
        help: fc.string({ unit: 'binary' }),
        samples: fc.uniqueArray(sample, {
          minLength: 1,
          maxLength: 4,
          selector: ({ labels }) => JSON.stringify(Object.entries(labels).sort()),
        }),
      }),
      { selector: ({ name }) => name, minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(metrics, (all) => {
        const read = readExposition(exposition(all));
        for (const { name, kind, samples } of all) {
          expect(read.get(name)?.kind).toBe(kind);
          expect([...(read.get(name)?.samples.values() ?? [])]).toEqual(samples.map(({ value }) => value));
        }
      }),
    );
  });

  it.each(['a 1', 'a{b="c} 1', 'a{b="\\x"} 1', '# TYPE a counter', 'a one\n', 'a 1 '])(
    'control: the reader turns %j away',
    (text) => {
      expect(() => readExposition(`# HELP a x\n# TYPE a gauge\n${text}`)).toThrow();
    },
  );
});
