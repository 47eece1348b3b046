import type { ServiceAnswer } from './answers.ts';
import type { BookKeeper } from './book.ts';
import { seal } from './envelope.ts';
import type { DownlinkFault, PlatformFaults } from './faults.ts';
import type { Issued } from './issued.ts';
import { SERVICES } from './tables/interfaces.ts';
import type { ServiceInterface } from './tables/interfaces.ts';

/** 7.3.1.2 g: an answer after this is none. */
const TIMEOUT_MS = 20_000;

/** One object of `data`. */
export type ServiceItem = Record<string, unknown>;

/** What the platform asks of the lot, over either transport. */
export interface Downlink {
  /** One request with one object or a batch, sealed and sent. The answer is held against its tables. Never rejects. */
  request(
    code: ServiceInterface,
    items: ServiceItem | readonly ServiceItem[],
    timeoutMs?: number,
  ): Promise<ServiceAnswer>;
  /** Bytes as they are, unsealed: for messages that no platform should send. */
  sendBytes(code: ServiceInterface, bytes: string | Uint8Array, timeoutMs?: number): Promise<ServiceAnswer>;
}

/** A way to the lot. */
export interface Carrier {
  /** `asked` is null when nobody knows what the bytes ask. Never rejects. */
  ask(
    code: ServiceInterface,
    bytes: string | Uint8Array,
    asked: readonly unknown[] | null,
    timeoutMs: number,
  ): Promise<ServiceAnswer>;
  /** Sends without waiting: the answer is one too many. Never rejects. */
  repeat(code: ServiceInterface, bytes: string): Promise<void>;
  /** `…/service/{code}/post`: what violations in answers are written down under. */
  topicOf(code: ServiceInterface): string;
}

export interface DownlinkOptions {
  secret: string;
  now: () => number;
  faults: PlatformFaults;
  keeper: BookKeeper;
  issued: Issued;
  carrier: Carrier;
}

export function openDownlink({ secret, now, faults, keeper, issued, carrier }: DownlinkOptions): Downlink {
  const heard = (code: ServiceInterface, answer: ServiceAnswer): ServiceAnswer => {
    if (!answer.answered) return answer;
    for (const violation of answer.violations) keeper.violated(`${carrier.topicOf(code)}_reply`, violation);
    return answer;
  };
  return {
    async request(code, items, timeoutMs = TIMEOUT_MS) {
      const asked = Array.isArray(items) ? (items as readonly ServiceItem[]) : [items as ServiceItem];
      const fault = faults.nextDownlink;
      faults.nextDownlink = null;
      for (const item of asked) issued.note(code, item);
      const bytes = spoil(fault, code, asked, secret, now());
      const answer = carrier.ask(code, bytes, asked, timeoutMs);
      if (fault === 'duplicate') await carrier.repeat(code, bytes);
      return heard(code, await answer);
    },
    async sendBytes(code, bytes, timeoutMs = TIMEOUT_MS) {
      return heard(code, await carrier.ask(code, bytes, null, timeoutMs));
    },
  };
}

function spoil(
  fault: DownlinkFault | null,
  code: ServiceInterface,
  items: readonly ServiceItem[],
  secret: string,
  now: number,
): string {
  switch (fault) {
    case null:
    case 'duplicate':
      return seal(items, secret, now);
    case 'wrong-signature':
      return seal(items, secret, now, '0'.repeat(64));
    case 'stale':
      return seal(items, secret, now - 3_600_000);
    case 'missing-field': {
      // The car, or where there is none the last that is required: what names the object stays, so that it can be answered.
      const { fields, names } = SERVICES[code].request;
      const gone = names.has('carNo') ? 'carNo' : (fields.filter(({ required }) => required).at(-1)?.name ?? '');
      return seal(
        items.map((item) => ({ ...item, [gone]: undefined })),
        secret,
        now,
      );
    }
    case 'not-json':
      return '{"timestamp":';
  }
}
