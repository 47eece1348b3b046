import type { Answer, Priority } from '../links/question.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { encodeRequest, matchReply } from './modbus-rtu.ts';
import type { ModbusReply, ModbusRequest } from './modbus-rtu.ts';

export type ModbusAnswer =
  | Exclude<Answer<Exclude<ModbusReply, { fn: 'exception' }>>, { type: 'sent' }>
  /** The board understood and will not. */
  | { type: 'exception'; code: number };

export interface ModbusQuestion {
  request: ModbusRequest;
  priority: Priority;
  wanted?: (() => boolean) | undefined;
  onSent?: (() => void) | undefined;
  onDone: (answer: ModbusAnswer) => void;
}

/** Asks a board on its line: every request of Modbus is answered, or failed. */
export function askModbus(line: SharedLine, { request, priority, wanted, onSent, onDone }: ModbusQuestion): void {
  line.ask({
    bytes: encodeRequest(request),
    priority,
    acts: request.fn.startsWith('write'),
    match: (heard) => matchReply(request, heard),
    ...(wanted && { wanted }),
    ...(onSent && { onSent }),
    onDone(answer) {
      switch (answer.type) {
        case 'reply': {
          const { reply, suspect } = answer;
          if (reply.fn === 'exception') return onDone({ type: 'exception', code: reply.code });
          return onDone({ type: 'reply', reply, suspect });
        }
        case 'failed':
          return onDone(answer);
        case 'sent':
          throw new Error('every request of Modbus awaits its answer');
      }
    },
  });
}
