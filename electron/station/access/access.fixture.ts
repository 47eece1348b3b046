import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { CommandName } from '../../contract/commands.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { access as settings } from '../../contract/site-access.ts';
import { createLedger } from '../ledger/record.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { openAccess } from './access.ts';
import type { Access } from './access.ts';
import { createPeople } from './people.ts';
import type { People } from './people.ts';

/** Cheap guesses: what is tested is what becomes of them. */
const COST = { ln: 4, r: 8, p: 1 };
export const MORNING = Date.UTC(2026, 4, 6, 0, 0, 0);

const PEOPLE: { id: string; name: string; role: Role }[] = [
  { id: 'wang', name: '王师傅', role: 'attendant' },
  { id: 'li', name: '李主管', role: 'supervisor' },
  { id: 'zhao', name: '赵工', role: 'installer' },
  { id: 'kan', name: '看看', role: 'viewer' },
];

/** A desk with its people on a real store, and a clock that is moved by hand. */
export function openDeskLot(over: Partial<Parameters<typeof settings.parse>[0]> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'access-'));
  const file = join(directory, 'store.sqlite');
  const clock = createManualClock(MORNING);
  let opened = open('run-1');

  function open(run: string): Access & { db: Db; people: People } {
    const db = openMadeStore(file);
    const people = createPeople(db, PEOPLE, {}, clock.now());
    let ids = 0;
    const access = openAccess({
      db,
      ledger: createLedger(db, clock, []),
      people,
      access: settings.parse(over),
      place: () => '示例停车场 · 东门岗',
      run,
      clock,
      newId: () => String((ids += 1)).padStart(8, 'a'),
      cost: COST,
    });
    return { ...access, db, people };
  }

  return {
    clock,
    file,
    get now() {
      return opened;
    },
    /** The station ends and begins anew; `run`: of the program around it. */
    restart(run: string): void {
      opened.db.close();
      opened = open(run);
    },
    signIn: (person: string, secret: string) => opened.signIn.signIn({ person, secret }),
    /** Whose command it would be, or why nobody's. */
    admits(command: CommandName): string {
      try {
        return opened.desk.admit(command).id;
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    },
    /** What the audit says, the oldest first. */
    lines: () =>
      opened.audit
        .page({ skip: 0, limit: 200 })
        .lines.map(({ who, what, outcome, about }) => `${who ?? '-'} ${what} ${outcome} ${about}`)
        .reverse(),
    close(): void {
      opened.db.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** A lot in which the installer has claimed the site and everybody has a password of their own. */
export async function openStaffedLot(over: Partial<Parameters<typeof settings.parse>[0]> = {}) {
  const lot = openDeskLot(over);
  await lot.now.signIn.claim({ person: 'zhao', secret: SECRETS.zhao });
  const zhao = lot.now.desk.admit('people.list');
  for (const id of ['wang', 'li', 'kan'] as const) {
    const { secret } = await lot.now.peopleActs.giveSecret({ person: id }, zhao);
    await lot.signIn(id, secret);
    await lot.now.signIn.change({ old: secret, next: SECRETS[id] });
  }
  lot.now.signIn.signOut();
  return lot;
}

export const SECRETS = { zhao: 'gang-ting-1', li: 'zhu-guan-22', wang: '802417', kan: '531908' };
