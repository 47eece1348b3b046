import { isDeepStrictEqual } from 'node:util';
import { entriesOf } from '../../../../demo/citybrain/book.ts';
import { casesOf } from '../../cases/cases.ts';
import type { Case } from '../../cases/cases.ts';
import { fullRow } from '../../cases/rows.ts';
import type { Row } from '../../cases/rows.ts';
import { ENTRANCE, EXIT, LOT_NO, openCitybrainEnds } from '../../ends/citybrain.ts';
import type { CitybrainEnds } from '../../ends/citybrain.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import type { CitybrainInterface } from '../../standard/citybrain.ts';
import { openDesk } from '../queue.ts';
import type { Desk, SentItem } from '../queue.ts';
import type { CitybrainOptions } from './options.ts';
import { complaintFor, complains, isAsked, wordsFor } from './complaint.ts';

/** Numbers that the platform gave out have cases of their own; pictures, too. */
const APART = ['snapshot', 'parking_lot_no', 'port_no'];

/**
 * Entries and exits from the queue to the book (3.2.1, 3.2.2): sealed, sent and read by the station's own transport. What is
 * lawful must be acknowledged and stand in the book value for value; what is not must be parked with the platform's words.
 */
export async function runCitybrainReports({ keys, interfaces, onSection }: CitybrainOptions): Promise<void> {
  for (const each of interfaces) {
    const { code, clause, title, request, reply } = each;
    if (code !== 'parking' && code !== 'away') continue;
    const ends = await openCitybrainEnds(`reports-${code}`, keys);
    try {
      const desk = openDesk(ends, 'citybrain');
      const outcomes = [...(await byTable(ends, desk, each)), ...(await byRegister(ends, desk, each))];
      const tables = [request.number, reply.number];
      onSection({ standard: 'citybrain', code, clause, title, direction: 'up', tables, transport: 'https', outcomes });
    } finally {
      await ends.stop();
    }
  }
}

interface Numbered extends Case {
  id: string;
}

const placeOf = (code: string) => ({
  parkCode: LOT_NO,
  fixed: { parking_lot_no: LOT_NO, port_no: code === 'parking' ? ENTRANCE : EXIT },
});

/** The same without a picture: it has cases of its own. */
const withoutPicture = ({ request }: CitybrainInterface) => ({
  ...request,
  fields: request.fields.filter(({ name }) => name !== 'snapshot'),
});

async function byTable(ends: CitybrainEnds, desk: Desk, each: CitybrainInterface): Promise<Outcome[]> {
  const { code } = each;
  const cases = casesOf(withoutPicture(each), { place: placeOf(code), manner: 'strict', except: APART })
    .filter((one) => isAsked(each.request, one))
    .map((one, i): Numbered => ({ ...one, id: `${code}-${i + 1}` }));
  if (code === 'away') await enterFirst(desk, cases);
  desk.put(code, cases);
  await desk.settled(cases.length);
  const seen = desk.look(code);
  const held = entriesOf(ends.platform.book, each.code).map(({ params }) => params);
  return cases.map((one) => judged(one, seen.get(one.id), held));
}

/** An exit is of an order that is there: each lawful one has its entry before it. */
async function enterFirst(desk: Desk, cases: readonly Numbered[]): Promise<void> {
  const orders = cases.flatMap(({ id, item, expected }) => {
    if (expected.is !== 'taken') return [];
    const { out_order_no: outOrderNo, plate_no: plate } = item as Row;
    return [{ id: `entry-of-${id}`, item: entry(outOrderNo, plate) }];
  });
  desk.put('parking', orders);
  await desk.settled(orders.length);
}

const entry = (outOrderNo: unknown, plate: unknown): Row => ({
  out_order_no: outOrderNo,
  plate_no: plate,
  plate_color: 'pnc_02',
  parking_time: '2024-01-01 00:00:00',
  parking_lot_no: LOT_NO,
  port_no: ENTRANCE,
  total_spaces: 100,
  free_spaces: 80,
});

