/**
 * Reads Prometheus' text format by its published grammar, as strictly as its own reader does: each line is a comment or a
 * sample, a kind is told once and before the samples, samples of one metric stand together, no two are of the same labels,
 * and the last line ends. Throws with the line that is none.
 */
export function readExposition(text: string): Map<string, { kind: string; samples: Map<string, number> }> {
  const metrics = new Map<string, { kind: string; samples: Map<string, number> }>();
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const wrong = (why: string): Error => new Error(`${why}: ${line}`);
    const [, what, named = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\n]*)$/.exec(line) ?? [];
    if (what === 'HELP') {
      if (metrics.has(named)) throw wrong('told twice');
      if (!/^(?:[^\\]|\\\\|\\n)*$/.test(rest)) throw wrong('an escape that is none');
      current = named;
      continue;
    }
    if (what === 'TYPE') {
      if (metrics.has(named) || named !== current) throw wrong('a kind that is not told once, after its help');
      if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest)) throw wrong('no such kind');
      metrics.set(named, { kind: rest, samples: new Map() });
      continue;
    }
    if (line.startsWith('#')) continue;
    const parts = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([^\n]*)\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(line);
    if (parts === null) throw wrong('no sample');
    const [, name = '', , labels = '', value = ''] = parts;
    const pair = /[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"/y;
    for (let at = 0; at < labels.length; at = pair.lastIndex + 1) {
      pair.lastIndex = at;
      if (!pair.test(labels) || !['', ','].includes(labels.charAt(pair.lastIndex))) throw wrong('no labels');
    }
    const metric = metrics.get(name);
    if (metric === undefined || name !== current) throw wrong('a sample that does not stand with its metric');
    if (metric.samples.has(labels)) throw wrong('the same labels twice');
    metric.samples.set(labels, Number(value.replace('Inf', 'Infinity')));
  }
  return metrics;
}
