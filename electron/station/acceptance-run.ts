import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { createAskTime } from '../../native/clock/time-server.ts';
import type { Clock } from '../../native/clock/contract.ts';
import program from '../../package.json' with { type: 'json' };
import type { PlatformConfig } from '../contract/site-platforms.ts';
import type { Acts } from './access/acts.ts';
import { createAcceptance } from './acceptance/acceptance.ts';
import type { Acceptance, AcceptanceParts } from './acceptance/acceptance.ts';
import type { Measured } from './acceptance/measures.ts';
import type { Ciphers } from './acceptance/vectors.ts';
import type { Cameras } from './cameras.ts';
import { lowerArm } from './lower-arm.ts';
import { seal } from './platform/citybrain/envelope.ts';
import { fitPicture } from './platform/citybrain/picture.ts';
import { hashedPassword } from './platform/db4403/credentials.ts';
import { LARGEST_PICTURE } from './platform/db4403/picture-limits.ts';
import { isSignedBy, sign } from './platform/db4403/signature.ts';
import { PROPOSED_SERVERS } from './trials/clock.ts';

type Wired =
  'measurePicture' | 'ciphers' | 'ask' | 'timeServers' | 'stillOf' | 'lower' | 'once' | 'siteFile' | 'program';

export interface AcceptanceRunParts extends Omit<AcceptanceParts, Wired> {
  cameras: Pick<Cameras, 'byId'>;
  acts: Pick<Acts, 'once'>;
  /** The site file that runs, and its number among those that were saved; absent: it is not known. */
  siteFile: { path: string; version: () => number | null } | undefined;
  random: () => number;
}

/** A plate across a lane is read by a person down to this, px. */
const LEGIBLE_WIDTH = 640;

/** The acceptance run over the station at work: its cameras, its platforms' limits and ciphers, its arms. */
export function openAcceptance(parts: AcceptanceRunParts): Acceptance {
  const { site, cameras, acts, siteFile, clock, random } = parts;
  return createAcceptance({
    ...parts,
    siteFile: () => ({
      version: siteFile?.version() ?? null,
      sha256: createHash('sha256')
        .update(siteFile === undefined ? JSON.stringify(site) : readFileSync(siteFile.path))
        .digest('hex'),
    }),
    measurePicture: (jpeg) => measurePicture(jpeg, site.platforms),
    program: program.version,
    ciphers: CIPHERS,
    ask: asking(clock, random),
    timeServers: PROPOSED_SERVERS,
    stillOf(laneId) {
      const camera = site.lanes.find(({ id }) => id === laneId)?.camera;
      return (camera && cameras.byId(camera.id)?.still) ?? null;
    },
    lower: lowerArm,
    once: (key, command, who) => acts.once(key ?? randomUUID(), command, who),
  });
}

const asking = (clock: Clock, random: () => number): AcceptanceParts['ask'] => createAskTime(clock, random);

/** What the platforms of the site take: a JPEG of at most 10 MB (7.3.4.1.7), one that fits into 500K (City Brain, 2.1.1). */
async function measurePicture(jpeg: Uint8Array, platforms: readonly PlatformConfig[]): Promise<Measured> {
  const size = await sharp(jpeg, { failOn: 'none' })
    .metadata()
    .catch(() => null);
  if (size === null) return { passed: false, facts: { why: 'no-picture', bytes: jpeg.byteLength } };
  const facts = { bytes: jpeg.byteLength, width: size.width, height: size.height };
  const why = await objection(jpeg, size.format, size.width, platforms);
  return why === null ? { passed: true, facts } : { passed: false, facts: { why, ...facts } };
}

async function objection(
  jpeg: Uint8Array,
  format: string | undefined,
  width: number,
  platforms: readonly PlatformConfig[],
): Promise<string | null> {
  if (format !== 'jpeg') return 'not-jpeg';
  if (width < LEGIBLE_WIDTH) return 'too-small';
  const reported = new Set(platforms.map(({ kind }) => kind));
  if (reported.has('db4403') && jpeg.byteLength > LARGEST_PICTURE) return 'too-large';
  if (reported.has('citybrain') && (await fitPicture(jpeg)) === null) return 'too-large';
  return null;
}

const CIPHERS: Ciphers = {
  sign,
  isSignedBy,
  hashedPassword,
  encrypt(params, appSecret) {
    const body = seal({ params, id: 'vector', timestamp: '' }, null, { appId: 'vector', appSecret });
    return (JSON.parse(Buffer.from(body).toString()) as { encrypted_data: string }).encrypted_data;
  },
};
