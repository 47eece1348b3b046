/** Prometheus' text format, version 0.0.4: as much of it as counters and gauges need. */

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export interface Sample {
  value: number;
  /** Label → its value, any text. */
  labels?: Readonly<Record<string, string>>;
}

export interface Metric {
  /** `[a-zA-Z_:][a-zA-Z0-9_:]*`; of a counter it ends with `_total`. */
  name: string;
  kind: 'counter' | 'gauge';
  /** One line for whoever reads it. */
  help: string;
  samples: readonly Sample[];
}

/** One metric after the other, each with its help and its kind; one without samples is left out. */
export const exposition = (metrics: readonly Metric[]): string =>
  metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, kind, help, samples }) =>
      [
        `# HELP ${name} ${escaped(help)}`,
        `# TYPE ${name} ${kind}`,
        ...samples.map((sample) => line(name, sample)),
        '',
      ].join('\n'),
    )
    .join('');

function line(name: string, { value, labels = {} }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text).replaceAll('"', '\\"')}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${numberOf(value)}`;
}

/** As Go reads numbers. */
function numberOf(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
