import { findCameras } from '../../../native/discovery/cameras.ts';
import type { CameraSearch } from '../../../native/discovery/cameras.ts';
import { findPorts } from '../../../native/discovery/ports.ts';
import { probeLine, probeOpenLine } from '../../../native/discovery/probe-line.ts';
import type { ProbeOutcome } from '../../contract/discovery.ts';
import type { LinkConfig } from '../../contract/site.ts';
import { cameraOf, lanesOf, lineNamed, linksOf } from './draft.ts';
import type { DraftLine } from './draft.ts';
import { TrialRefusal } from './refusal.ts';
import { holdOf } from './running.ts';
import type { TrialGround, TrialHandlers } from './trials.ts';

/** Ports, what answers on a line, cameras in the network. */
export function createFinding(
  ground: Pick<TrialGround, 'draft' | 'running' | 'benchLines' | 'clock' | 'newId' | 'lines'> & {
    cameraSearch?: Pick<CameraSearch, 'forMs' | 'from' | 'to'> | undefined;
  },
): Pick<TrialHandlers, 'setup.find-ports' | 'setup.probe-line' | 'setup.find-cameras'> {
  const { draft, running, benchLines, clock, newId, lines, cameraSearch } = ground;

  async function probe(on: DraftLine): Promise<ProbeOutcome> {
    const held = holdOf(running, on.link);
    // The addresses of boards are asked among the questions of those at work; other speeds are not for a line at work.
    if (running !== null && held?.as === 'shared')
      return probeOpenLine(running.lines.named(held.linkId), speedOf(on.link));
    const busy = await benchLines.free(on);
    if (busy !== null) return { type: 'nothing', trouble: 'busy', detail: 'this program itself has it open' };
    const { link } = on;
    return link.kind === 'serial'
      ? probeLine({ makeLink: (baudRate) => lines({ ...link, baudRate }, clock), clock })
      : probeLine({ makeLink: () => lines(link, clock), clock, bauds: [BEHIND_SERVER] });
  }

  function lanes(): CameraSearch['lanes'] {
    return lanesOf(draft()).flatMap((id) => {
      try {
        return [{ id, camera: cameraOf(draft(), id).config }];
      } catch (error) {
        if (error instanceof TrialRefusal) return [];
        throw error;
      }
    });
  }

  return {
    'setup.find-ports': () => findPorts(linksOf(draft())),
    'setup.probe-line': ({ linkId }) => probe(lineNamed(draft(), linkId)),
    'setup.find-cameras': async () => ({
      cameras: await findCameras({ lanes: lanes(), clock, newId, ...cameraSearch }),
    }),
  };
}

/** The speed of a line behind a device server is set there; most are at this one. */
const BEHIND_SERVER = 9600;
const speedOf = (link: LinkConfig): number => (link.kind === 'serial' ? link.baudRate : BEHIND_SERVER);
