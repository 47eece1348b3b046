import type { Printer } from '../../../native/printer/contract.ts';
import type { PlatformView } from '../../contract/board.ts';
import { lineOf } from '../../contract/site-barriers.ts';
import type { LaneConfig, LinkConfig, SiteConfig, SiteSecrets } from '../../contract/site.ts';
import type { Cameras } from '../cameras.ts';
import type { Lane } from '../lane/lane.ts';
import type { Lines } from '../lines.ts';
import type { DraftCamera } from './draft.ts';

/** The station at work, while its settings are changed: what it has open is tried through it. */
export interface Running {
  site: SiteConfig;
  secrets: SiteSecrets;
  lines: Pick<Lines, 'named'>;
  cameras: Pick<Cameras, 'byId'>;
  lanes: readonly Lane[];
  /** Null: the site has none. */
  printer: Printer | null;
  platforms: readonly { view(): PlatformView }[];
  /** Where cameras post to it. */
  capturePort(): number;
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Which port or host it is, whatever it is called and however it is set. */
export const placeOf = (link: Where): string => ('path' in link ? link.path : `${link.host}:${link.port}`);
export type Where = Pick<Extract<LinkConfig, { kind: 'serial' }>, 'path'> | { host: string; port: number };

const withoutId = ({ id: _, ...link }: LinkConfig): unknown => link;

/** Whether a device of the site hangs on a line, so that it is open. */
const isOpen = ({ lanes }: SiteConfig, linkId: string): boolean =>
  lanes.some(
    ({ barrier, displays = [] }) => lineOf(barrier) === linkId || displays.some(({ link }) => link === linkId),
  );

/**
 * How the station has the place of a line open: `shared` under these settings, so that it can be asked there; `otherwise`
 * under others, or as its printer; null: it has not.
 */
export function holdOf(
  running: Running | null,
  link: LinkConfig,
): { as: 'shared'; linkId: string } | { as: 'otherwise' } | null {
  if (running === null) return null;
  const { site } = running;
  const place = placeOf(link);
  const open = site.links.filter(({ id }) => isOpen(site, id));
  const same = open
    .filter((other) => isSame(withoutId(other), withoutId(link)))
    .toSorted((a, b) => Number(b.id === link.id) - Number(a.id === link.id))[0];
  if (same !== undefined) return { as: 'shared', linkId: same.id };
  const taken = [...open, ...printersPlace(site)].some((other) => placeOf(other) === place);
  return taken ? { as: 'otherwise' } : null;
}

function printersPlace({ printer, links }: SiteConfig): Where[] {
  if (printer === undefined) return [];
  return typeof printer.link === 'string' ? links.filter(({ id }) => id === printer.link) : [printer.link];
}

/** The lane of the station, where its camera is the one of the draft, unchanged. */
export function laneWithCamera(running: Running | null, camera: DraftCamera): LaneConfig | null {
  if (running === null) return null;
  const { site, secrets } = running;
  const lane = site.lanes.find(({ camera: { id } }) => id === camera.config.id);
  const known =
    (secrets.cameras[camera.config.id] ?? '') === camera.key &&
    (secrets.cameraPasswords?.[camera.config.id] ?? null) === camera.password;
  return lane !== undefined && known && isSame(lane.camera, camera.config) ? lane : null;
}
