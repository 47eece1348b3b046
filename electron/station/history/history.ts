import type { CommandError, CommandInput } from '../../contract/commands.ts';
import type { CorrectionProblem, HistoryChoices, HistoryPage, StayFile } from '../../contract/history.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Db } from '../store/open.ts';
import { createFacts } from './facts.ts';
import type { Names } from '../ledger/line.ts';
import { createFind } from './find.ts';
import { createRows } from './rows.ts';
import type { RowParts } from './rows.ts';
import { createStayFile } from './stay-file.ts';
import type { StayFileParts } from './stay-file.ts';

type Correction = Omit<CommandInput<'history.correct'>, 'key'>;
type Changes = Omit<Correction, 'stayId' | 'because'>;

/** Puts the record of a stay right, with its fact, inside the caller's record. */
interface StayRecords {
  correct(tx: Tx, stayId: string, changes: Changes, why: { who: string; because: string; report: boolean }): void;
}

export interface HistoryParts
  extends Pick<RowParts, 'imageOf'>, Pick<StayFileParts, 'stay' | 'booking' | 'platforms' | 'moneyOf'> {
  db: Db;
  ledger: Ledger;
  records: StayRecords;
  names: Names;
  lanes: () => HistoryChoices['lanes'];
  people: () => HistoryChoices['people'];
}

/** What the history screen asks and does. Throws a refusal with a code of the contract. */
export interface History {
  choices(role: Role): HistoryChoices;
  find(query: CommandInput<'history.find'>): HistoryPage;
  /** `gone`: there is no such stay. */
  stay(stayId: string): StayFile;
  /**
   * Puts right what a person sees on the pictures; what the camera read is kept. Platforms that were told of the stay hear
   * it (table 30). `by`: the person's id; `note` runs inside the act's transaction. `bad-input` names a
   * `CorrectionProblem` at its field.
   */
  correct(correction: Correction, by: string, note: (tx: Tx) => void): void;
}

/** Longest plate that the reports of a stay hold (tables 19, 21 and 30). */
const LONGEST_PLATE = 10;

export function createHistory({ db, ledger, records, people, ...parts }: HistoryParts): History {
  const facts = createFacts(db);
  const find = createFind(db, createRows(db, { ...parts, facts }));
  const fileOf = createStayFile(db, { ...parts, facts });

  return {
    choices: (role) => ({ role, lanes: parts.lanes(), people: people() }),
    find,
    stay(stayId) {
      const file = fileOf(stayId);
      if (!file) throw gone(stayId);
      return file;
    },
    correct({ stayId, because, ...wanted }, by, note) {
      const stay = parts.stay(stayId);
      if (!stay) throw gone(stayId);
      const given: Changes = { ...wanted, ...(wanted.plate !== undefined && { plate: plateOf(wanted.plate) }) };
      const changes = Object.fromEntries(
        Object.entries(given).filter(([field, value]) => value !== stay[field as keyof Changes]),
      ) as Changes;
      if (Object.keys(changes).length === 0) throw refusal('bad-input', stayId, { '': 'nothing-changed' });
      ledger.record((tx) => {
        note(tx);
        records.correct(tx, stayId, changes, { who: by, because, report: parts.platforms.told(stayId) });
      });
    },
  };
}

function plateOf(written: string): string {
  const { text } = parsePlate(written);
  if (text === '') throw refusal('bad-input', written, { plate: 'no-plate' });
  if ([...text].length > LONGEST_PLATE) throw refusal('bad-input', written, { plate: 'too-long' });
  return text;
}

const gone = (stayId: string): Error => refusal('gone', stayId);

const refusal = (
  code: Extract<CommandError['code'], 'gone' | 'bad-input'>,
  about: string,
  fields?: Readonly<Record<string, CorrectionProblem>>,
): Error => Object.assign(new Error(`history: ${code} ${about}`), { code }, fields && { fields });
