import { z } from 'zod';
import { acceptanceRun, acceptanceView } from './acceptance.ts';
import { because, command, done, key, laneId, personName } from './command.ts';
import { secretText } from './access.ts';
import { foundCamera, foundPorts, probeOutcome } from './discovery.ts';
import {
  PASSPHRASE_LEAST,
  secretName,
  setupSaved,
  setupView,
  SITE_FILE_MOST,
  siteExport,
  siteFileName,
  siteSection,
  siteVersion,
} from './setup.ts';
import { checksum, frameText, replyPattern } from './site-frames.ts';
import {
  barrierTrial,
  cameraTrial,
  clockTrial,
  frameTrial,
  platformTrial,
  postingAddress,
  sendTrial,
} from './trials.ts';
import { visibleText } from './visible-text.ts';

/** Commands of whoever sets a site up, changes its settings, or accepts it. */

export const setupCommands = {
  /** The first person of a site, its installer, with a password of their own. Refused where the store knows anybody. */
  'setup.begin': command('anyone', z.object({ name: personName, secret: secretText }), done),
  /** The draft of the site file: what runs, or what was changed since. */
  'setup.get': command('installer', z.object({}), setupView),
  /** Puts a section as a whole, whatever its mistakes; null takes it away. `gone`: somebody else changed the draft since. */
  'setup.put': command(
    'installer',
    z.object({ key, revision: z.int(), section: siteSection, value: z.json() }),
    setupView,
  ),
  'setup.put-secret': command(
    'installer',
    z.object({ key, name: secretName, value: z.string().min(1).max(10_000).nullable() }),
    setupView,
  ),
  /** A certificate or a key that the file names, kept beside it. PEM text; null takes it away. */
  'setup.put-file': command(
    'installer',
    z.object({ key, name: siteFileName, text: z.string().max(100_000).nullable() }),
    setupView,
  ),
  /** Forgets what was changed: the draft is what runs. */
  'setup.discard': command('installer', z.object({ key }), setupView),
  /** Writes the site file. `bad-site`: it has mistakes. What it needs is told first, in `setupView.effect`. */
  'setup.save': command('installer', z.object({ key, revision: z.int(), because }), setupSaved),
  /** Site files as they were saved, the newest first. */
  'setup.versions': command('manager', z.object({}), z.object({ versions: z.array(siteVersion) })),
  /** Makes the draft what a saved file said: seen as changes, saved as any other. Secrets stay those of now. */
  'setup.take-version': command('installer', z.object({ key, no: z.int() }), setupView),
  /** The site to take along. Without a passphrase its secrets stay here. */
  'setup.export': command(
    'installer',
    z.object({ passphrase: z.string().min(PASSPHRASE_LEAST).max(128).nullable() }),
    siteExport,
  ),
  /** Makes the draft what such a file says. `wrong-passphrase`: the secrets in it cannot be opened; nothing is taken. */
  'setup.import': command(
    'installer',
    z.object({
      key,
      text: z.string().min(1).max(SITE_FILE_MOST),
      passphrase: z.string().min(1).max(128).nullable(),
    }),
    setupView,
  ),

  /** The serial ports of this machine. */
  'setup.find-ports': command('installer', z.object({}), foundPorts),
  /** What answers on a line of the draft, speed by speed: some seconds. */
  'setup.probe-line': command('installer', z.object({ linkId: z.string().max(32) }), probeOutcome),
  'setup.find-cameras': command('installer', z.object({}), z.object({ cameras: z.array(foundCamera) })),
  /** Where the camera of a lane posts, with its key. Drawn anew where there is none yet. */
  'setup.posting-address': command('installer', z.object({ key, laneId }), postingAddress),
  /** Tells a camera by itself where to post (Hikvision). */
  'setup.tell-camera': command('installer', z.object({ key, laneId }), cameraTrial),
  /** A picture of now, or the newest capture since the page was opened. `trigger`: has the camera look once. */
  'setup.try-camera': command('installer', z.object({ key, laneId, what: z.enum(['look', 'trigger']) }), cameraTrial),
  /** Reads the contacts, or lifts or lowers the arm by the same rules as ever. */
  'setup.try-barrier': command(
    'installer',
    z.object({ key, laneId, act: z.enum(['read', 'open', 'close']) }),
    barrierTrial,
  ),
  'setup.try-display': command(
    'installer',
    z.object({ key, laneId, index: z.int().min(0).max(3), text: visibleText.min(1).max(60) }),
    sendTrial,
  ),
  'setup.try-printer': command('installer', z.object({ key }), sendTrial),
  /** Connects and logs in with the draft's account; sends nothing else. */
  'setup.try-platform': command('installer', z.object({ key, kind: z.enum(['db4403', 'citybrain']) }), platformTrial),
  /** Sends a frame on a line of the draft. It may move an arm: whoever asks looks at it. */
  'setup.try-frame': command(
    'installer',
    z.object({
      key,
      linkId: z.string().max(32),
      send: frameText,
      reply: replyPattern.optional(),
      checksum,
    }),
    frameTrial,
  ),
  /** Asks time servers; those proposed where none are named. */
  'setup.try-clock': command('installer', z.object({ servers: z.array(z.string().max(255)).max(4) }), clockTrial),

  /** The acceptance run that goes on, or the newest. */
  'acceptance.get': command('manager', z.object({ no: z.int().optional() }), acceptanceView),
  'acceptance.begin': command('installer', z.object({ key }), done),
  /** Runs a check, also one that was run before. */
  'acceptance.run': command('installer', z.object({ key, check: z.string().max(80) }), done),
  /** What a person's eyes say to the ask of a running check; `false` fails it. */
  'acceptance.answer': command('installer', z.object({ key, check: z.string().max(80), yes: z.boolean() }), done),
  'acceptance.skip': command('installer', z.object({ key, check: z.string().max(80), because }), done),
  /** Ends it with who was there. From then on it stays as it is. */
  'acceptance.finish': command(
    'installer',
    z.object({ key, people: z.array(personName).min(1).max(10), note: visibleText.max(500) }),
    acceptanceRun,
  ),
};
