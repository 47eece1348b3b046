import type {
  CardColumn,
  CardFile,
  CardLine,
  CardPage,
  CardProblem,
  CardQuery,
  CardStanding,
  ImportPreview,
  PreviewRow,
} from '../../electron/contract/cards.ts';
import type { Role } from '../../electron/contract/vocabulary.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';

/** What the station answers on the cards screen. */
export interface CardsScene {
  list(query: CardQuery): CardPage;
  file(no: string): CardFile | null;
  /** Of whatever file is chosen. */
  preview: ImportPreview;
}

const DAY = 86_400_000;
const dayAt = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** How far from today a card of each standing begins and ends, in days. */
const TIMES: Readonly<Record<CardStanding, readonly [number, number]>> = {
  valid: [-20, 40],
  ending: [-28, 2],
  'not-yet': [5, 35],
  over: [-50, -12],
  ended: [-30, 30],
};
const STANDINGS = Object.keys(TIMES) as CardStanding[];

export function cardOf(at: number, no: string, over: Partial<CardLine> = {}): CardLine {
  const standing = over.standing ?? 'valid';
  const [from, to] = TIMES[standing];
  return {
    no,
    kind: 'month',
    holder: PEOPLE.attendant,
    phone: '13800000000',
    plates: [{ plate: PLATES.blue, colour: 'blue' }],
    carsInside: 1,
    from: dayAt(at + from * DAY),
    to: dayAt(at + to * DAY),
    monthlyPrice: 30_000,
    remark: '',
    standing,
    endedAt: standing === 'ended' ? at - DAY : null,
    ...over,
  };
}

function manyCards(at: number, count: number): CardLine[] {
  return Array.from({ length: count }, (_, n) => {
    const plate = PLATES.others[n % PLATES.others.length] ?? PLATES.far;
    return cardOf(at, `K${String(n + 1).padStart(5, '0')}`, {
      standing: STANDINGS[n % STANDINGS.length] ?? 'valid',
      plates: [{ plate, colour: plate.length === 8 ? 'green' : 'blue' }],
      ...(n % 7 === 3 && {
        kind: 'free' as const,
        to: null,
        standing: 'valid' as const,
        plates: [
          { plate, colour: null },
          { plate: PLATES.green, colour: 'green' as const },
          { plate: PLATES.yellow, colour: 'yellow' as const },
        ],
        carsInside: 2,
        monthlyPrice: null,
        remark: PEOPLE.reason,
      }),
    });
  });
}

function pageOf(at: number, all: readonly CardLine[], role: Role, query: CardQuery): CardPage {
  const { filter = 'current', text = '', skip = 0, limit = 50 } = query;
  const found = all.filter(
    ({ standing, plates, no, holder }) =>
      (filter === 'current' ? !['over', 'ended'].includes(standing) : standing === filter) &&
      [no, holder, ...plates.map(({ plate }) => plate)].some((part) => part.includes(text.toUpperCase())),
  );
  const counts = { valid: 0, ending: 0, 'not-yet': 0, over: 0, ended: 0 };
  for (const { standing } of all) counts[standing] += 1;
  return { role, day: dayAt(at), items: found.slice(skip, skip + limit), skip, total: found.length, counts };
}

/** All that can be done with a card, newest first. */
function fileOf(at: number, card: CardLine): CardFile {
  const act = { who: PEOPLE.attendant, because: null, paid: null, from: card.from, to: card.to };
  const acts: CardFile['acts'] = [
    { ...act, id: 4, at: at - DAY, kind: 'imported', because: PEOPLE.reason, before: { holder: '—', carsInside: 2 } },
    {
      ...act,
      id: 3,
      at: at - 9 * DAY,
      kind: 'changed',
      because: PEOPLE.reason,
      before: { plates: [{ plate: PLATES.alike, colour: 'blue' }] },
    },
    {
      ...act,
      id: 2,
      at: at - 20 * DAY,
      kind: 'extended',
      paid: { sum: 30_000, payType: 'wechat' },
      before: { from: card.from, to: dayAt(at - 12 * DAY) },
    },
    { ...act, id: 1, at: at - 50 * DAY, kind: 'added', paid: { sum: 30_000, payType: 'cash' }, before: {} },
  ];
  const inside = [{ plate: card.plates[0]?.plate ?? '', enteredAt: at - 3 * 3_600_000, entrance: PLACES.entrance(1) }];
  return { card, acts: card.standing === 'ended' ? [{ ...act, id: 5, at, kind: 'ended', before: {} }, ...acts] : acts, inside }; // prettier-ignore
}

const PROBLEMS: readonly [CardColumn, CardProblem][] = [
  ['holder', 'missing'],
  ['plates', 'not-a-plate'],
  ['plates', 'other-card'],
  ['to', 'ends-before-it-begins'],
  ['monthlyPrice', 'not-a-sum'],
];

/** A file with every verdict, the errors first. */
function errors(at: number): ImportPreview {
  const row = (n: number): PreviewRow => {
    const [column, problem] = PROBLEMS[n] ?? [];
    const { no, plates, holder, from, to } = cardOf(at, `C${n}`);
    const wrong = column !== undefined && problem !== undefined;
    return {
      line: n + 2,
      verdict: wrong ? 'error' : n < 8 ? 'changed' : n < 40 ? 'new' : 'same',
      texts: { no, plates: plates.map(({ plate }) => plate).join(' '), holder, from, to: to ?? '' },
      problems: wrong ? [{ column, problem, plate: PLATES.blue, card: 'K00001' }] : [],
      changes: !wrong && n < 8 ? ['holder', 'to'] : [],
    };
  };
  const rows = Array.from({ length: 60 }, (_, n) => row(n));
  return { state: 'ready', counts: { error: 5, changed: 3, new: 32, same: 20 }, rows, page: 0, pages: 3 };
}

/** `cards-…` scenes of the preview; null for a name that is none. */
export function cardsSceneOf(name: string, at: number): CardsScene | null {
  const cards = name === 'cards-empty' ? [] : manyCards(at, name === 'cards-many' ? 2000 : 40);
  const scene: CardsScene = {
    list: (query) => pageOf(at, cards, name === 'cards-attendant' ? 'attendant' : 'supervisor', query),
    file(no) {
      const card = cards.find((each) => each.no === no);
      return card === undefined ? null : fileOf(at, card);
    },
    preview: errors(at),
  };
  switch (name) {
    case 'cards-few':
    case 'cards-many':
    case 'cards-attendant':
    case 'cards-empty':
      return scene;
    case 'cards-reading':
      return { ...scene, preview: { state: 'reading' } };
    case 'cards-refused':
      return { ...scene, preview: { state: 'refused', why: 'no-headings' } };
    case 'cards-writing':
      return { ...scene, preview: { state: 'writing', done: 130, of: 400, stoppable: true } };
    case 'cards-promised':
      return { ...scene, preview: { state: 'writing', done: 310, of: 400, stoppable: false } };
    default:
      return null;
  }
}
