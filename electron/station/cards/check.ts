import type { CardColumn, CardFields, CardPlate, CardProblem } from '../../contract/cards.ts';
import { overlap } from '../policy/card.ts';
import type { CardPeriod } from '../policy/card.ts';
import { mayBeSameColour } from '../policy/plate-colour.ts';
import { parsePlate } from '../policy/plate.ts';

/** Something that cannot be taken as it is. `plate`, `card`, `line`: what it is about, for the sentence. */
export interface Problem {
  column: CardColumn;
  problem: CardProblem;
  plate?: string;
  card?: string;
  line?: number;
}

/** What a person wrote on a card, with its plates normalised, and what is wrong with it by itself. */
export function checked(fields: CardFields): { fields: CardFields; problems: Problem[] } {
  const problems: Problem[] = [];
  const say = (column: CardColumn, problem: CardProblem, plate?: string): void =>
    void problems.push({ column, problem, ...(plate !== undefined && { plate }) });

  if (fields.holder === '') say('holder', 'missing');
  const plates = fields.plates.filter(({ plate }) => plate !== '').map(({ plate, colour }) => ({ ...known(plate), colour })); // prettier-ignore
  if (plates.length === 0) say('plates', 'missing');
  for (const { plate, valid } of plates) if (!valid) say('plates', 'not-a-plate', plate);
  for (const [index, { plate }] of plates.entries()) {
    if (plates.findIndex((other) => other.plate === plate) < index) say('plates', 'twice', plate);
  }
  if (plates.length > 0 && fields.carsInside > plates.length) say('carsInside', 'too-many');
  if (fields.to === null && fields.kind === 'month') say('to', 'no-end');
  if (fields.to !== null && fields.to < fields.from) say('to', 'ends-before-it-begins');
  return { fields: { ...fields, plates: plates.map(({ plate, colour }) => ({ plate, colour })) }, problems };
}

function known(typed: string): { plate: string; valid: boolean } {
  const { text, valid } = parsePlate(typed);
  return { plate: text === '' ? typed : text, valid };
}

/** An active card beside which another is checked. */
export interface Rival extends CardPeriod {
  no: string;
  plates: readonly CardPlate[];
}

/** Plates of a card that are on one of `rivals`, too, at some time of it: a car has one card at a time. */
export function rivalry(
  { plates, ...time }: CardPeriod & Pick<CardFields, 'plates'>,
  rivals: readonly Rival[],
): Problem[] {
  return plates.flatMap(({ plate, colour }) =>
    rivals
      .filter(
        (rival) =>
          overlap(time, rival) &&
          rival.plates.some((other) => other.plate === plate && mayBeSameColour(other.colour, colour)),
      )
      .map((rival): Problem => ({ column: 'plates', problem: 'other-card', plate, card: rival.no })),
  );
}

const SIMPLE = ['kind', 'holder', 'phone', 'carsInside', 'from', 'to', 'monthlyPrice', 'remark'] as const;

/** The columns in which two cards differ. Plates in another order are the same plates. */
export function differing(before: CardFields, after: CardFields): CardColumn[] {
  const simple: CardColumn[] = SIMPLE.filter((name) => before[name] !== after[name]);
  const colours = new Map(before.plates.map(({ plate, colour }) => [plate, colour]));
  const samePlates =
    before.plates.length === after.plates.length && after.plates.every(({ plate }) => colours.has(plate));
  if (!samePlates) return [...simple, 'plates'];
  return after.plates.every(({ plate, colour }) => colours.get(plate) === colour) ? simple : [...simple, 'colours'];
}
