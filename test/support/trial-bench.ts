import { randomUUID } from 'node:crypto';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { makeLink } from '../../native/links/make-link.ts';
import type { Actor } from '../../electron/station/access/door.ts';
import { openTestStand } from '../../electron/station/test-stand.ts';
import type { Trials, TrialsParts } from '../../electron/station/trials/trials.ts';

/** Whoever sets the site up. */
export const INSTALLER: Actor = { id: 'zhou', name: '周工', role: 'installer' };
export const clock = createSystemClock();

type Called = { [C in keyof Trials['handlers']]: Parameters<Trials['handlers'][C]>[0] };

/** A test stand on a draft that a test changes as it likes, in real time. */
export interface TrialBench {
  stand: Trials;
  site: Record<string, unknown>;
  secrets: Record<string, Record<string, string>>;
  /** Each act that was audited: what, and about what. */
  audited: { what: string; about: object }[];
  try<C extends keyof Called>(
    command: C,
    input: Omit<Called[C], 'key'>,
  ): Promise<Awaited<ReturnType<Trials['handlers'][C]>>>;
}

export function openTrialBench(
  site: Record<string, unknown>,
  over: Partial<TrialsParts> & { folder?: string } = {},
): TrialBench {
  const secrets: TrialBench['secrets'] = {};
  const audited: TrialBench['audited'] = [];
  const stand = openTestStand({
    draft: () => ({ site, secrets, folder: over.folder ?? '.' }),
    running: null,
    putSecret(name, value) {
      const [section = '', of = ''] = name.split('.');
      secrets[section] = { ...secrets[section], [of]: value };
    },
    audit: (_who, what, about) => void audited.push({ what, about }),
    once: () => () => undefined,
    clock,
    random: Math.random,
    newId: randomUUID,
    lines: makeLink,
    ...over,
  });
  return {
    stand,
    site,
    secrets,
    audited,
    try: async (command, input) =>
      (await stand.handlers[command]({ key: randomUUID(), ...input } as never, INSTALLER)) as never,
  };
}

/** A lane of a draft, as far as it goes. */
export const laneOf = (id: string, parts: Record<string, unknown>): Record<string, unknown> => ({
  id,
  name: id,
  direction: 'entrance',
  ...parts,
});
