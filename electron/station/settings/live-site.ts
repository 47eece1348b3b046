import { laneConfig, siteConfig } from '../../contract/site.ts';
import type { LaneConfig, SiteConfig } from '../../contract/site.ts';

/** The site of now, for parts that go on working while a person changes it. */
export interface LiveSite {
  /**
   * Reads each value anew. A section (`lot`, `booking`, `access` …) and a lane may be held, a value of one may not. Lanes,
   * lines and whatever else needs a restart stay those that the station began with.
   */
  readonly site: SiteConfig;
  /** From now on this is the site. Its lanes have the ids of before. */
  take(next: SiteConfig): void;
}

/** Sections of which single values take hold at once: there is always one of each. */
const LIVE_SECTIONS = ['lot', 'booking', 'flow', 'capture', 'access', 'backup', 'retention', 'clock'] as const;

export function createLiveSite(initial: SiteConfig): LiveSite {
  let current = initial;
  const lanes = initial.lanes.map((lane) =>
    live(keysOf(laneConfig), (): LaneConfig => current.lanes.find(({ id }) => id === lane.id) ?? lane),
  );
  const sections = Object.fromEntries(
    LIVE_SECTIONS.map((name) => [name, live(Object.keys(sectionShape(name)), (): object => current[name])]),
  ) as Pick<SiteConfig, (typeof LIVE_SECTIONS)[number]>;
  const own: Partial<SiteConfig> = { ...sections, lanes };
  const site = live(keysOf(siteConfig), () => ({ ...current, ...own }));
  return { site, take: (next) => void (current = next) };
}

const keysOf = ({ shape }: { shape: object }): string[] => Object.keys(shape);

const sectionShape = (name: (typeof LIVE_SECTIONS)[number]): object => {
  const section = siteConfig.shape[name];
  return 'shape' in section ? section.shape : section.unwrap().shape;
};

/** An object whose members are read from that of now. Members that it may have and has not are undefined. */
function live<T extends object>(keys: readonly string[], now: () => T): T {
  const members = keys.map((key) => [key, { enumerable: true, get: () => now()[key as keyof T] }] as const);
  return Object.defineProperties({}, Object.fromEntries(members)) as T;
}
