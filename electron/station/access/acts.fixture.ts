import type { Db } from '../store/open.ts';
import { createActs } from './acts.ts';
import type { Acts } from './acts.ts';
import { createAudit } from './audit.ts';

/** Acts with their audit, people under their ids. */
export const actsOf = (db: Db): Acts =>
  createActs(
    db,
    createAudit(db, (id) => id),
  );
