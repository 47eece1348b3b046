import type { Clock } from '../clock/contract.ts';
import { startLineServer } from '../links/line-server.ts';
import type { FarEnd, LineServer } from '../links/line-server.ts';
import { MAX_FRAME, findRequest } from './modbus-rtu.ts';
import type { SimulatedBoard } from './simulated-board.ts';

export { createSimulatedArm } from './simulated-arm.ts';
export type { ArmMove, LoopName, SimulatedArm } from './simulated-arm.ts';
export { createSimulatedBoard } from './simulated-board.ts';
export type { Answering, FrameRecord, SimulatedBoard, WiredArm } from './simulated-board.ts';
export { createSimulatedVehicle } from './simulated-vehicle.ts';
export type { SimulatedVehicle } from './simulated-vehicle.ts';

/** Puts boards on a line. Each hears every frame and answers those with its own number. Returns: take them off. */
export function serveBoards(line: FarEnd, boards: readonly SimulatedBoard[], clock: Clock): () => void {
  let heard: Uint8Array = new Uint8Array();
  let served = true;

  // A line that closed before the answer takes the answer with it, as a cable would.
  const say = (bytes: Uint8Array): void => void line.write(bytes).catch(() => undefined);

  const off = line.onData((bytes) => {
    heard = Uint8Array.from([...heard, ...bytes]).slice(-2 * MAX_FRAME);
    for (let found = findRequest(heard); found.type !== 'none'; found = findRequest(heard)) {
      heard = heard.subarray(found.used);
      const unit = found.type === 'request' ? found.request.unit : found.unit;
      const answer = boards.find((board) => board.unit === unit)?.hear(found) ?? null;
      if (answer === null) continue;
      if (answer.afterMs === 0) say(answer.bytes);
      else clock.after(answer.afterMs, () => served && say(answer.bytes));
    }
  });
  return () => {
    served = false;
    off();
  };
}

export type BoardServer = LineServer;

/** Boards behind a serial device server: RTU frames over TCP. `port` 0 takes a free one. */
export function startBoardServer(options: {
  boards: readonly SimulatedBoard[];
  clock: Clock;
  port?: number;
  host?: string;
}): Promise<BoardServer> {
  const { boards, clock, port, host } = options;
  return startLineServer({ serve: (line) => serveBoards(line, boards, clock), port, host });
}
