import { createHash } from 'node:crypto';
import type { SiteChange, SiteVersion } from '../../contract/setup.ts';
import type { Db } from '../store/open.ts';
import { canonical, changesBetween, effectOf, normalised } from './changes.ts';
import type { SiteData } from './changes.ts';

/** A site file as it was saved once, of this program or an older one. */
export interface Version {
  no: number;
  at: number;
  who: string | null;
  because: string;
  site: SiteData;
  failed: string | null;
}

export interface Versions {
  /** Inside a record. `apart`: secrets and files that were saved with it, by the paths of their changes. Answers its number. */
  add(version: Pick<Version, 'at' | 'who' | 'because' | 'site'> & { apart: readonly string[] }): number;
  /** The number that the next one will have. */
  next(): number;
  byNo(no: number): Version | null;
  /** The last that came up; null: none was ever saved. */
  newest(): Version | null;
  /** Why the last that was saved did not come up; null: it did. */
  takenBack(): string | null;
  /** Whether a site is what the last version says, however it is written. */
  isNewest(site: SiteData): boolean;
  /** The newest first. `nameOf`: of a person. */
  list(nameOf: (person: string) => string): SiteVersion[];
  /** Those that came up, the newest first, as far back as money may reach. */
  recent(): Version[];
}

interface Row extends Omit<Version, 'site'> {
  site: string;
  sha256: string;
  apart: string;
}

const MOST_LISTED = 100;
/** A bill goes back to when a car came to the arm: nobody changes settings more often than that. */
const MOST_RECENT = 10;

export function createVersions(db: Db): Versions {
  const insert = db.prepare(
    `INSERT INTO site_version (no, at, who, because, site, sha256, apart)
     VALUES ((SELECT coalesce(max(no), 0) + 1 FROM site_version), @at, @who, @because, @site, @sha256, @apart)`,
  );
  const select = db.prepare<[number], Row>('SELECT * FROM site_version WHERE no = ?');
  const selectAll = db.prepare<[number], Row>('SELECT * FROM site_version ORDER BY no DESC LIMIT ?');
  const selectUp = db.prepare<[number], Row>(
    'SELECT * FROM site_version WHERE failed IS NULL ORDER BY no DESC LIMIT ?',
  );

  return {
    add({ at, who, because, site, apart }) {
      const text = JSON.stringify(site);
      const values = { at, who, because, site: text, sha256: hashOf(site), apart: JSON.stringify(apart) };
      return Number(insert.run(values).lastInsertRowid);
    },
    next: () => (selectAll.all(1)[0]?.no ?? 0) + 1,
    byNo(no) {
      const row = select.get(no);
      return row === undefined ? null : versionOf(row);
    },
    newest() {
      const [row] = selectUp.all(1);
      return row === undefined ? null : versionOf(row);
    },
    takenBack: () => selectAll.all(1)[0]?.failed ?? null,
    isNewest: (site) => selectUp.all(1)[0]?.sha256 === hashOf(site),
    list(nameOf) {
      const rows = selectAll.all(MOST_LISTED + 1);
      return rows.slice(0, MOST_LISTED).map((row, index) => {
        const before = rows.slice(index + 1).find(({ failed }) => failed === null);
        const { no, at, who, because, failed, site } = versionOf(row);
        const changes =
          before === undefined ? [] : changesBetween(normalised(versionOf(before).site), normalised(site));
        const apart = (JSON.parse(row.apart) as string[]).map(apartChange);
        return { no, at, who: who === null ? null : nameOf(who), because, failed, changes: [...changes, ...apart] };
      });
    },
    recent: () => selectUp.all(MOST_RECENT).map(versionOf),
  };
}

/** A secret, or a file, that was put: never with its value. */
export const apartChange = (path: string): SiteChange => ({ path, secret: true, effect: effectOf(path) });

function versionOf({ no, at, who, because, failed, site }: Row): Version {
  return { no, at, who, because, failed, site: JSON.parse(site) as SiteData };
}

/** People are the store's, and how a file is written says nothing. */
function hashOf({ people: _, $schema: __, ...site }: SiteData): string {
  return createHash('sha256').update(canonical(site)).digest('hex');
}
