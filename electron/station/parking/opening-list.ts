import type { OpeningsQuery, OpeningsView } from '../../contract/openings.ts';
import type { Names } from '../ledger/line.ts';
import type { Openings } from './openings.ts';

/** Names and pictures as the screen has them. */
export interface OpeningNames extends Names {
  /** `capture://` URL of a filed picture. */
  imageOf(captureId: string | null): string | null;
}

/** As many as a person looks through. */
const LISTED = 200;

/** The ledger of openings for the screen: a period's openings and passages, under the names of lanes and persons. */
export function createOpeningList(openings: Openings, names: OpeningNames): (query: OpeningsQuery) => OpeningsView {
  const nameOf = (who: string | null): string | null => (who === null ? null : names.person(who));

  return ({ limit = LISTED, ...period }) => {
    const found = openings.of(period, limit);
    return {
      openings: found.openings.map(({ arrivalId: _, captureId, ...opening }) => ({
        ...opening,
        laneName: names.lane(opening.laneId),
        who: nameOf(opening.who),
        image: names.imageOf(captureId),
      })),
      unopened: found.unopened.map(({ id, at, laneId, plate, assumed, stayId, captureId }) => ({
        id,
        at,
        laneId,
        laneName: names.lane(laneId),
        plate,
        assumed,
        stayId,
        image: names.imageOf(captureId),
      })),
      totals: found.totals,
      byCause: found.byCause,
      byPerson: found.byPerson.map(({ who, ...sums }) => ({ ...sums, who: nameOf(who) })),
    };
  };
}
