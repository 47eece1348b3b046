/** A figure that stands against a raw limit measured in the same run. Names are those in the benchmark's own figures. */
export interface Row {
  /** Its name in the budget. */
  id: string;
  words: string;
  figure: string;
  raw: string;
  ratio: string;
  unit: 'ms' | 'MB' | 'a second';
  /** Which way a ratio is better. */
  better: 'lower' | 'higher';
  /** What the ratio should come to; absent: as little as can be. */
  aim?: number;
}

/** One benchmark of the whole run. */
export interface Run {
  /** The program of test/bench, and what it is told. */
  program: string;
  args: readonly string[];
  /** Told besides for a first look. */
  quick: readonly string[];
  rows: readonly Row[];
}

/** A ratio that is better when it is lower, of a time. */
const time = (id: string, words: string, [figure, raw, ratio]: [string, string, string], aim?: number): Row => ({
  ...{ id, words, figure, raw, ratio, unit: 'ms', better: 'lower' },
  ...(aim === undefined ? {} : { aim }),
});
const memory = (id: string, words: string, figures: [string, string, string]): Row => ({
  ...time(id, words, figures),
  unit: 'MB',
});

const outboxRows = (['mqtts', 'https'] as const).flatMap((way): Row[] => [
  {
    id: `outbox.${way}-drain`,
    words: `${way.toUpperCase()}: a backlog drained; the bare client`,
    figure: `${way}DrainPerSecond`,
    raw: `${way}BarePerSecond`,
    ratio: `${way}Ratio`,
    unit: 'a second',
    better: 'higher',
    aim: 0.5,
  },
  time(`outbox.${way}-fresh`, `${way.toUpperCase()}: a live report meanwhile; with nothing waiting`, [
    `${way}LiveP50ms`,
    `${way}IdleP50ms`,
    `${way}FreshRatio`,
  ]),
]);

/** What `npm run bench` runs, in this order. */
export const PLAN: Readonly<Record<string, Run>> = {
  gate: {
    program: 'gate',
    args: [],
    quick: ['--captures', '200', '--backlog', '4000'],
    rows: [
      time('gate.p50', 'capture to open frame, p50; a bare server', ['p50ms', 'rawP50ms', 'ratioP50']),
      time('gate.p99', 'the same, p99', ['p99ms', 'rawP99ms', 'ratio']),
    ],
  },
  'gate-report': {
    program: 'gate',
    args: ['--report'],
    quick: ['--captures', '400', '--backlog', '4000', '--stays', '20000'],
    rows: [
      time('gate-report.p99', 'beside a report, p99; beside none', ['besideReportP99ms', 'p99ms', 'besideReportRatio'], 1.2), // prettier-ignore
    ],
  },
  outbox: { program: 'outbox', args: [], quick: ['--count', '20000'], rows: outboxRows },
  commit: {
    program: 'commit',
    args: [],
    quick: ['--count', '200'],
    rows: [time('commit.p50', 'a capture on the disk, p50; a bare write', ['p50ms', 'rawP50ms', 'ratio'])],
  },
  history: {
    program: 'history',
    args: [],
    quick: ['--count', '50000'],
    rows: [time('history.p99', 'a search among a million, p99; LIKE, p50', ['p99ms', 'likeP50ms', 'ratio'])],
  },
  report: {
    program: 'report',
    args: [],
    quick: ['--count', '50000'],
    rows: [time('report.p50', 'a day of a million, p50; counted by SQL', ['p50ms', 'rawP50ms', 'ratio'])],
  },
  board: {
    program: 'board',
    args: ['--seconds', '180'],
    quick: ['--seconds', '40'],
    rows: [time('board.p99', 'key to paint, busy, p99; idle', ['p99ms', 'idleP99ms', 'ratio'])],
  },
  exit: {
    program: 'exit',
    args: [],
    quick: ['--count', '20000', '--cars', '20'],
    rows: [time('exit.p50', 'capture to bill, a million stays; few', ['p50ms', 'fewP50ms', 'ratio'], 1.1)],
  },
  start: {
    program: 'start',
    args: [],
    quick: ['--rounds', '2', '--cold-rounds', '0'],
    rows: [time('start.p50', 'start to usable board; an empty window', ['p50ms', 'rawP50ms', 'ratio'])],
  },
  memory: {
    program: 'memory',
    args: [],
    quick: ['--vehicles', '100'],
    rows: [
      memory('memory.station', 'station after the soak; before', ['stationMB', 'stationFirstMB', 'stationRatio']),
      memory('memory.window-heap', "window's heap after the soak; before", [
        'windowHeapMB',
        'windowHeapFirstMB',
        'windowHeapRatio',
      ]),
      memory('memory.window', 'window after the soak; before', ['windowMB', 'windowFirstMB', 'windowRatio']),
    ],
  },
};
