import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SiteChange } from '../../contract/setup.ts';
import type { SiteConfig, SiteSecrets } from '../../contract/site.ts';
import type { People } from '../access/people.ts';
import type { CheckedDraft } from '../site/check.ts';
import type { NamedFile } from '../site/named-files.ts';
import { changesBetween, normalised, SECTIONS } from './changes.ts';
import type { Json, SiteData } from './changes.ts';
import type { Draft, TravelledPerson } from './draft.ts';
import { namedSecrets, secretsData } from './secret-names.ts';
import type { NamedSecrets } from './secret-names.ts';
import { apartChange } from './versions.ts';

/** What a draft is held against: what runs, or, where nothing does, what is known of the site. */
export interface Ground {
  /** Null: no site is at work. */
  running: SiteConfig | null;
  site: SiteData;
  secrets: SiteSecrets;
}

/** How a site is checked; the start's own checks. */
export interface Checks {
  draft(site: unknown, secrets: unknown, fileText: (name: string) => string | null): CheckedDraft;
  namedFiles(site: unknown): NamedFile[];
  isPrivate(text: string): boolean;
}

/** A draft as it would stand if it were saved. */
export interface Standing {
  /** With the people of the store, and those who come with it. */
  site: SiteData;
  secrets: NamedSecrets;
  /** People that the store does not know yet. */
  newcomers: TravelledPerson[];
  fileText(name: string): string | null;
  /** Files that the site names and that are there, and those put that it does not name. */
  files(): string[];
  changes(): SiteChange[];
  check(): CheckedDraft;
}

export function standingOf(
  draft: Draft,
  ground: Ground,
  parts: { people: Pick<People, 'all'>; checks: Checks; siteDirectory: string },
): Standing {
  const { people, checks, siteDirectory } = parts;
  const { apart } = draft;
  const known = namedSecrets(ground.secrets);
  const secrets = new Map(known);
  for (const [name, value] of Object.entries(apart.secrets)) {
    if (value === null) secrets.delete(name);
    else secrets.set(name, value);
  }
  const all = people.all();
  const newcomers = apart.people.filter(
    ({ id, name }) => !all.some((person) => person.id === id || (person.state === 'active' && person.name === name)),
  );
  const active = [...all.filter(({ state }) => state === 'active'), ...newcomers];
  const site: SiteData = {
    ...(draft.site ?? ground.site),
    people: active.map(({ id, name, role }): Json => ({ id, name, role })),
  };

  const onDisk = (name: string): string | null => {
    try {
      return readFileSync(resolve(siteDirectory, name), 'utf8');
    } catch {
      // Missing, a folder, or not to be read: for the site it is not there.
      return null;
    }
  };
  const fileText = (name: string): string | null =>
    Object.hasOwn(apart.files, name) ? (apart.files[name] ?? null) : onDisk(name);

  return {
    site,
    secrets,
    newcomers,
    fileText,
    files: () => [
      ...new Set([
        ...checks.namedFiles(site).flatMap(({ name }) => (fileText(name) === null ? [] : [name])),
        ...Object.keys(apart.files).filter((name) => apart.files[name] !== null),
      ]),
    ],
    changes() {
      const named = Object.keys(apart.secrets).filter((name) => secrets.get(name) !== known.get(name));
      const files = Object.keys(apart.files).filter((name) => fileText(name) !== onDisk(name));
      return [
        ...changesBetween(normalised(ground.site), normalised(site)),
        ...newcomers.map(({ id, name, role }): SiteChange => ({
          path: `people[${id}]`,
          after: { name, role },
          secret: false,
          effect: 'now',
        })),
        ...[...named.map((name) => `secrets.${name}`), ...files.map((name) => `files.${name}`)].map(apartChange),
      ];
    },
    check: () => checks.draft(site, secretsData(secrets), fileText),
  };
}

/** A site without what this program has no section for, and without people: they are the store's. */
export const sectionsOf = (site: SiteData): SiteData =>
  Object.fromEntries(
    SECTIONS.filter((name) => name !== 'people').flatMap((name) => {
      const value = Object.hasOwn(site, name) ? site[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
