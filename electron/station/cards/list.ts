import { ENDING_DAYS } from '../../contract/cards.ts';
import type { CardFile, CardLine, CardPage, CardQuery, CardStanding } from '../../contract/cards.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { beijingDay, nameOfDay } from '../policy/schedule.ts';
import type { Db } from '../store/open.ts';
import { createCardActs } from './acts.ts';
import { cardOf, cardSelect, createCardRows, soughtFor } from './card-rows.ts';
import type { CardRow, StoredCard } from './card-rows.ts';

/** What the cards screen asks. Nothing of it changes anything; each answer takes the station a few milliseconds at most. */
export interface CardList {
  page(query: CardQuery, who: { role: Role }): CardPage;
  /** Null: there is no such card. */
  file(no: string): CardFile | null;
}

export interface CardListParts {
  /** Where cards are read now. */
  shown(): Db;
  now(): number;
  nameOf(person: string): string;
  /** Changes whenever a card is written. */
  revision(): number;
}

/** Lines of a page. */
const PAGE = 50;
/** Acts of one card that are shown. */
const MOST_ACTS = 200;

const STANDING = `CASE WHEN state = 'ended' THEN 'ended' WHEN until < @today THEN 'over' WHEN from_day > @today THEN 'not-yet'
  WHEN until <= @soon THEN 'ending' ELSE 'valid' END`;
const WHERE = `FROM card INDEXED BY card_by_end
  WHERE (${STANDING} = @filter OR (@filter = 'current' AND state = 'active' AND until >= @today))
    AND (@text = '' OR instr(sought, @text))`;

/** What the list asks of one connection to the store. */
function questionsTo(db: Db) {
  const page = (direction: 'ASC' | 'DESC') =>
    db.prepare<object, CardRow>(
      `${cardSelect(`(SELECT no AS found ${WHERE} ORDER BY until ${direction}, no ${direction} LIMIT @limit OFFSET @skip)
         JOIN card ON card.no = found`)} ORDER BY until ${direction}, no ${direction}`,
    );
  return {
    db,
    rows: createCardRows(db),
    acts: createCardActs(db),
    soonest: page('ASC'),
    // What is over: the latest first.
    latest: page('DESC'),
    total: db.prepare<object, number>(`SELECT count(*) ${WHERE}`).pluck(),
    counted: db.prepare<object, { standing: CardStanding; n: number }>(
      `SELECT ${STANDING} AS standing, count(*) AS n FROM card INDEXED BY card_by_end GROUP BY standing`,
    ),
    inside: db.prepare<[string], CardFile['inside'][number]>(
      `SELECT plate, entered_at AS enteredAt, entrance_name AS entrance FROM stay
       WHERE state = 'open' AND card_no = ? ORDER BY entered_at`,
    ),
  };
}

export function createCardList({ shown, now, nameOf, revision }: CardListParts): CardList {
  let asked: ReturnType<typeof questionsTo> | null = null;
  let known: { revision: number; day: string; counts: Record<CardStanding, number> } | null = null;

  function ask(): ReturnType<typeof questionsTo> {
    const db = shown();
    if (asked?.db !== db) asked = questionsTo(db);
    return asked;
  }

  function days(): { today: string; soon: string } {
    const today = beijingDay(now());
    return { today: nameOfDay(today), soon: nameOfDay(today + ENDING_DAYS - 1) };
  }

  function counts(day: { today: string; soon: string }): Record<CardStanding, number> {
    if (known?.revision !== revision() || known.day !== day.today) {
      const none = { valid: 0, ending: 0, 'not-yet': 0, over: 0, ended: 0 };
      const found = Object.fromEntries(
        ask()
          .counted.all(day)
          .map(({ standing, n }) => [standing, n]),
      );
      known = { revision: revision(), day: day.today, counts: { ...none, ...found } };
    }
    return known.counts;
  }

  const lineOf = ({ state: _, ...card }: StoredCard, day: { today: string; soon: string }): CardLine => ({
    ...card,
    standing: standingOf(card, day),
  });

  return {
    page({ filter = 'current', text = '', skip = 0, limit = PAGE }, { role }) {
      const day = days();
      const { soonest, latest, total } = ask();
      const sought = { ...day, filter, text: soughtFor(text) };
      const all = counts(day);
      const select = filter === 'over' || filter === 'ended' ? latest : soonest;
      const current = all.valid + all.ending + all['not-yet'];
      return {
        role,
        day: day.today,
        items: select.all({ ...sought, skip, limit }).map((row) => lineOf(cardOf(row), day)),
        skip,
        total: sought.text === '' ? (filter === 'current' ? current : all[filter]) : (total.get(sought) ?? 0),
        counts: all,
      };
    },
    file(no) {
      const { rows, acts, inside } = ask();
      const card = rows.byNo(no);
      if (!card) return null;
      return { card: lineOf(card, days()), acts: acts.of(no, nameOf, MOST_ACTS), inside: inside.all(no) };
    },
  };
}

function standingOf(
  { from, to, endedAt }: Pick<StoredCard, 'from' | 'to' | 'endedAt'>,
  { today, soon }: { today: string; soon: string },
): CardStanding {
  if (endedAt !== null) return 'ended';
  if (to !== null && to < today) return 'over';
  if (from > today) return 'not-yet';
  return to !== null && to <= soon ? 'ending' : 'valid';
}
