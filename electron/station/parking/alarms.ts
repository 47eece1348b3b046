import { createHash } from 'node:crypto';
import type { LaneConfig } from '../../contract/site.ts';
import type { ControlStrategy } from '../../contract/vocabulary.ts';
import type { EventLevel, EventType } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

/** What a vehicle at a lane must be told for, beside how it is decided about (table A.3). */
export type Alarm =
  /** Its plate is on the control list (1004). */
  | { type: 'control-hit'; entryId: string; strategy: ControlStrategy; source: string }
  /** The same plate is on its way through another lane (1001). */
  | { type: 'cloned-plate' };

export interface AlarmedVehicle {
  id: string;
  plate: string;
  captureId: string;
}

/** Writes an alarm down and reports it, once for each plate of an arrival however often it is judged. Inside the caller's record. */
export type RecordAlarm = (tx: Tx, lane: LaneConfig, arrival: AlarmedVehicle, alarm: Alarm) => void;

export function createAlarms(db: Db): RecordAlarm {
  const told = db
    .prepare<[string, string, string], number>('SELECT 1 FROM fact WHERE arrival_id = ? AND kind = ? AND plate = ?')
    .pluck();

  return (tx, lane, arrival, alarm) => {
    if (told.get(arrival.id, alarm.type, arrival.plate) !== undefined) return;
    const { type, ...data } = alarm;
    const text = textOf(alarm);
    const fact = tx.fact({
      kind: type,
      laneId: lane.id,
      arrivalId: arrival.id,
      plate: arrival.plate,
      data: { ...data, detail: text, captureId: arrival.captureId },
    });
    tx.report(
      {
        kind: 'event',
        id: createHash('sha256').update(`${type} ${arrival.id} ${arrival.plate}`).digest('hex').slice(0, 32),
        at: tx.at,
        type: type satisfies EventType,
        level: levelOf(alarm),
        plate: arrival.plate,
        stallNo: null,
        position: lane.name,
        text,
      },
      fact,
    );
  };
}

/** A car that parks free is no reason to worry. */
const levelOf = (alarm: Alarm): EventLevel =>
  alarm.type === 'control-hit' && alarm.strategy === 'free' ? 'normal' : 'warning';

/** The standard's words for the strategies of table 40. */
const STRATEGIES: Record<ControlStrategy, string> = {
  'no-entry': '禁止进',
  'no-exit': '允许进禁止出',
  'no-passage': '禁止进出',
  warn: '给平台发送警告信息',
  free: '免费自动进出',
};

/** For the platform (remark of table 36) and for the list of events. */
function textOf(alarm: Alarm): string {
  switch (alarm.type) {
    case 'control-hit':
      return `管控名单：${STRATEGIES[alarm.strategy]}（来源：${alarm.source}）`;
    case 'cloned-plate':
      return '同一车牌正从另一车道通过，疑似套牌';
  }
}
