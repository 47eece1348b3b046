import type { z } from 'zod';
import type { Clock } from '../../../native/clock/contract.ts';
import type { CommandInput, CommandName } from '../../contract/commands.ts';
import type { Effect, SetupView, siteExport, SiteVersion } from '../../contract/setup.ts';
import { siteFileName } from '../../contract/setup.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { TrialView } from '../../contract/trials.ts';
import type { Actor } from '../access/door.ts';
import type { People } from '../access/people.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { effectOfAll, isSection, normalised } from './changes.ts';
import type { Json, SiteData } from './changes.ts';
import { NOTHING_APART } from './draft.ts';
import type { Draft, DraftStore } from './draft.ts';
import { settingsRefusal } from './refusal.ts';
import { mustBeSafe } from './safe-value.ts';
import { createSaver } from './save.ts';
import type { SitePlaces } from './save.ts';
import { isSecretName, secretsOf } from './secret-names.ts';
import { sectionsOf, standingOf } from './standing.ts';
import type { Checks, Ground, Standing } from './standing.ts';
import { packed, unpacked } from './travel.ts';
import type { Sealing } from './travel.ts';
import type { Undo } from './undo.ts';
import type { Versions } from './versions.ts';

type Note = (tx: Tx) => void;
type Wish<C extends CommandName> = Omit<CommandInput<C>, 'key'>;

/** Setting a site up, and changing it: one draft, whoever works on it. Each act runs `note` in its record. */
export interface SettingsDesk {
  view(): SetupView;
  put(wish: Wish<'setup.put'>, by: Actor, note: Note): void;
  putSecret(wish: Wish<'setup.put-secret'>, by: Actor, note: Note): void;
  putFile(wish: Wish<'setup.put-file'>, by: Actor, note: Note): void;
  discard(note: Note): void;
  /** Throws `gone`, `bad-site`, `not-now` where nothing differs, or what the disk throws: then all is as it was. */
  save(wish: Wish<'setup.save'>, by: Actor, note: Note): Effect;
  versions(): SiteVersion[];
  takeVersion(no: number, by: Actor, note: Note): void;
  /** What the version saved last took. */
  lastEffect(): Effect;
  pack(passphrase: string | null): Promise<z.infer<typeof siteExport>>;
  /** What such a file holds; nothing is changed. Throws `bad-input`, `wrong-passphrase`. */
  unpack(text: string, passphrase: string | null): Promise<Pick<Draft, 'site' | 'apart'>>;
  takeTravelled(travelled: Pick<Draft, 'site' | 'apart'>, by: Actor, note: Note): void;
  /** The draft, for whoever tries what it says. */
  standing(): Standing;
  /** The station came up with what lies on the disk: nothing is gone back to any more. */
  cameUp(): void;
}

export interface SettingsDeskParts {
  ground: Ground;
  drafts: DraftStore;
  versions: Versions;
  ledger: Ledger;
  clock: Pick<Clock, 'now'>;
  people: Pick<People, 'all' | 'nameOf' | 'add' | 'change'>;
  checks: Checks;
  sealing: Sealing;
  places: SitePlaces;
  undo: Undo;
  trials(): TrialView[];
  /** All that changed takes hold at once: from now on this is the site. */
  take(site: SiteConfig): void;
  /** The station is to begin anew with what was saved. */
  restart(): void;
}

