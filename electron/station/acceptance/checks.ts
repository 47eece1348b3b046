import type { AcceptanceKind } from '../../contract/acceptance.ts';
import { lineOf } from '../../contract/site-barriers.ts';
import type { BarrierConfig } from '../../contract/site-barriers.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { CheckPlace, LoopName } from './check.ts';

/** The checks that a site asks for, in the order in which they are best done: lane by lane, then the site's own. */
export function checksOf(site: SiteConfig): CheckPlace[] {
  const lanes = site.lanes.flatMap(({ id: laneId, barrier }) =>
    laneKinds(barrier).map((kind) => ({ id: `${laneId}/${kind}`, kind, laneId, platform: null })),
  );
  const own = (['vectors', 'machine-clock', 'backup'] as const).map((kind) => placeOf(kind, null));
  const platforms = site.platforms.flatMap(({ kind }) => [
    placeOf('platform-login', kind),
    // Only this platform books places, and only where there are any (8.3).
    ...(kind === 'db4403' && site.lot.reservableStalls > 0 ? [placeOf('booking', kind)] : []),
  ]);
  return [...lanes, ...own, ...platforms];
}

const placeOf = (kind: AcceptanceKind, platform: string | null): CheckPlace => ({
  id: platform === null ? kind : `${platform}/${kind}`,
  kind,
  laneId: null,
  platform,
});

function laneKinds(barrier: BarrierConfig): AcceptanceKind[] {
  const loops = loopsOf(barrier).length > 0 ? (['loops'] as const) : [];
  // What nobody hears from is not missed either.
  const unplug = isHeard(barrier) ? (['unplug'] as const) : [];
  return ['test-car', 'camera-clock', 'image-size', 'arm', ...loops, ...unplug];
}

/** The loops of a lane that its barrier's board reads. */
export function loopsOf(barrier: BarrierConfig): LoopName[] {
  const inputs = inputsOf(barrier);
  return (['approach', 'passage'] as const).filter((name) => inputs?.[`${name}Loop`] !== undefined);
}

function inputsOf(barrier: BarrierConfig): Partial<Record<`${LoopName}Loop`, unknown>> | undefined {
  switch (barrier.driver) {
    case 'modbus-relay':
      return barrier.inputs;
    case 'custom-frame':
      return barrier.status?.bits;
    case 'lcus':
    case 'camera-relay':
      return undefined;
  }
}

/** Whether a barrier that is lost is noticed: one that answers nothing is noticed by its line, where that is a cable of ours. */
const isHeard = (barrier: BarrierConfig): boolean =>
  barrier.driver === 'camera-relay' ? barrier.limits : lineOf(barrier) !== null;
