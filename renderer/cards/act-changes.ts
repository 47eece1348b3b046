import type { CardAct, CardFields, CardFile } from '../../electron/contract/cards.ts';

/** A field that an act changed, with all that the card said before it and after. */
export interface ActChange {
  field: keyof CardFields;
  before: Partial<CardFields>;
  after: CardFields;
}

/**
 * What each act changed, the newest first as they are. An act keeps what was there before; what it made of that is what the
 * next act found, or what the card says now.
 */
export function changesOf({ card, acts }: Pick<CardFile, 'card' | 'acts'>): { act: CardAct; changes: ActChange[] }[] {
  let after: CardFields = card;
  return acts.map((act) => {
    const { before } = act;
    const fields = (Object.keys(before) as (keyof CardFields)[]).filter((field) =>
      differs(before[field], after[field]),
    );
    const changes = fields.map((field) => ({ field, before, after }));
    after = { ...after, ...before };
    return { act, changes };
  });
}

/** An extension names both ends of the time, of which one may be as it was. */
const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
