import { nameIn, objectsIn, weighAnswer } from './answers.ts';
import type { ServiceAnswer } from './answers.ts';
import { openAnswer } from './envelope.ts';
import type { OpenedAnswer } from './envelope.ts';
import { SERVICES } from './tables/interfaces.ts';
import type { Interface, ServiceInterface } from './tables/interfaces.ts';

interface Pending {
  code: ServiceInterface;
  asked: readonly unknown[] | null;
  sentAt: number;
  settle(answer: ServiceAnswer): void;
}

/**
 * The requests over MQTTS that wait for their answers. The text has no message id: an answer is told by its interface and by
 * what names its objects. Where a reply names nothing (tables 56, 58), or was not given it, the oldest has waited for it.
 */
export interface OpenRequests {
  /** `asked`: the objects sent, null for bytes that may be anything. */
  wait(code: ServiceInterface, asked: readonly unknown[] | null, timeoutMs: number): Promise<ServiceAnswer>;
  /** The answer that it became; null when nobody waits for it, or it is none. */
  settle(code: ServiceInterface, payload: Uint8Array): ServiceAnswer | null;
  /** Nothing waits any longer. */
  giveUp(reason: string): void;
}

export function openRequests(): OpenRequests {
  const pending = new Set<Pending>();
  return {
    wait(code, asked, timeoutMs) {
      return new Promise((resolve) => {
        const request: Pending = {
          code,
          asked,
          sentAt: performance.now(),
          settle(answer) {
            clearTimeout(timer);
            pending.delete(request);
            resolve(answer);
          },
        };
        const timer = setTimeout(
          () => request.settle({ answered: false, reason: `no answer within ${timeoutMs} ms` }),
          timeoutMs,
        );
        pending.add(request);
      });
    },
    settle(code, payload) {
      const opened = openAnswer(payload);
      if (opened === null) return null;
      const request = waitingFor(code, opened, pending);
      if (request === undefined) return null;
      const answer = weighAnswer(code, request.asked, opened, performance.now() - request.sentAt);
      request.settle(answer);
      return answer;
    },
    giveUp(reason) {
      for (const request of pending) request.settle({ answered: false, reason });
    },
  };
}

function waitingFor(code: ServiceInterface, opened: OpenedAnswer, pending: ReadonlySet<Pending>): Pending | undefined {
  const waiting = [...pending].filter((request) => request.code === code);
  const { named }: Interface = SERVICES[code];
  if (named === null) return waiting[0];
  const names = new Set(objectsIn(opened).map((object) => object[named.as]));
  names.delete(undefined);
  // A lot that could not open the envelope cannot say whose it was.
  if (names.size === 0) return waiting[0];
  return (
    waiting.find(({ asked }) => asked?.some((each) => names.has(nameIn(each, named.by)))) ??
    waiting.find(({ asked }) => asked === null)
  );
}
