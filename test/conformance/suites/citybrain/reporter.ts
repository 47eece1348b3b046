import { openCitybrainEnds } from '../../ends/citybrain.ts';
import type { CitybrainEnds } from '../../ends/citybrain.ts';
import { until } from '../../ends/waiting.ts';
import type { Report } from '../../../../electron/station/ledger/report.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { departuresFrom } from '../../standard/departures.ts';
import type { CitybrainInterface } from '../../standard/citybrain.ts';
import { STAY_SAMPLES } from '../samples/stays.ts';
import type { CitybrainOptions } from './options.ts';

/** Entries and exits as the station words them, whatever cameras and people make of a plate: none may be refused. */
export async function runCitybrainReporter({ keys, interfaces, onSection }: CitybrainOptions): Promise<void> {
  const ends = await openCitybrainEnds('reporter', keys);
  try {
    for (const each of interfaces) {
      const { code, clause, title, request, reply } = each;
      if (code !== 'parking' && code !== 'away') continue;
      const samples = code === 'parking' ? STAY_SAMPLES.entered() : STAY_SAMPLES.left();
      const outcomes: Outcome[] = [];
      for (const [detail, report] of samples) outcomes.push(await tell(ends, each, detail, report));
      const tables = [request.number, reply.number];
      onSection({ standard: 'citybrain', code, clause, title, direction: 'up', tables, transport: 'https', outcomes });
    }
  } finally {
    await ends.stop();
  }
}

interface ToldRow {
  interface: string;
  state: string;
  code: string | null;
  message: string | null;
  payload: string;
}

/** An exit whose entry was never told brings its entry along: all that one report became is looked at. */
async function tell(
  { db, ledger, platform }: CitybrainEnds,
  { request }: CitybrainInterface,
  detail: string,
  report: Report,
): Promise<Outcome> {
  const since = db.prepare<[], { seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM outbox').get()?.seq ?? 0;
  const rows = db.prepare<[number], ToldRow>(
    `SELECT interface, state, answer_code AS code, answer_message AS message, payload FROM outbox WHERE seq > ?`,
  );
  const violations = platform.book.violations.length;
  ledger.record((tx) => tx.report(report, null));
  const begun = performance.now();
  await until(() => rows.all(since).every(({ state }) => state !== 'waiting'));
  const told = rows.all(since);
  const own = told.find((row) => row.interface === (report.kind === 'entered' ? 'parking' : 'away'));
  const trouble = [
    ...unless(own !== undefined, 'nothing was recorded'),
    ...told
      .filter(({ state }) => state !== 'acknowledged')
      .map((row) => `${row.interface} ${row.state} ${row.message}`),
    ...(own === undefined
      ? []
      : departuresFrom(request, JSON.parse(own.payload)).map(({ field, fault }) => `${field} ${fault}`)),
    ...platform.book.violations.slice(violations).map(({ message }) => message),
  ];
  const seen = told.map((row) => `${row.interface} ${row.code}`).join(', ');
  return outcome(
    { kind: 'reporter', detail: `${report.kind}: ${detail}` },
    'success',
    seen,
    trouble,
    performance.now() - begun,
  );
}
