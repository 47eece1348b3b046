import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Clock } from '../clock/contract.ts';
import type { Link } from '../links/contract.ts';
import { MAX_FRAME, findRequest } from './modbus-rtu.ts';
import type { SimulatedBoard } from './simulated-board.ts';

export { createSimulatedArm } from './simulated-arm.ts';
export type { ArmMove, LoopName, SimulatedArm } from './simulated-arm.ts';
export { createSimulatedBoard } from './simulated-board.ts';
export type { Answering, FrameRecord, SimulatedBoard, WiredArm } from './simulated-board.ts';
export { createSimulatedVehicle } from './simulated-vehicle.ts';
export type { SimulatedVehicle } from './simulated-vehicle.ts';

/** The far end of a line: what boards need of it. */
export type BoardLine = Pick<Link, 'write' | 'onData'>;

/** Puts boards on a line. Each hears every frame and answers those with its own number. Returns: take them off. */
export function serveBoards(line: BoardLine, boards: readonly SimulatedBoard[], clock: Clock): () => void {
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

export interface BoardServer {
  readonly port: number;
  readonly connections: number;
  /** Cuts every connection; new ones are taken. */
  dropConnections(): void;
  /** Cuts every connection and refuses new ones until `plug`. The port stays ours to come back to. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Boards behind a serial device server: RTU frames over TCP. `port` 0 takes a free one. */
export async function startBoardServer(options: {
  boards: readonly SimulatedBoard[];
  clock: Clock;
  port?: number;
  host?: string;
}): Promise<BoardServer> {
  const { boards, clock, host = '127.0.0.1' } = options;
  const sockets = new Set<Socket>();
  let port = options.port ?? 0;

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    const leave = serveBoards(lineOf(socket), boards, clock);
    socket.on('close', () => {
      sockets.delete(socket);
      leave();
    });
    // 'close' follows, and says all there is to say of a lost client.
    socket.on('error', () => socket.destroy());
  };

  const listen = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(accept);
      server.once('error', reject);
      server.listen(port, host, () => {
        port = (server.address() as AddressInfo).port;
        resolve(server);
      });
    });

  const dropConnections = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  const silence = (server: Server | null): Promise<void> =>
    new Promise((resolve) => {
      if (server === null) return resolve();
      server.close(() => resolve());
      dropConnections();
    });

  let server: Server | null = await listen();

  const unplug = async (): Promise<void> => {
    const listening = server;
    server = null;
    await silence(listening);
  };

  return {
    get port() {
      return port;
    },
    get connections() {
      return sockets.size;
    },
    dropConnections,
    unplug,
    async plug() {
      server ??= await listen();
    },
    close: unplug,
  };
}

function lineOf(socket: Socket): BoardLine {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
    onData(listener) {
      socket.on('data', listener);
      return () => void socket.off('data', listener);
    },
  };
}