function judged(
  { attribute, kind, detail, item, expected }: Numbered,
  sent: SentItem | undefined,
  held: Row[],
): Outcome {
  const complaint = complaintFor({ expected });
  const seen = `${sent?.state} ${sent?.code ?? ''} ${sent?.message ?? ''}`.trim();
  const isKept = held.some((params) => isDeepStrictEqual(params, item));
  const trouble =
    complaint === null
      ? [
          ...unless(sent?.state === 'acknowledged' && sent.code === 'success', 'not taken'),
          ...unless(isKept, 'not kept as sent'),
        ]
      : [
          ...unless(sent?.state === 'parked', 'not parked'),
          ...unless(complains(sent?.message ?? '', complaint), `does not name ${complaint}`),
          ...unless(!isKept, 'something was kept'),
        ];
  return outcome({ attribute, kind, detail }, wordsFor(complaint), seen, trouble, sent?.ms ?? null);
}

type Told = readonly [
  attribute: string | null,
  detail: string,
  change: Row,
  state: string,
  code: string,
  words: string,
];

/** What the platform knows of its lots, ports and orders (3.3.2). */
async function byRegister({ platform }: CitybrainEnds, desk: Desk, each: CitybrainInterface): Promise<Outcome[]> {
  const { code } = each;
  const told: readonly Told[] = [
    [
      'parking_lot_no',
      'a lot that is not registered',
      { parking_lot_no: '9999' },
      'parked',
      'PARKING_LOT_NOT_EXIST',
      '',
    ],
    ['port_no', 'a port that is not registered', { port_no: 'Z99' }, 'parked', 'success:false', 'port_no'],
    [
      null,
      'device_no of the example',
      { device_no: '4c322421-e6f2-444e-a65e-03b49b330f66' },
      'acknowledged',
      'success',
      '',
    ],
  ];
  const outcomes: Outcome[] = [];
  let serial = 5000;
  const lawful = async (): Promise<Row> => {
    const row = fullRow(withoutPicture(each), placeOf(code), (serial += 1));
    if (code === 'away') {
      desk.put('parking', [{ id: `entry-${serial}`, item: entry(row['out_order_no'], row['plate_no']) }]);
      await desk.settled(1);
    }
    return row;
  };
  const send = async (id: string, item: Row): Promise<SentItem | undefined> => {
    desk.put(code, [{ id, item }]);
    await desk.settled(1);
    return desk.look(code).get(id);
  };
  for (const [attribute, detail, change, state, wanted, words] of told) {
    const sent = await send(`${code}-register-${outcomes.length}`, { ...(await lawful()), ...change });
    const trouble = [
      ...unless(sent?.state === state && sent.code === wanted, 'not so'),
      ...unless(words === '' || complains(sent?.message ?? '', words), `does not name ${words}`),
    ];
    const seen = `${sent?.state} ${sent?.code} ${sent?.message ?? ''}`;
    outcomes.push(
      outcome({ attribute, kind: 'business', detail }, `${wanted} ${words}`.trim(), seen, trouble, sent?.ms),
    );
  }
  outcomes.push(await again(platform, desk, each, await lawful(), send));
  if (code === 'away') {
    const row = { ...(await lawful()), out_order_no: 'an-order-that-never-was' };
    const sent = await send('away-without-entry', row);
    const isSo = sent?.state === 'parked' && sent.code === 'ORDER_NOT_EXIST';
    const about = { attribute: 'out_order_no', kind: 'business', detail: 'no entry anywhere' } as const;
    outcomes.push(
      outcome(about, 'ORDER_NOT_EXIST', `${sent?.state} ${sent?.code}`, unless(isSo, 'not so'), sent?.ms ?? null),
    );
  }
  return outcomes;
}

/** An entry told twice is OUT_ORDER_NO_DUPLICATION, and delivered all the same; an exit is answered as before. */
async function again(
  { book }: CitybrainEnds['platform'],
  desk: Desk,
  { code }: CitybrainInterface,
  row: Row,
  send: (id: string, item: Row) => Promise<SentItem | undefined>,
): Promise<Outcome> {
  await send(`${code}-once`, row);
  const orders = book.orders.size;
  const sent = await send(`${code}-twice`, row);
  const wanted = code === 'parking' ? 'OUT_ORDER_NO_DUPLICATION' : 'success';
  const isSo = sent?.state === 'acknowledged' && sent.code === wanted && book.orders.size === orders;
  return outcome(
    { kind: 'again', detail: '' },
    wanted,
    `${sent?.state} ${sent?.code}`,
    unless(isSo, 'not so'),
    sent?.ms ?? null,
  );
}
