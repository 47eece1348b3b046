import { casesOf } from '../../cases/cases.ts';
import type { Case } from '../../cases/cases.ts';
import type { Row } from '../../cases/rows.ts';
import type { Ends } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { OnSection, Outcome, Section } from '../../report/section.ts';
import type { Interface } from '../../standard/db4403.ts';
import { claimsOn, lastIn } from './claims.ts';
import type { Claims } from './claims.ts';
import { names, wantedFrom, wordsOf } from '../expectation.ts';
import { openDesk } from '../queue.ts';
import type { Desk, SentItem } from '../queue.ts';

interface Numbered extends Case {
  id: string;
}

/**
 * Reports, from the queue to the book: each case is an item of the real outbox, sent by the station's own transport and
 * judged by the strict platform. What is lawful must be acknowledged and stand in the book value for value; what is not must
 * be refused with its code and by name, parked with the platform's words, and keep nothing else from being taken.
 */
export async function runReports(ends: Ends, interfaces: readonly Interface[], onSection: OnSection): Promise<void> {
  const desk = openDesk(ends.lot);
  for (const each of interfaces) onSection(await runOne(ends, desk, each));
}

async function runOne(ends: Ends, desk: Desk, { code, clause, title, request, reply }: Interface): Promise<Section> {
  const { book } = ends.platform;
  const before = lastIn(book);
  const all = casesOf(request, { place: { parkCode: PARK_CODE }, manner: 'strict' })
    // The queue keeps objects: there is no report that is nothing.
    .filter(({ item }) => item !== null)
    .map((each, i): Numbered => ({ ...each, id: `${code}-${i + 1}` }));
  // Who is not known to the platform at all is told so of every report: such cases go by themselves.
  const ordinary = all.filter((each) => !isAboutLots(each));
  desk.put(code, ordinary);
  await desk.settled(ordinary.length);
  const seen = desk.look(code);
  const claims = claimsOn(book, code, before);
  const outcomes = ordinary.map((each) => outcomeOf(each, seen.get(each.id), claims));
  outcomes.push(nothingElse(claims), ...(await again(ends, desk, code, ordinary)));
  for (const each of all.filter(isAboutLots)) outcomes.push(await aboutLots(desk, code, each));
  return {
    standard: 'db4403',
    code,
    clause,
    title,
    direction: 'up',
    tables: [request.number, reply.number],
    transport: ends.transport,
    outcomes,
  };
}

const isAboutLots = ({ expected }: Case): boolean =>
  expected.is === 'refused' && (expected.wrong === 'other-lot' || expected.wrong === 'not-a-lot');

function outcomeOf(each: Numbered, sent: SentItem | undefined, claims: Claims): Outcome {
  const { attribute, kind, detail, item, expected } = each;
  const wanted = wantedFrom(expected);
  const answer = `${sent?.state ?? 'lost'} ${sent?.code ?? ''} ${sent?.message ?? ''}`.trim();
  const isKept = expected.is === 'taken' && sent?.state === 'acknowledged' && claims.claim(item);
  const isRefused =
    expected.is === 'refused' &&
    sent?.state === 'parked' &&
    wanted.codes.includes(Number(sent.code)) &&
    names(sent.message ?? '', wanted.field);
  const isLost = expected.is === 'taken' && sent?.state === 'acknowledged';
  const trouble = unless(isKept || isRefused, isLost ? 'not kept as sent' : 'not so');
  return outcome({ attribute, kind, detail }, wordsOf(wanted), answer, trouble, sent?.ms ?? null);
}

function nothingElse(claims: Claims): Outcome {
  const left = claims.unclaimed();
  const trouble = left.length === 0 ? [] : [`e.g. ${JSON.stringify(left[0])}`];
  return outcome({ kind: 'batch', detail: 'the book holds nothing else' }, '0', String(left.length), trouble);
}

/** A report whose answer was lost comes again, under its business id. */
async function again(ends: Ends, desk: Desk, code: string, cases: readonly Numbered[]): Promise<Outcome[]> {
  const first = cases.find(({ kind }) => kind === 'full');
  if (first === undefined) return [];
  const { book } = ends.platform;
  const from = lastIn(book);
  desk.put(code, [{ id: `${code}-again`, item: first.item }]);
  await desk.settled(1);
  const sent = desk.look(code).get(`${code}-again`);
  // A state told before may be news again: whether it is entered once more is the platform's business.
  const isKnown = claimsOn(book, code, from).claim(first.item);
  const trouble = unless(sent?.state === 'acknowledged' && isKnown, 'not so');
  return [outcome({ kind: 'again', detail: '' }, '0', `${sent?.state} ${sent?.code}`, trouble, sent?.ms ?? null)];
}

/**
 * Another lot's code, or none: the platform says that it does not know us (1101, 1001). Nothing is wrong with the report, so
 * it waits, with the platform's words, and is taken once we are known.
 */
async function aboutLots(desk: Desk, code: string, { id, item, ...rest }: Numbered): Promise<Outcome> {
  const wanted = wantedFrom(rest.expected);
  desk.put(code, [{ id, item }]);
  const { state, code: answered, message } = await desk.answered(id);
  desk.putRight(id, { ...(item as Row), parkCode: PARK_CODE });
  await desk.settled(1);
  const after = desk.look(code).get(id);
  const { attribute, kind, detail } = rest;
  const trouble = [
    ...unless(state === 'waiting', 'it does not wait'),
    ...unless(wanted.codes.includes(Number(answered)), 'another code'),
    ...unless(names(message ?? '', wanted.field), `does not name ${wanted.field}`),
    ...unless(after?.state === 'acknowledged', 'not taken afterwards'),
  ];
  const seen = `${state} ${answered} ${message}; then ${after?.state} ${after?.code}`;
  const expected = `${wordsOf(wanted)}, waits; then 0`;
  return outcome({ attribute, kind, detail }, expected, seen, trouble, after?.ms ?? null);
}
