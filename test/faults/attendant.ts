import type { LaneView } from '../../electron/contract/board.ts';
import { press } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';

/** What the attendant sees through the booth's window. */
export interface Outside {
  /** The car of this plate went through a lane. */
  hasPassed(plate: string): boolean;
}

/** How long an arm may be up over an empty lane before the attendant lowers it. */
const ARM_LEFT_UP_MS = 400;

/**
 * An attendant who answers whatever the board asks, at once and truthfully. `look` is called with each card as it
 * changes; refusals are the station's right (the lane has moved on) and are answered by the next card.
 */
export function createAttendant(outside: Outside): (station: StationProcess, lane: LaneView) => void {
  const upSince = new Map<string, number>();

  return (station, lane) => {
    const { id: laneId, phase, arrival, barrier } = lane;
    const act = (sent: Promise<unknown>): void => void sent.catch(() => undefined);
    const wasUp = upSince.get(laneId);
    if (phase !== 'idle' || barrier.arm !== 'open') upSince.delete(laneId);
    else if (wasUp === undefined) upSince.set(laneId, Date.now());
    else if (Date.now() - wasUp > ARM_LEFT_UP_MS) act(station.call('lane.close', { key: press(), laneId }));

    if (arrival === null) return;
    const gone = outside.hasPassed(arrival.plate.text);
    const about = { key: press(), laneId, arrivalId: arrival.id };
    switch (phase) {
      case 'asking':
        if (gone) act(station.call('lane.turn-away', about));
        else act(station.call('lane.release', about));
        return;
      case 'unsure':
        act(gone ? station.call('lane.passed', about) : station.call('lane.turn-away', about));
        return;
      case 'idle':
      case 'waiting':
      case 'refused':
      case 'opening':
      case 'passing':
        return;
    }
  };
}
