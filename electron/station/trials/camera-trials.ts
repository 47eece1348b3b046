import { CameraError } from '../../../native/camera/contract.ts';
import type { Camera, PostingHost } from '../../../native/camera/contract.ts';
import { needsKey } from '../../contract/site-cameras.ts';
import type { CameraTrial } from '../../contract/trials.ts';
import { isPosting } from './bench-cameras.ts';
import { tryCamera } from './camera.ts';
import { cameraOf, listenOf } from './draft.ts';
import type { DraftCamera } from './draft.ts';
import { ownAddresses, postingAddress, postingHosts } from './posting-address.ts';
import { TrialRefusal } from './refusal.ts';
import { laneWithCamera } from './running.ts';
import type { TrialGround, TrialHandlers } from './trials.ts';

/** A camera of the draft that was reached, or why its door is shut. */
interface Reached {
  driver: Camera | null;
  /** Made by the test stand: nobody else has started it. */
  own: boolean;
  door: string | null;
}

/** Cameras of the draft: what they see, what they post, and where they are to post. */
export function createCameraTrials(
  ground: TrialGround,
): Pick<TrialHandlers, 'setup.try-camera' | 'setup.posting-address' | 'setup.tell-camera'> {
  const { draft, running, benchCameras, watch, results, shrink, clock, addresses = ownAddresses } = ground;

  /**
   * The running camera where it is unchanged; else one of the test stand. What posts, and is not yet known to the door of
   * a station at work, is turned away there, and so seen: there is no second door beside it.
   */
  function reach<R>(camera: DraftCamera, work: (reached: Reached) => Promise<R>): Promise<R> {
    const { id } = camera.config;
    if (running !== null && laneWithCamera(running, camera) !== null)
      return work({ driver: running.cameras.byId(id), own: false, door: null });
    if (running === null && isPosting(camera))
      return benchCameras.usePosting(draft(), id, ({ driver, door }) => work({ driver, own: false, door }));
    return benchCameras.use(camera, (driver) => work({ driver, own: true, door: null }));
  }

  function look(camera: DraftCamera, what: 'look' | 'trigger'): Promise<CameraTrial> {
    return reach(camera, async ({ driver, own, door }) => {
      if (door !== null) return { type: 'failed', trouble: 'door-busy', detail: door };
      return tryCamera({
        ...{ camera, driver, what, watch, shrink, clock },
        follow: () => (own && !isPosting(camera) ? driver?.start() : undefined),
        onRefused: () => benchCameras.noteRefusal(camera),
      });
    });
  }

  /** The camera of a lane, with a key where it needs one and has none yet. */
  function withKey(laneId: string): DraftCamera {
    const camera = cameraOf(draft(), laneId);
    if (!needsKey(camera.config) || camera.key !== '') return camera;
    ground.putSecret(`cameras.${camera.config.id}`, ground.newKey());
    return cameraOf(draft(), laneId);
  }

  function hostsOf(camera: DraftCamera): PostingHost[] {
    if (!isPosting(camera)) throw new TrialRefusal('not-now', 'this camera does not post: it is asked');
    const listen = listenOf(draft());
    // A port that is drawn by chance is known once it is open.
    const port = listen.port !== 0 ? listen.port : (running?.capturePort() ?? benchCameras.port ?? 0);
    return postingHosts(camera, { ...listen, port }, addresses());
  }

  return {
    async 'setup.try-camera'({ laneId, what }) {
      const camera = cameraOf(draft(), laneId);
      const kept = results.begin('camera', laneId, () => cameraOf(draft(), laneId));
      if (benchCameras.refused(camera)) {
        kept(false);
        return { type: 'failed', trouble: 'wrong-password', detail: 'it refused this password a moment ago' };
      }
      const trial = await look(camera, what);
      if (trial.type !== 'waiting') kept(trial.type !== 'failed');
      return trial;
    },
    async 'setup.posting-address'({ laneId }) {
      const camera = withKey(laneId);
      // A door by chance has its number first when it stands open.
      if (running === null && listenOf(draft()).port === 0)
        await benchCameras.usePosting(draft(), camera.config.id, () => Promise.resolve());
      return postingAddress(camera, hostsOf(camera));
    },
    async 'setup.tell-camera'({ laneId }, who) {
      const camera = withKey(laneId);
      const [host] = hostsOf(camera);
      if (host === undefined)
        throw new TrialRefusal('not-now', 'this machine has no address that a camera could reach');
      ground.audit(who, 'setup.tell-camera', { laneId, address: host.address });
      const since = watch.expect(camera.config.id);
      return reach(camera, async ({ driver }): Promise<CameraTrial> => {
        if (!driver?.postTo) throw new TrialRefusal('not-now', 'this camera is not told by us');
        try {
          await driver.postTo(host);
          return { type: 'waiting', since };
        } catch (error) {
          if (!(error instanceof CameraError)) throw error;
          return { type: 'failed', trouble: error.code, detail: error.message };
        }
      });
    },
  };
}
