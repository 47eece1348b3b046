import { randomBytes } from 'node:crypto';
import { beijingDateTime } from '../beijing-time.ts';
import type { ServiceAnswer } from './answers.ts';
import type { Downlink, ServiceItem } from './downlink.ts';

/** A car on the control list (table 40). Instants are UTC ms. */
export interface ControlWish {
  carNo: string;
  /** In the codes of table 19. */
  plateColor?: string;
  carColor?: string;
  carModel?: 1 | 2 | 3;
  /** 1 not in, 2 in but not out, 3 neither, 4 only tell, 5 in and out free of charge. */
  strategy: 1 | 2 | 3 | 4 | 5;
  /** Absent: at once. */
  from?: number;
  to: number;
}

export interface ControlRecord {
  id: string;
  wish: ControlWish;
  /** What the lot answered to the last request about it. */
  state: 'listed' | 'deleted' | 'refused' | 'unanswered';
}

export interface Controlled {
  records: ControlRecord[];
  answer: ServiceAnswer;
}

export interface ControlOffice {
  readonly records: readonly ControlRecord[];
  /** New entries, all in one request. */
  list(wishes: readonly ControlWish[]): Promise<Controlled>;
  /** The whole entry again, changed. RangeError for an unknown id. */
  change(id: string, wish: ControlWish): Promise<Controlled>;
  /** Status 2, all in one request. RangeError for an unknown id. */
  remove(ids: readonly string[]): Promise<Controlled>;
}

/** 7.3.4.2.2 */
export function openControlOffice(parkCode: string, { request }: Downlink): ControlOffice {
  const records = new Map<string, ControlRecord>();

  const find = (id: string): ControlRecord => {
    const record = records.get(id);
    if (record === undefined) throw new RangeError(`no entry ${id}`);
    return record;
  };
  const itemOf = ({ id, wish }: ControlRecord, status: 1 | 2): ServiceItem => ({
    id,
    parkCode,
    carNo: wish.carNo,
    plateColor: wish.plateColor ?? '0',
    carColor: wish.carColor,
    carModel: wish.carModel ?? 3,
    strategyType: wish.strategy,
    beginDate: wish.from === undefined ? undefined : beijingDateTime(wish.from),
    endDate: beijingDateTime(wish.to),
    strategyFrom: '共享停车平台',
    status,
  });
  const send = async (about: ControlRecord[], status: 1 | 2): Promise<Controlled> => {
    const answer = await request(
      'vehicleControl',
      about.map((record) => itemOf(record, status)),
    );
    for (const [i, record] of about.entries()) {
      if (!answer.answered) record.state = 'unanswered';
      else if (answer.items[i]?.['code'] === 0) record.state = status === 1 ? 'listed' : 'deleted';
      else if (record.state === 'unanswered') record.state = 'refused';
    }
    return { records: about, answer };
  };

  return {
    get records() {
      return [...records.values()];
    },
    list(wishes) {
      const made = wishes.map((wish): ControlRecord => ({
        id: randomBytes(16).toString('hex'),
        wish,
        state: 'unanswered',
      }));
      for (const record of made) records.set(record.id, record);
      return send(made, 1);
    },
    async change(id, wish) {
      const record = find(id);
      record.wish = wish;
      return send([record], 1);
    },
    async remove(ids) {
      return send(ids.map(find), 2);
    },
  };
}
