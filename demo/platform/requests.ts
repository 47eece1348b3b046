import { checkItem } from './check.ts';
import type { Violation } from './check.ts';
import { openAnswer } from './envelope.ts';
import { REPLY_TABLES } from './tables.ts';
import type { ServiceInterface } from './tables.ts';

/** What came of a request to the lot. `code` is that of the envelope (A.1), `item` the object of the answer's data. */
export type ServiceAnswer =
  | {
      answered: true;
      code: number;
      message: string;
      item: Record<string, unknown> | null;
      /** Request to answer, ms (8.1.2 allows 3 s). */
      ms: number;
      violations: Violation[];
    }
  | { answered: false };

/** 7.3.1.2 g: an answer after this is none. */
const TIMEOUT_MS = 20_000;

interface Pending {
  code: ServiceInterface;
  bookCode: string;
  sentAt: number;
  settle(answer: ServiceAnswer): void;
}

/** The requests that wait for their answers. The text has no message id: an answer is told by interface and bookCode. */
export interface OpenRequests {
  wait(code: ServiceInterface, bookCode: string, timeoutMs?: number): Promise<ServiceAnswer>;
  /** False when nobody waits for this answer. */
  settle(code: ServiceInterface, payload: Buffer): boolean;
  /** Nothing waits any longer. */
  giveUp(): void;
}

export function openRequests(): OpenRequests {
  const pending = new Set<Pending>();
  return {
    wait(code, bookCode, timeoutMs = TIMEOUT_MS) {
      return new Promise((resolve) => {
        const request: Pending = {
          code,
          bookCode,
          sentAt: performance.now(),
          settle(answer) {
            clearTimeout(timer);
            pending.delete(request);
            resolve(answer);
          },
        };
        const timer = setTimeout(() => request.settle({ answered: false }), timeoutMs);
        pending.add(request);
      });
    },
    settle(code, payload) {
      const opened = openAnswer(payload);
      if (opened === null) return false;
      const items = opened.data.filter((item): item is Record<string, unknown> => typeof item === 'object');
      const waiting = [...pending].filter((request) => request.code === code);
      // A lot that could not open the envelope cannot say whose it was: the oldest has waited for it.
      const request =
        items.length === 0
          ? waiting[0]
          : waiting.find(({ bookCode }) => items.some((item) => item['bookCode'] === bookCode));
      if (request === undefined) return false;
      const item = items.find((candidate) => candidate['bookCode'] === request.bookCode) ?? null;
      request.settle({
        answered: true,
        code: opened.code,
        message: opened.message,
        item,
        ms: performance.now() - request.sentAt,
        violations: item === null ? [] : checkItem(REPLY_TABLES[code], item),
      });
      return true;
    },
    giveUp() {
      for (const request of pending) request.settle({ answered: false });
    },
  };
}