export function createSettingsDesk(parts: SettingsDeskParts): SettingsDesk {
  const { drafts, versions, ledger, people, checks, places } = parts;
  const saved = createSaver({ ...parts, namedFiles: checks.namedFiles });
  let { ground } = parts;

  const standing = (): Standing =>
    standingOf(drafts.now(), ground, { people, checks, siteDirectory: places.siteDirectory });

  function change(next: Partial<Pick<Draft, 'site' | 'apart'>>, by: Actor, note: Note): void {
    const { site, apart } = drafts.now();
    ledger.record((tx) => {
      drafts.put(tx, { site, apart, ...next, at: tx.at, who: by.id });
      note(tx);
    });
  }

  function sameRevision(revision: number): void {
    if (revision !== drafts.now().revision) throw settingsRefusal('gone', 'the draft was changed meanwhile');
  }

  const forget = (tx: Tx): void => drafts.put(tx, { site: null, apart: NOTHING_APART, at: null, who: null });
  const isPut = ({ site, apart }: Draft): boolean => site !== null || apart !== NOTHING_APART;

  const draftSite = (): SiteData => sectionsOf(drafts.now().site ?? ground.site);

  return {
    view() {
      const draft = drafts.now();
      const now = standing();
      const changes = now.changes();
      const isFirst = ground.running === null;
      const isChanged = isFirst || changes.length > 0;
      return {
        mode: isFirst ? 'first' : 'running',
        revision: draft.revision,
        site: normalised(now.site),
        secrets: [...now.secrets.keys()],
        files: now.files(),
        mistakes: now.check().mistakes,
        changes: isFirst ? [] : changes,
        effect: isFirst ? 'restart' : effectOfAll(changes),
        trials: parts.trials(),
        changedAt: isChanged ? draft.at : null,
        changedBy: isChanged && draft.who !== null ? people.nameOf(draft.who) : null,
      };
    },
    put({ revision, section, value }, by, note) {
      sameRevision(revision);
      if (!isSection(section)) throw settingsRefusal('bad-input', section, { section: 'unknown' });
      mustBeSafe(value);
      const { [section]: _, ...others } = draftSite();
      const site = value === null ? others : { ...others, [section]: value as Json };
      mustBeSafe(site);
      change({ site }, by, note);
    },
    putSecret({ name, value }, by, note) {
      if (!isSecretName(name)) throw settingsRefusal('bad-input', name, { name: 'unknown' });
      const { apart } = drafts.now();
      change({ apart: { ...apart, secrets: { ...apart.secrets, [name]: value } } }, by, note);
    },
    putFile({ name, text }, by, note) {
      const { apart } = drafts.now();
      const files = { ...apart.files, [name]: text };
      mustBeSafe(files);
      change({ apart: { ...apart, files } }, by, note);
    },
    discard(note) {
      ledger.record((tx) => {
        forget(tx);
        note(tx);
      });
    },
    save({ revision, because }, by, note) {
      sameRevision(revision);
      const now = standing();
      const { site, mistakes } = now.check();
      if (site === null) throw settingsRefusal('bad-site', mistakes.map(({ path }) => path).join(', '));
      const changes = now.changes();
      const effect = ground.running === null ? 'restart' : effectOfAll(changes);
      if (effect === null) throw settingsRefusal('not-now', 'nothing differs from what runs');
      const whole = (tx: Tx): void => {
        note(tx);
        // Where the station begins anew the draft stays until it came up: else it is what a person mends.
        if (effect === 'now') forget(tx);
      };
      saved({ site, draft: drafts.now(), standing: now, ground, changes, who: by.id, because, note: whole });
      if (effect === 'now') {
        parts.undo.end();
        ground = { running: site, site: site, secrets: ground.secrets };
        parts.take(site);
      } else parts.restart();
      return effect;
    },
    versions: () => versions.list(people.nameOf),
    takeVersion(no, by, note) {
      const version = versions.byNo(no);
      if (version === null) throw settingsRefusal('gone', `there is no version ${no}`);
      change({ site: sectionsOf(version.site) }, by, note);
    },
    lastEffect: () => effectOfAll(versions.list(people.nameOf)[0]?.changes ?? []) ?? 'restart',
    async pack(passphrase) {
      const now = standing();
      const { site } = now.check();
      const secrets = site === null ? now.secrets : secretsOf(site, now.secrets);
      const files = checks
        .namedFiles(now.site)
        .map(({ name }) => [name, now.fileText(name)] as const)
        .filter(
          (file): file is readonly [string, string] => file[1] !== null && siteFileName.safeParse(file[0]).success,
        );
      const working = people.all().filter(({ state }) => state === 'active');
      const travelling = {
        site: normalised(now.site),
        secrets,
        files: new Map(files),
        people: working.map(({ id, name, role, secret, mustChange }) => ({ id, name, role, hash: secret, mustChange })),
      };
      const text = await packed(travelling, passphrase, { sealing: parts.sealing, isPrivate: checks.isPrivate });
      return { fileName: `gatehouse-site-${dayOf(parts.clock.now())}.json`, text };
    },
    unpack: (text, passphrase) => unpacked(text, passphrase, parts.sealing),
    takeTravelled({ site, apart }, by, note) {
      change({ site: site && sectionsOf(site), apart }, by, note);
    },
    standing,
    cameUp() {
      parts.undo.end();
      if (ground.running !== null && isPut(drafts.now()) && standing().changes().length === 0) ledger.record(forget);
    },
  };
}

/** Of Beijing, as in 20261122. */
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
