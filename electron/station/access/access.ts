import type { SiteConfig } from '../../contract/site.ts';
import type { SessionView } from '../../contract/access.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';
import { createActs } from './acts.ts';
import type { Acts } from './acts.ts';
import { checkAudit, createAudit, handAuditTo } from './audit.ts';
import type { Audit } from './audit.ts';
import { createDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { createPeopleActs } from './people-acts.ts';
import type { PeopleActs } from './people-acts.ts';
import type { People } from './people.ts';
import type { Cost } from './secret.ts';
import { createSignIn } from './sign-in.ts';
import type { SignIn } from './sign-in.ts';
import { createTrail } from './trail.ts';
import type { Trail } from './trail.ts';

/** Who may do what at this station, and the record of it. */
export interface Access {
  desk: Desk;
  signIn: SignIn;
  peopleActs: PeopleActs;
  acts: Acts;
  trail: Trail;
  audit: Pick<Audit, 'page'> & {
    check(): ReturnType<typeof checkAudit>;
    /** Writes all its lines at the end of another store's audit. */
    handTo(store: Db): void;
  };
  onSession(listener: (view: SessionView) => void): void;
}

export function openAccess(parts: {
  db: Db;
  ledger: Ledger;
  people: People;
  access: SiteConfig['access'];
  /** The lot and its desk, in words. */
  place: () => string;
  run: string;
  clock: Clock;
  newId: () => string;
  cost?: Cost;
  /** There is no store but the people's. */
  restoring?: boolean;
  /** There is no site yet. */
  settingUp?: boolean;
}): Access {
  const { db, people } = parts;
  const audit = createAudit(db, people.nameOf);
  const trail = createTrail(db, audit, parts.clock);
  const desk = createDesk(parts);
  return {
    desk,
    signIn: createSignIn({ ...parts, desk, trail }),
    peopleActs: createPeopleActs({ ...parts, trail }),
    acts: createActs(db, audit),
    trail,
    audit: { page: audit.page, check: () => checkAudit(db), handTo: (store) => handAuditTo(store, db) },
    onSession: desk.onChange,
  };
}
