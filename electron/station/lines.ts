import type { Clock } from '../../native/clock/contract.ts';
import { timingOf } from '../../native/links/line-timing.ts';
import type { makeLink } from '../../native/links/make-link.ts';
import { createSharedLine } from '../../native/links/shared-line.ts';
import type { SharedLine } from '../../native/links/shared-line.ts';
import { lineOf } from '../contract/site-barriers.ts';
import type { SiteConfig } from '../contract/site.ts';

/** The lines on which barriers and boards hang, each opened once however many devices share it. */
export interface Lines {
  /** Throws where no device of the site file hangs on such a line. */
  named(id: string): SharedLine;
  start(): void;
  stop(): Promise<void>;
}

/** Makes each line that a barrier or a board names; one without belongs to another device, which opens it alone. */
export function openLines(site: SiteConfig, clock: Clock, makeLinkOf: typeof makeLink): Lines {
  const lines = new Map<string, SharedLine>();
  for (const link of site.links) {
    const barriers = site.lanes.map(({ barrier }) => barrier).filter((barrier) => lineOf(barrier) === link.id);
    const boards = site.lanes.flatMap(({ displays = [] }) => displays).filter((display) => display.link === link.id);
    if (barriers.length + boards.length === 0) continue;
    const replies = barriers.map((barrier) => (barrier.driver === 'custom-frame' ? barrier.replyMs : 0));
    const timing = timingOf(link, Math.max(0, ...replies));
    lines.set(link.id, createSharedLine({ makeLink: () => makeLinkOf(link, clock), clock, timing }));
  }
  return {
    named(id) {
      const line = lines.get(id);
      if (line === undefined) throw new Error(`no link ${id}`);
      return line;
    },
    start() {
      for (const line of lines.values()) line.start();
    },
    async stop() {
      for (const line of lines.values()) await line.stop();
    },
  };
}
