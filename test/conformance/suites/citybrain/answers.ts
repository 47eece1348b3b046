import type { CitybrainFaults } from '../../../../demo/citybrain/faults.ts';
import { noFaults } from '../../../../demo/citybrain/faults.ts';
import { fullRow } from '../../cases/rows.ts';
import { ENTRANCE, LOT_NO, openCitybrainEnds } from '../../ends/citybrain.ts';
import type { CitybrainEnds } from '../../ends/citybrain.ts';
import { until } from '../../ends/waiting.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import type { CitybrainInterface } from '../../standard/citybrain.ts';
import { openDesk } from '../queue.ts';
import type { Desk } from '../queue.ts';
import type { CitybrainOptions } from './options.ts';

/** How the station reads what a platform says (3.2, 3.3.2): by result_code, never by success alone. */
export async function runCitybrainAnswers({ keys, interfaces, onSection }: CitybrainOptions): Promise<void> {
  const parking = interfaces.find(({ code }) => code === 'parking');
  const heartbeat = interfaces.find(({ code }) => code === 'heartbeat');
  const common = { standard: 'citybrain', direction: 'up', transport: 'https' } as const;
  if (parking !== undefined) {
    const ends = await openCitybrainEnds('answers', keys);
    try {
      const { code, clause, title, request, reply } = parking;
      const tables = [request.number, reply.number];
      onSection({ ...common, code, clause, title, tables, outcomes: await answers(ends, parking) });
    } finally {
      await ends.stop();
    }
  }
  if (heartbeat !== undefined) {
    const { code, clause, title, request, reply } = heartbeat;
    const outcomes = await presence(keys);
    onSection({ ...common, code, clause, title, tables: [request.number, reply.number], outcomes });
  }
}

type Told = readonly [detail: string, faults: Partial<CitybrainFaults>, state: 'parked' | 'waiting', code: string];

const ANSWERS: readonly Told[] = [
  ['success:true beside an error', { refuse: { code: 'SOME_ERROR', message: '业务失败' } }, 'parked', 'SOME_ERROR'],
  ['success:false with words', { refuse: { error: 'plate_no 错误' } }, 'parked', 'success:false'],
  ['success:false alone', { refuse: 'bare' }, 'parked', 'success:false'],
  ['HTTP 500', { status: 500 }, 'waiting', ''],
  ['a page instead of JSON', { notJson: true }, 'waiting', ''],
  ['the connection ends before an answer', { hangUp: 'before' }, 'waiting', ''],
];

/** Each answer once; what waits must be taken when the platform is well again. */
async function answers(
  { platform, ...ends }: CitybrainEnds,
  { code, request }: CitybrainInterface,
): Promise<Outcome[]> {
  const desk: Desk = openDesk(ends, 'citybrain');
  const fields = request.fields.filter(({ name }) => name !== 'snapshot');
  const place = { parkCode: LOT_NO, fixed: { port_no: ENTRANCE } };
  const outcomes: Outcome[] = [];
  const stateOf = (id: string) => desk.look(code).get(id);
  for (const [i, [detail, faults, state, wanted]] of ANSWERS.entries()) {
    const id = `answer-${i}`;
    Object.assign(platform.faults, noFaults(), faults, { only: 'parking' });
    const attempts = (): number =>
      ends.db.prepare<[string], { n: number }>('SELECT attempts AS n FROM outbox WHERE business_id = ?').get(id)?.n ??
      0;
    desk.put(code, [{ id, item: fullRow({ ...request, fields }, place, 9000 + i) }]);
    await until(() => stateOf(id)?.state === 'parked' || attempts() > 0);
    const seen = stateOf(id);
    Object.assign(platform.faults, noFaults());
    const isTaken = state === 'parked' || (await until(() => stateOf(id)?.state === 'acknowledged'));
    const trouble = [
      ...unless(seen?.state === state && (wanted === '' || seen.code === wanted), 'not so'),
      ...unless(isTaken, 'not taken afterwards'),
    ];
    const expected = state === 'parked' ? `parked: ${wanted}` : 'waits, then success';
    outcomes.push(
      outcome(
        { kind: 'reply', detail },
        expected,
        `${seen?.state} ${seen?.code ?? ''} ${seen?.message ?? ''}`,
        trouble,
      ),
    );
  }
  return [...outcomes, await unregistered({ platform, ...ends }, desk, { ...request, fields })];
}

/** A lot that the platform does not know: nothing is parked, everything waits until it does. */
async function unregistered(
  { platform, link }: CitybrainEnds,
  desk: Desk,
  request: CitybrainInterface['request'],
): Promise<Outcome> {
  platform.faults.unregistered = true;
  const id = 'answer-unregistered';
  desk.put('parking', [{ id, item: fullRow(request, { parkCode: LOT_NO, fixed: { port_no: ENTRANCE } }, 9900) }]);
  const isSaid = await until(() => link.view().state === 'refused');
  const state = desk.look('parking').get(id)?.state;
  const { cause, detail } = link.view();
  platform.faults.unregistered = false;
  const isTaken = await until(() => desk.look('parking').get(id)?.state === 'acknowledged', 20_000);
  const trouble = [...unless(isSaid && state === 'waiting', 'not so'), ...unless(isTaken, 'not taken afterwards')];
  const seen = `${state}; ${cause} ${detail}`;
  return outcome(
    { kind: 'business', detail: 'PARKING_LOT_NOT_EXIST to everything' },
    'waits, is said, then success',
    seen,
    trouble,
  );
}

/** Alive at once, and again in time; lost when the station stops. */
async function presence(keys: CitybrainOptions['keys']): Promise<Outcome[]> {
  const ends = await openCitybrainEnds('presence', keys);
  const beats = () => ends.platform.book.entries.filter((entry) => entry.interface === 'heartbeat');
  const statuses = (): string =>
    beats()
      .map(({ params }) => params['status'])
      .join(', ');
  const told = (detail: string, expected: string, seen: string, isSo: boolean): Outcome =>
    outcome({ attribute: 'status', kind: 'reply', detail }, expected, seen, unless(isSo, 'not so'));
  const first = told('when the station starts', 'alive', statuses(), statuses() === 'alive');
  const isAgain = await until(() => beats().length >= 2, 8000);
  const [one, two] = beats();
  const gap = one && two ? two.at - one.at : Infinity;
  const again = told('every 5 s, as the site says', '≤ 60 s', `${Math.round(gap / 1000)} s`, isAgain && gap <= 6000);
  await ends.stop();
  return [first, again, told('when the station stops', 'lost', statuses(), statuses().endsWith('lost'))];
}
