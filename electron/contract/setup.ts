import { z } from 'zod';
import { siteConfig } from './site.ts';
import { trialView } from './trials.ts';

/**
 * Setting a site up, and changing it later: both work on a draft of the site file, which is checked as a whole, held
 * against what runs, and saved with a reason. Secrets go in and never come out.
 */

/** The pages of the wizard, in their order. Settings of a running site have the same pages. */
export const setupStep = z.enum(['lot', 'platforms', 'lanes', 'cameras', 'barriers', 'rules', 'people', 'check']);
export type SetupStep = z.infer<typeof setupStep>;

/** A part of the site file that is put as a whole. People are not: they have commands of their own (`people.*`). */
export const siteSection = siteConfig.omit({ $schema: true, people: true }).keyof();
export type SiteSection = z.infer<typeof siteSection>;

/** Where a secret of the draft goes: `cameras.<id>`, `cameraPasswords.<id>`, `db4403.password`, `citybrain.appSecret`, … */
export const secretName = z
  .string()
  .regex(/^(cameras|cameraPasswords|db4403|citybrain|alipay)\.[A-Za-z0-9-]{1,32}$/)
  .describe('As in the file of secrets, with a dot between');

/** Beside the site file: the plain name of a certificate or key, so that nothing else that lies there is ever written over. */
export const siteFileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,58}\.(pem|crt|cer|key)$/);

/**
 * When a change takes hold once it is saved. `now`: at once, and nothing stops. `restart`: the station begins anew for
 * about a second; arms stay as they are, and sensors are read before anything is sent.
 */
export const effect = z.enum(['now', 'restart']);
export type Effect = z.infer<typeof effect>;

/** One value that differs. `before`/`after` are JSON as it stands in the file; absent: it is not there. A secret shows neither. */
export const siteChange = z.object({
  /**
   * `lot.totalStalls`, `lanes[in-1].name`: what has an id is named by it. `lanes` alone: their order. Secrets and files stand
   * under `secrets.` and `files.`.
   */
  path: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
  secret: z.boolean(),
  effect,
});
export type SiteChange = z.infer<typeof siteChange>;

export const siteMistake = z.object({
  /** As the file's checks tell it: `lanes[0].camera.address`. Empty: the whole. */
  path: z.string(),
  /** In the installer's words. */
  words: z.string(),
  /** The page on which it is put right. */
  step: setupStep,
});
export type SiteMistake = z.infer<typeof siteMistake>;

export const setupView = z.object({
  /** `first`: there is no site yet and no gate works; `running`: the settings of a site at work are changed. */
  mode: z.enum(['first', 'running']),
  /** Of the draft: a change that was made on an older one is refused with `gone`. */
  revision: z.int(),
  /** The draft: the site file as far as it goes, defaults filled in where a section is whole. */
  site: z.record(z.string(), z.json()),
  /** The secrets that are known, by name. */
  secrets: z.array(secretName),
  /** Certificates and other files that lie beside the site file, by name. */
  files: z.array(z.string()),
  mistakes: z.array(siteMistake),
  /** What saving would change; in `first`: nothing is listed. */
  changes: z.array(siteChange),
  /** The strongest of them; null: there is nothing to save. */
  effect: effect.nullable(),
  /** What was tried of the draft, the newest of each. */
  trials: z.array(trialView),
  /** UTC ms of the last change to the draft, and by whom; null: the draft is what runs. */
  changedAt: z.int().nullable(),
  changedBy: z.string().nullable(),
});
export type SetupView = z.infer<typeof setupView>;

/** A site file as it was saved once. */
export const siteVersion = z.object({
  no: z.int(),
  at: z.int(),
  /** Null: the file was changed outside the program. */
  who: z.string().nullable(),
  because: z.string(),
  /** Why the station did not come up with it and went back to the one before by itself; null: it came up. */
  failed: z.string().nullable(),
  /** Against the last version before it that came up. */
  changes: z.array(siteChange),
});
export type SiteVersion = z.infer<typeof siteVersion>;

export const setupSaved = z.object({ effect });

/** A site that travels: one text, to be kept as a file. With a passphrase its secrets travel too, sealed under it. */
export const siteExport = z.object({ fileName: z.string(), text: z.string() });

/** Shortest passphrase for secrets that travel. */
export const PASSPHRASE_LEAST = 12;
/** Longest file of a site: a lot's is some 20 KB, certificates included. */
export const SITE_FILE_MOST = 1_000_000;
