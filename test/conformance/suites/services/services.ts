import type { ServiceAnswer } from '../../../../demo/platform/answers.ts';
import { isServiceInterface } from '../../../../demo/platform/tables/interfaces.ts';
import type { ServiceInterface } from '../../../../demo/platform/tables/interfaces.ts';
import { casesOf } from '../../cases/cases.ts';
import type { Case } from '../../cases/cases.ts';
import type { Row } from '../../cases/rows.ts';
import { openEnds } from '../../ends/db4403.ts';
import type { Ends } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { departuresFrom } from '../../standard/departures.ts';
import { fieldOf } from '../../standard/description.ts';
import type { Table } from '../../standard/description.ts';
import type { Interface } from '../../standard/db4403.ts';
import { names, wantedFrom, wordsOf } from '../expectation.ts';
import type { Wanted } from '../expectation.ts';
import { sealed } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { imageOf } from './store-image.ts';
import type { StoreImage } from './store-image.ts';
import { PLAN, worldsAt } from './worlds.ts';
import type { World } from './worlds.ts';

/**
 * What the platform asks: each case is a signed request to the station's own door, with its real domain and store behind
 * it. The answer must have the code and name the attribute, and fit its own table; what is refused must leave the store as
 * it was, row for row, and what is taken must not. Each service has a lot of its own.
 */
export async function runServices({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const worlds = worldsAt(Date.now());
  for (const each of interfaces) {
    const { code, clause, title, request, reply } = each;
    const world = worlds[code];
    if (world === undefined || !isServiceInterface(code)) throw new RangeError(`no world for ${code}`);
    const cases = casesOf(request, {
      place: { parkCode: PARK_CODE, fixed: world.fixed },
      manner: 'lenient',
      fit: world.fit,
    });
    const plans = [...new Set([PLAN, ...valuesOf(cases, 'packageCode')])].map((code) => ({ code }));
    const ends = await openEnds({ name: code, transport, keys, plans, stalls: valuesOf(cases, 'reservationStallNo') });
    try {
      const outcomes: Outcome[] = [];
      const image = imageOf(ends.lot.db);
      // First what is refused: the store is small then, and nothing is on its way out of it.
      for (const one of [...cases].sort((a, b) => rank(a) - rank(b))) {
        outcomes.push(await ask(ends, each, code, world, image, one));
      }
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'down', tables, transport, outcomes });
    } finally {
      await ends.stop();
    }
  }
}

/** What the lawful cases name, and the lot must have. */
function valuesOf(cases: readonly Case[], attribute: string): string[] {
  const values = cases
    .filter(({ expected }) => expected.is === 'taken')
    .map(({ item }) => (item as Row)[attribute])
    .filter((value) => typeof value === 'string' && value !== '');
  return [...new Set(values as string[])];
}

const rank = ({ expected }: Case): number => (expected.is === 'refused' ? 0 : 1);

async function ask(
  ends: Ends,
  service: Interface,
  code: ServiceInterface,
  world: World,
  image: StoreImage,
  { attribute, kind, detail, item, expected }: Case,
): Promise<Outcome> {
  const lawful = expected.is === 'taken';
  const wanted = lawful ? wantedIn(world, attribute, item as Row) : wantedFrom(expected);
  if (lawful) await world.prepare(ends, item as Row);
  const before = image();
  const answer = await ends.platform.sendBytes(code, sealed([item], ends.platform.access.secret));
  const isChanged = image() !== before;
  const trouble = troubleWith(answer, service, item, wanted, isChanged);
  const ms = answer.answered ? answer.ms : null;
  return outcome({ attribute, kind, detail }, wordsOf(wanted), wordsOfAnswer(answer), trouble, ms);
}

/** What the table allows is taken, but for what business says to it. */
function wantedIn({ said }: World, attribute: string | null, row: Row): Wanted {
  const codes = said[attribute ?? '']?.(row[attribute ?? '']) ?? [0];
  return { codes, field: codes.every((code) => code === 0) ? null : attribute };
}

const wordsOfAnswer = (answer: ServiceAnswer): string =>
  answer.answered ? `${codeOf(answer)} ${messageOf(answer)}` : answer.reason;

type Answered = ServiceAnswer & { answered: true };

/** The object's own code and words, else those around it. */
const codeOf = ({ item, code }: Answered): number => (typeof item?.['code'] === 'number' ? item['code'] : code);
const messageOf = ({ item, message }: Answered): string =>
  typeof item?.['message'] === 'string' ? item['message'] : message;

/** What is wrong with an answer, in a few words each. */
function troubleWith(
  answer: ServiceAnswer,
  { reply, named }: Interface,
  asked: unknown,
  wanted: Wanted,
  isChanged: boolean,
): string[] {
  if (!answer.answered) return ['no answer'];
  const code = codeOf(answer);
  const isTaken = code === 0;
  const outside = isTaken ? 0 : MALFORMED.has(code) ? 4 : 1;
  const name = named === null ? null : nameFor(reply, named, asked);
  const excused = name?.kind === 'unlawful' ? (named?.reply ?? null) : null;
  return [
    ...unless(wanted.codes.includes(code), 'another code'),
    ...unless(isTaken || names(messageOf(answer), wanted.field), `does not name ${wanted.field}`),
    ...unless(isTaken === isChanged, isTaken ? 'nothing was kept' : 'something was kept'),
    ...unless(answer.code === outside, `Code ${answer.code} around it`),
    ...(answer.item === null ? ['it answers no object'] : replyTrouble(reply, answer.item, isTaken, excused)),
    ...unless(name === null || name.may.includes(answer.item?.[named?.reply ?? '']), 'it names another object'),
    ...answer.violations.filter(({ field }) => field !== excused).map(({ message }) => message),
    ...unless(answer.ms <= MOST_MS, 'later than 3 s (8.1.2)'),
  ];
}

/**
 * What an answer may name its object by: by its own name, if that is one. What is none is left out where the answer can do
 * without (table 41); where it cannot, the answer breaks its table, with what text there was or with none.
 */
function nameFor(
  reply: Table,
  { request, reply: as }: NonNullable<Interface['named']>,
  asked: unknown,
): { kind: 'lawful' | 'left-out' | 'unlawful'; may: readonly unknown[] } {
  const field = fieldOf(reply, as);
  const given = typeof asked === 'object' && asked !== null ? (asked as Row)[request] : undefined;
  const isLawful = departuresFrom({ number: reply.number, fields: [field] }, { [as]: given ?? '' }).length === 0;
  if (isLawful && given !== '' && given !== null && given !== undefined) return { kind: 'lawful', may: [given] };
  if (!field.required) return { kind: 'left-out', may: [undefined] };
  return { kind: 'unlawful', may: typeof given === 'string' ? [given, ''] : [''] };
}

/** 8.1.2. */
const MOST_MS = 3000;
/** Codes that speak of how an object is written: the envelope says 4 (A.1), else 1. */
const MALFORMED: ReadonlySet<number> = new Set([4, 1000, 1001, 1002, 1004, 1005, 1007]);

/** The answer's object held against its table. One that says no has nothing to say but that. */
function replyTrouble(reply: Table, item: Row, isTaken: boolean, excused: string | null): string[] {
  return departuresFrom(reply, item)
    .filter(({ fault, field }) => field !== excused && (isTaken || fault !== 'missing' || field === 'code'))
    .map(({ fault, field }) => `the answer breaks table ${reply.number}: ${field} ${fault}`);
}
