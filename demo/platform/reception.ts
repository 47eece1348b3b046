import { randomBytes } from 'node:crypto';
import type { Accounts } from './accounts.ts';
import type { BookKeeper, Verdict } from './book.ts';
import { asMessage, CODE_WORDS, envelopeCodeFor } from './codes.ts';
import { open } from './envelope.ts';
import type { PlatformFaults } from './faults.ts';
import type { Item } from './stories/tale.ts';
import { EVENTS } from './tables/interfaces.ts';
import type { EventInterface, WireCodes } from './tables/interfaces.ts';

/** What table 3 is made of, less its time. */
export interface Reply {
  code: number;
  message: string;
  data: readonly unknown[];
}

/** A report as a transport received it. */
export interface Arrival {
  /** The interface code of its topic or path. */
  code: string;
  topic: string;
  /** The lot of its topic or path. */
  parkCode: string;
  payload: Uint8Array;
}

/** The parts of a form of table 32, numbers read; what stands in the book is the fingerprint, not the picture. */
export interface ImageForm {
  parts: Record<string, unknown>;
  bytes: number;
  sha256: string;
}

/** Where reports of either transport are judged: the envelope, then object by object, each alone and in order. */
export interface Reception {
  take(arrival: Arrival): Reply;
  /** 7.3.4.1.7 */
  takeImage(topic: string, parkCode: string, form: ImageForm): Reply;
  /** A message that came so that nothing in it can be judged: written down, and refused as a whole. */
  refuse(topic: string, code: number, words: string, table?: number): Reply;
}

export interface ReceptionOptions {
  parkCode: string;
  secret: string;
  freshnessS: number;
  now: () => number;
  wire: WireCodes;
  keeper: BookKeeper;
  accounts: Accounts;
  faults: PlatformFaults;
}

/** An object of an answer's `data`, less what names it. */
type Judged = Verdict & Record<string, unknown>;

export function openReception(options: ReceptionOptions): Reception {
  const { parkCode, secret, freshnessS, now, wire, keeper, accounts, faults } = options;
  const isvParkId = `SP${parkCode.slice(-8)}`;

  const refuse: Reception['refuse'] = (topic, code, words, table) => {
    const message = asMessage(table === undefined ? words : `表${table} ${words}`);
    keeper.violated(topic, { code, table: table ?? null, field: null, message });
    return { code, message, data: [] };
  };

  /** What a topic or path of another lot makes of every object in the report. */
  const strangerIn = (topic: string, given: string): Verdict | null => {
    if (given === parkCode) return null;
    const code = /^\d{20}$/.test(given) ? 1101 : 1001;
    const message = `${CODE_WORDS[code]}: ${given.slice(0, 40)}`;
    keeper.violated(topic, { code, table: null, field: 'parkCode', message });
    return { code, message };
  };

  const judge = (name: EventInterface, topic: string, item: unknown): Judged => {
    switch (name) {
      case 'login':
      case 'refreshToken':
      case 'logout': {
        const judged = keeper.check(name, topic, item) ?? useAccount(accounts, name, item as Item);
        keeper.session(name, judged.code);
        return name === 'refreshToken' ? { id: newId(), ...judged } : { ...judged };
      }
      default: {
        const { code, message } = keeper.enter({ interface: name, topic, item });
        return name === 'parkInfo' && code === 0 ? { code, message, isvParkId } : { code, message };
      }
    }
  };

  const faultFor = (name: EventInterface): Verdict | null => {
    const fault = faults.refuse;
    if (fault === null || (fault.interface !== null && fault.interface !== name)) return null;
    return { code: fault.code, message: fault.message };
  };
  const faultAt = (name: EventInterface, index: number): Verdict | null => {
    const fault = faults.refuseItem;
    if (fault === null || fault.at !== index || (fault.interface !== null && fault.interface !== name)) return null;
    return { code: fault.code, message: fault.message };
  };

  /** The envelope around what was judged: 0 when every object was taken, else what the first that was not calls for. */
  const sumUp = (name: EventInterface, items: readonly unknown[], judged: readonly Judged[]): Reply => {
    const bad = judged.find(({ code }) => code !== 0);
    const data = faults.withoutIds
      ? judged.map((each) => ({ ...each, id: undefined }))
      : judged.map((each, i) => ({ ...nameIn(name, items[i]), ...each }));
    return bad === undefined
      ? { code: 0, message: '成功', data }
      : { code: envelopeCodeFor(bad.code), message: bad.message, data };
  };

  return {
    refuse,
    take({ code, topic, parkCode: given, payload }) {
      const name = wire.event(code);
      if (name === null) return refuse(topic, 1, `${code}: no interface of this platform`);
      if (name === 'imageUpload') return refuse(topic, 3, 'a form over HTTPS, not JSON (7.3.4.1.7)', 32);
      const fault = faultFor(name);
      if (fault !== null && isAboutMessage(fault)) return { ...fault, data: [] };
      const opened = open(payload, secret, now(), freshnessS);
      if (!opened.ok) {
        keeper.violated(topic, opened.violation);
        return { code: opened.violation.code, message: opened.violation.message, data: [] };
      }
      const { data } = opened;
      if (data.length === 0) return refuse(topic, 4, 'data: has no object', 2);
      const refused = strangerIn(topic, given) ?? fault;
      return sumUp(
        name,
        data,
        data.map((item, i) => ({ ...(refused ?? faultAt(name, i) ?? judge(name, topic, item)) })),
      );
    },
    takeImage(topic, given, { parts, bytes, sha256 }) {
      const fault = faultFor('imageUpload');
      if (fault !== null && isAboutMessage(fault)) return { ...fault, data: [] };
      const refused =
        strangerIn(topic, given) ?? fault ?? keeper.check('imageUpload', topic, parts) ?? stale(topic, parts);
      if (refused !== null) return sumUp('imageUpload', [parts], [{ ...refused }]);
      const { file: _picture, ...rest } = parts;
      const { entry } = keeper.write('imageUpload', topic, { ...rest, bytes, sha256, id: newId() });
      return sumUp('imageUpload', [parts], [{ id: entry?.item['id'], code: 0, message: '成功' }]);
    },
  };

  /** The form has a timestamp of its own and no envelope. */
  function stale(topic: string, { timestamp }: Record<string, unknown>): Verdict | null {
    if (Math.abs(now() / 1000 - Number(timestamp)) <= freshnessS) return null;
    const message = '表32 timestamp: too old or too new';
    keeper.violated(topic, { code: 4, table: 32, field: 'timestamp', message });
    return { code: 4, message };
  }
}

/** Codes of table A.1 speak of the message as a whole, those of A.2 of an object in it. */
const isAboutMessage = ({ code }: Verdict): boolean => code < 1000;

function useAccount(accounts: Accounts, name: 'login' | 'refreshToken' | 'logout', item: Item): Judged {
  switch (name) {
    case 'login':
      return accounts.login(item);
    case 'refreshToken':
      return accounts.refresh(item);
    case 'logout':
      return accounts.logout(item);
  }
}

/** What names an object in an answer, when the object has it: its id, a stall, the lot (tables 11 to 62). */
function nameIn(name: EventInterface, item: unknown): Record<string, string> {
  const { named } = EVENTS[name];
  if (named === null || typeof item !== 'object' || item === null) return {};
  const value = (item as Record<string, unknown>)[named.by];
  return typeof value === 'string' ? { [named.as]: value } : {};
}

const newId = (): string => randomBytes(16).toString('hex');
