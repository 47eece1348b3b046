import { createSimulatedArm, createSimulatedBoard, serveBoards } from '../../native/barrier/simulator.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import { createMemoryLine } from '../../native/links/memory.ts';
import type { LaneView } from '../../electron/contract/board.ts';
import { CONTACTS, devicesOf, lineOf } from './clocked-station.ts';
import { CAMERA_SECRET, openAtWork, SMALL } from './set-up.ts';
import type { SetUpStation } from './set-up.ts';
import { press } from './station.ts';

/** A lot with one way in and one way out, set up as a person does it, whose boards and arms are simulated at the wire. */
export async function openMovingLot(sections: Record<string, unknown> = {}) {
  const clock = createManualClock(Date.UTC(2026, 4, 6, 1, 0, 0));
  const gates = new Map(
    ['in', 'out'].map((id) => {
      const arm = createSimulatedArm({ clock, travelMs: 500 });
      const board = createSimulatedBoard({ clock, unit: 1, arms: [{ arm, ...CONTACTS }] });
      const line = createMemoryLine(clock, id);
      line.onConnect((far) => void serveBoards(far, [board], clock));
      return [id, { arm, board, line }] as const;
    }),
  );
  const gate = (id: string) => {
    const found = gates.get(id);
    if (found === undefined) throw new Error(`no lane ${id}`);
    return found;
  };
  const lane = (id: string, name: string, direction: string) => ({ id, name, direction, ...devicesOf(id) });
  const lot = await openAtWork({
    clock,
    lines: (link) => gate(link.id.replace(/^line-/, '')).line.makeLink(),
    secrets: { 'cameras.camera-in': CAMERA_SECRET, 'cameras.camera-out': CAMERA_SECRET },
    sections: {
      ...SMALL,
      links: [lineOf('in'), lineOf('out')],
      lanes: [lane('in', '入口', 'entrance'), lane('out', '出口', 'exit')],
      ...sections,
    },
  });
  const view = async (id: string): Promise<LaneView> => {
    const { lanes } = await lot.call('board.get', {});
    const found = lanes.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no lane ${id}`);
    return found;
  };
  async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    for (let steps = 0; !(await holds()); steps += 1) {
      if (steps > 400) throw new Error(`${what} does not come about`);
      await clock.advanceAsync(50);
    }
  }
  const ready = (): Promise<void> =>
    until('the boards', async () =>
      (await lot.call('board.get', {})).lanes.every(({ barrier }) => barrier.mode === 'automatic'),
    );
  let shots = 0;

  await ready();
  return {
    ...lotOf(lot),
    clock,
    gate,
    view,
    until,
    ready,
    /** Of the contract's dues, for the car at the exit. */
    async arrive(id: string, plate: string, over: { confidence?: number; ageMs?: number } = {}): Promise<void> {
      gate(id).arm.setLoop('approach', true);
      await until('the loop', async () => (await view(id)).barrier.approachLoop === 'occupied');
      const camera = createPushCamera({
        url: `http://127.0.0.1:${lot.station.capturePort}`,
        cameraId: `camera-${id}`,
        key: CAMERA_SECRET,
        clock,
      });
      shots += 1;
      const shot = camera.shoot({
        captureId: `shot-${shots}`,
        capturedAt: clock.now() - (over.ageMs ?? 0),
        plate,
        confidence: over.confidence ?? 99,
        image: null,
      });
      let isDone = false;
      void shot.finally(() => (isDone = true)).catch(() => undefined);
      while (!isDone) await clock.advanceAsync(50);
      await shot;
      camera.stop();
      await clock.advanceAsync(100);
    },
    async driveThrough(id: string): Promise<void> {
      const { arm } = gate(id);
      await until('the arm up', () => arm.position === 1);
      await until('the way free', async () => (await view(id)).phase === 'passing');
      arm.setLoop('passage', true);
      await clock.advanceAsync(400);
      arm.setLoop('approach', false);
      await clock.advanceAsync(400);
      arm.setLoop('passage', false);
      await until('the arm down', async () => arm.position === 0 && (await view(id)).phase === 'idle');
    },
    async driveOff(id: string): Promise<void> {
      gate(id).arm.setLoop('approach', false);
      await lot.call('lane.turn-away', { key: press(), laneId: id, arrivalId: (await view(id)).arrival?.id ?? null });
      await until('the line clear', async () => (await view(id)).barrier.approachLoop === 'clear');
    },
  };
}

const lotOf = (lot: SetUpStation) => ({
  lot,
  /** Puts sections and saves them. */
  async change(sections: Record<string, unknown>): Promise<string> {
    await lot.put(sections);
    return (await lot.save('改设置')).effect;
  },
});
