import type { CardAct, CardFields, CardPaid, CardPayType } from '../../contract/cards.ts';
import type { CardPeriod } from '../policy/card.ts';
import type { Db } from '../store/open.ts';

/** What was done with a card; its fact says when, who and why. */
export interface CardActInput {
  no: string;
  factSeq: number;
  kind: CardAct['kind'];
  because: string | null;
  paid: CardPaid | null;
  /** What it said before, of all that was changed. */
  before: Partial<CardFields>;
  /** Its time since. */
  time: CardPeriod;
}

interface ActRow {
  id: number;
  at: number;
  kind: CardAct['kind'];
  who: string;
  because: string | null;
  paid: number | null;
  pay_type: CardPayType | null;
  detail: string;
}

type Detail = CardPeriod & { before: Partial<CardFields> };

export interface CardActs {
  add(act: CardActInput): void;
  /** Newest first, at most `limit`. `nameOf`: a person's name by id. */
  of(no: string, nameOf: (person: string) => string, limit: number): CardAct[];
}

export function createCardActs(db: Db): CardActs {
  const insert = db.prepare(
    `INSERT INTO card_act (card_no, fact_seq, kind, paid, pay_type, detail)
     VALUES (@no, @factSeq, @kind, @sum, @payType, @detail)`,
  );
  const ofCard = db.prepare<[string, number], ActRow>(
    `SELECT card_act.id, fact.at, card_act.kind, fact.who, fact.reason AS because, paid, pay_type, detail
     FROM card_act JOIN fact ON fact.seq = fact_seq
     WHERE card_no = ? ORDER BY card_act.id DESC LIMIT ?`,
  );
  return {
    add({ no, factSeq, kind, paid, before, time: { from, to } }) {
      const detail: Detail = { from, to, before };
      const { sum = null, payType = null } = paid ?? {};
      insert.run({ no, factSeq, kind, sum, payType, detail: JSON.stringify(detail) });
    },
    of: (no, nameOf, limit) =>
      ofCard.all(no, limit).map(({ who, paid, pay_type: payType, detail, ...act }) => ({
        ...act,
        ...(JSON.parse(detail) as Detail),
        who: nameOf(who),
        paid: paid === null || payType === null ? null : { sum: paid, payType },
      })),
  };
}
