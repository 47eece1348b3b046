import type { BarrierConfig } from '../../contract/site-barriers.ts';
import { lineOf } from '../../contract/site-barriers.ts';
import type { BarrierTrial } from '../../contract/trials.ts';
import type { Lane } from '../lane/lane.ts';
import { barrierFrom, tryBarrier, tryLane } from './barrier.ts';
import type { BarrierAct } from './barrier.ts';
import type { BenchLine } from './bench-lines.ts';
import { barrierOf, cameraOf, lineNamed } from './draft.ts';
import { holdOf, isSame, laneWithCamera } from './running.ts';
import type { TrialGround, TrialHandlers } from './trials.ts';

/** Reading a barrier of the draft, and lifting and lowering its arm. */
export function createBarrierTrials(ground: TrialGround): Pick<TrialHandlers, 'setup.try-barrier'> {
  const { draft, running, benchLines, benchCameras, results, clock } = ground;

  /** All that a barrier of the draft hangs on. */
  function pieces(laneId: string): unknown {
    const config = barrierOf(draft(), laneId);
    const link = lineOf(config);
    return [config, link === null ? cameraOf(draft(), laneId) : lineNamed(draft(), link)];
  }

  /** The lane of the station whose barrier is the one of the draft; null: there is none. */
  function laneAtWork(laneId: string, config: BarrierConfig): Lane | null {
    const lane = running?.lanes.find((one) => one.config.id === laneId);
    if (running === null || lane === undefined || !isSame(lane.config.barrier, config)) return null;
    const link = lineOf(config);
    const unchanged =
      link === null
        ? laneWithCamera(running, cameraOf(draft(), laneId)) !== null
        : holdOf(running, lineNamed(draft(), link).link)?.as === 'shared';
    return unchanged ? lane : null;
  }

  async function onLine(laneId: string, config: BarrierConfig, act: BarrierAct, linkId: string): Promise<BarrierTrial> {
    const name = `barrier ${laneId}`;
    return benchLines.use(lineNamed(draft(), linkId), async (bench: BenchLine) => {
      const device = await bench.device(name, JSON.stringify(config), () =>
        barrierFrom(config, bench.line, null, clock),
      );
      const trial = await tryBarrier({ barrier: device, config, act, clock });
      // A wish to lower that waits for its loops would be done when nobody expects it any more.
      if (act === 'close' && trial.type === 'state' && trial.sent !== true) await bench.drop(name);
      return trial;
    });
  }

  function onCamera(laneId: string, config: BarrierConfig, act: BarrierAct): Promise<BarrierTrial> {
    const camera = cameraOf(draft(), laneId);
    const by = async (driver: Parameters<typeof barrierFrom>[2]): Promise<BarrierTrial> => {
      if (!driver?.relay) return { type: 'failed', trouble: 'not-found', detail: 'the camera has no relay' };
      const barrier = barrierFrom(config, null, driver, clock);
      barrier.start();
      try {
        const trial = await tryBarrier({ barrier, config, act, clock });
        const { trouble } = driver.health();
        if (trouble !== 'wrong-password' && trouble !== 'locked-out') return trial;
        benchCameras.noteRefusal(camera);
        return { type: 'failed', trouble: 'refused', detail: trouble };
      } finally {
        await barrier.stop();
      }
    };
    if (benchCameras.refused(camera))
      return Promise.resolve({ type: 'failed', trouble: 'refused', detail: 'wrong-password' });
    const atWork = laneWithCamera(running, camera);
    if (running !== null && atWork !== null) return by(running.cameras.byId(camera.config.id));
    if (running === null && camera.config.driver === 'vzenith')
      return benchCameras.usePosting(draft(), camera.config.id, ({ driver }) => by(driver));
    return benchCameras.use(camera, by);
  }

  return {
    async 'setup.try-barrier'({ laneId, act }, who) {
      const config = barrierOf(draft(), laneId);
      const kept = results.begin('barrier', laneId, () => pieces(laneId));
      const lane = laneAtWork(laneId, config);
      if (lane === null && act !== 'read') ground.audit(who, 'setup.try-barrier', { laneId, act });
      const link = lineOf(config);
      const trial = await (lane !== null
        ? tryLane({ lane, act, who, once: () => ground.once('setup.try-barrier', who), lower: ground.lower, clock })
        : link === null
          ? onCamera(laneId, config, act)
          : onLine(laneId, config, act, link));
      kept(
        trial.type === 'state' && (trial.fault === null || trial.fault === 'limits-disagree') && trial.sent !== false,
      );
      return trial;
    },
  };
}
