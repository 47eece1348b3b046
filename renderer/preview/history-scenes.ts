import type { CommandInput } from '../../electron/contract/commands.ts';
import type {
  EventRow,
  HistoryChoices,
  HistoryPage,
  HistoryRow,
  StayFile,
  StayRow,
} from '../../electron/contract/history.ts';
import type { OpeningsQuery, OpeningsView } from '../../electron/contract/openings.ts';
import { drawnCapture } from './drawn-capture.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';
import { NO_OPENINGS, openingsOf } from './openings-fixtures.ts';
import { entryReport } from './sync-fixtures.ts';

const MINUTE = 60_000;

/** What the station answers on the history screen. */
export interface HistoryScene {
  choices: HistoryChoices;
  find(query: CommandInput<'history.find'>): HistoryPage;
  stay(stayId: string): StayFile;
  openings(query: OpeningsQuery): OpeningsView;
}

export function stayRow(at: number, over: Partial<StayRow> = {}): StayRow {
  return {
    row: 'stay',
    id: 'stay-1',
    plate: PLATES.blue,
    plateRead: PLATES.blue,
    plateColour: 'blue',
    class: 'other',
    cardKind: null,
    enteredAt: at - 192 * MINUTE,
    entrance: PLACES.entrance(1),
    entryCause: 'automatic',
    leftAt: at - 4 * MINUTE,
    exit: PLACES.exit(1),
    exitCause: 'automatic',
    who: [],
    ...over,
  };
}

export function eventRow(at: number, over: Partial<EventRow> = {}): EventRow {
  return {
    row: 'event',
    id: 1,
    at,
    kind: 'opened-by-hand',
    plate: '',
    laneName: PLACES.entrance(2),
    who: PEOPLE.attendant,
    reason: PEOPLE.reason,
    detail: null,
    image: null,
    stayId: null,
    cardNo: null,
    ...over,
  };
}

export function stayFileOf(at: number, row: StayRow): StayFile {
  const line = { at: row.enteredAt, laneName: row.entrance, plate: row.plate, who: null, reason: null, detail: null };
  return {
    ...row,
    carColour: 'white',
    carModel: 'small',
    stallNo: null,
    orderNo: null,
    booking: null,
    card: row.cardKind && { no: 'K00001', kind: row.cardKind },
    overdue: null,
    charges: [],
    owed: 0,
    due: 0,
    payments: [],
    entry: {
      at: row.enteredAt,
      laneName: row.entrance,
      cause: row.entryCause,
      who: PEOPLE.attendant,
      because: null,
      assumed: false,
      image: drawnCapture(row.plateRead, '#345b8a'),
    },
    exit:
      row.leftAt === null
        ? null
        : {
            at: row.leftAt,
            laneName: row.exit,
            cause: row.exitCause ?? 'automatic',
            who: null,
            because: null,
            assumed: false,
            image: drawnCapture(row.plate, '#345b8a'),
          },
    audit: [
      { ...line, seq: 1, kind: 'asked', reason: 'plate-unsure', before: [] },
      { ...line, seq: 2, kind: 'corrected', who: PEOPLE.attendant, before: [{ field: 'plate', was: row.plateRead }] },
      { ...line, seq: 3, kind: 'entered', who: PEOPLE.attendant, before: [] },
      { ...line, seq: 4, at: row.leftAt ?? at, kind: 'left', laneName: row.exit, before: [] },
    ],
    numbers: [],
    reports: [
      {
        platform: 'city',
        item: entryReport(row.enteredAt, 812, row.plate, { state: 'acknowledged', code: '0', message: null }),
      },
    ],
    told: true,
  };
}

/** A busy day: cars that came and went, and what hands did between. */
function aDay(at: number): HistoryRow[] {
  const plates = [PLATES.blue, PLATES.green, PLATES.far, ...PLATES.others];
  return Array.from({ length: 160 }, (_, index): HistoryRow => {
    const time = at - index * 7 * MINUTE;
    if (index % 9 === 4) return eventRow(time, { id: index });
    if (index % 9 === 7)
      return eventRow(time, {
        id: index,
        kind: 'refused',
        plate: PLATES.white,
        reason: 'lot-full',
        who: PEOPLE.attendant,
      });
    if (index % 18 === 11)
      return eventRow(time, { id: index, kind: 'card-extended', plate: PLATES.blue, laneName: null, reason: null, detail: `K00001 ${PEOPLE.attendant}`, cardNo: 'K00001' }); // prettier-ignore
    const plate = plates[index % plates.length] ?? PLATES.blue;
    return stayRow(at, {
      id: `stay-${index}`,
      plate,
      plateRead: index % 5 === 1 ? PLATES.alike : plate,
      plateColour: plate === PLATES.green ? 'green' : 'blue',
      class: index % 3 === 0 ? 'reserved' : 'other',
      ...(index % 6 === 2 && { cardKind: 'month' as const }),
      enteredAt: time,
      ...(index < 6 && { leftAt: null, exit: null, exitCause: null }),
      ...(index >= 6 && { leftAt: time + 50 * MINUTE }),
      ...(index % 4 === 2 && { entryCause: 'confirmed' as const, who: [PEOPLE.attendant] }),
    });
  });
}

/** `history-…` scenes of the preview; null for a name that is none. */
export function historySceneOf(name: string, at: number): HistoryScene | null {
  const role = name === 'history-attendant' ? ('attendant' as const) : ('supervisor' as const);
  switch (name) {
    case 'history-day':
    case 'history-attendant':
    case 'history-filing':
    case 'history-empty': {
      const rows = name === 'history-empty' ? [] : aDay(at);
      return {
        choices: {
          role,
          lanes: [{ id: 'in-1', name: PLACES.entrance(1) }],
          people: [{ id: 'wang', name: PEOPLE.attendant }],
        },
        find({ text = '', after = 0 }) {
          const found = rows.filter(({ plate }) => plate.includes(text.toUpperCase()));
          const end = after + 50;
          return {
            rows: found.slice(after, end),
            next: end < found.length ? end : null,
            filing: name === 'history-filing',
          };
        },
        stay(stayId) {
          const row = rows.find(({ id }) => id === stayId);
          return stayFileOf(at, row?.row === 'stay' ? row : stayRow(at));
        },
        openings: (query) => (name === 'history-empty' ? NO_OPENINGS : openingsOf(at, query)),
      };
    }
    default:
      return null;
  }
}
