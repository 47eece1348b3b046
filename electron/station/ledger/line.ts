import type { ActivityView } from '../../contract/board.ts';
import type { ShownFact } from './record.ts';

export interface Names {
  lane(id: string): string;
  person(id: string): string;
}

/** What every list says of a fact, in names instead of ids. */
export type FactLine = Pick<ActivityView, 'at' | 'kind' | 'laneName' | 'plate' | 'who' | 'reason' | 'detail'>;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What a fact says beside its kind. */
const detailOf = ({ data }: Pick<ShownFact, 'data'>): string | null =>
  textOf(data['detail']) ?? textOf(data['message']);

export function lineOf(
  fact: Pick<ShownFact, 'at' | 'kind' | 'laneId' | 'plate' | 'who' | 'reason' | 'data'>,
  names: Names,
): FactLine {
  return {
    at: fact.at,
    kind: fact.kind,
    laneName: fact.laneId === null ? null : names.lane(fact.laneId),
    plate: fact.plate,
    who: fact.who === null ? null : names.person(fact.who),
    reason: fact.reason,
    detail: detailOf(fact),
  };
}
