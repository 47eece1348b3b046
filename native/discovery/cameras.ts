import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { FoundCamera } from '../../electron/contract/discovery.ts';
import type { LaneConfig } from '../../electron/contract/site.ts';
import type { Clock } from '../clock/contract.ts';
import { SADP, WS_DISCOVERY, readSadpAnswer, readWsAnswer, sadpProbe, wsProbe } from './camera-words.ts';
import type { Announcement } from './camera-words.ts';

export interface CameraSearch {
  lanes: readonly Pick<LaneConfig, 'id' | 'camera'>[];
  clock: Clock;
  newId(): string;
  /** How long answers are waited for, ms: cameras answer after a while of their own choosing. */
  forMs?: number;
  /** Addresses of this machine from which it calls; absent: all of its networks. */
  from?: readonly string[];
  /** Who is called; absent: the groups that cameras listen to. */
  to?: { 'ws-discovery': Target; sadp: Target };
}

interface Target {
  group: string;
  port: number;
}

type Way = FoundCamera['by'][number];

const WAIT_MS = 3_000;
/** A datagram is lost now and then: each is called twice. */
const AGAIN_AFTER_MS = 500;
/** Nobody has more cameras than this; what goes on answering is no camera. */
const MOST = 500;

const WAYS = {
  'ws-discovery': { target: WS_DISCOVERY, probe: wsProbe, read: readWsAnswer },
  sadp: { target: SADP, probe: sadpProbe, read: readSadpAnswer },
} as const satisfies Record<Way, unknown>;

/**
 * Calls cameras in the networks of this machine by ONVIF's WS-Discovery and by SADP, and tells who answered, each address
 * once. It sends nothing but these calls, and no password. Never rejects: a network that cannot be called is left out.
 */
export async function findCameras(search: CameraSearch): Promise<FoundCamera[]> {
  const { lanes, clock, newId, forMs = WAIT_MS, from = ownAddresses(), to } = search;
  const found = new Map<string, FoundCamera>();
  const note = (by: Way, said: Announcement): void => {
    const before = found.get(said.address);
    if (before === undefined && found.size >= MOST) return;
    found.set(said.address, before === undefined ? first(by, said, lanes) : both(before, by, said));
  };
  const calls = from.flatMap((address) =>
    (Object.keys(WAYS) as Way[]).map((by) => {
      const { target, probe, read } = WAYS[by];
      const id = newId();
      return call({
        from: address,
        to: to?.[by] ?? target,
        bytes: Buffer.from(probe(id)),
        clock,
        forMs,
        onAnswer: (bytes) => read(bytes, id).forEach((said) => note(by, said)),
      });
    }),
  );
  await Promise.all(calls);
  return [...found.values()].toSorted((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
}

const first = (by: Way, said: Announcement, lanes: CameraSearch['lanes']): FoundCamera => ({
  ...said,
  lane: lanes.find(({ camera }) => 'address' in camera && camera.address === said.address)?.id ?? null,
  by: [by],
});

/** Of two ways the one that says something says it. */
const both = (before: FoundCamera, by: Way, said: Announcement): FoundCamera => ({
  ...before,
  maker: before.maker ?? said.maker,
  model: before.model || said.model,
  serial: before.serial || said.serial,
  unclaimed: before.unclaimed ?? said.unclaimed,
  by: before.by.includes(by) ? before.by : [...before.by, by],
});

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

interface Call {
  from: string;
  to: Target;
  bytes: Buffer;
  clock: Clock;
  forMs: number;
  onAnswer(bytes: Uint8Array): void;
}

/** Sends a call from one address and listens for its time. */
function call({ from, to, bytes, clock, forMs, onAnswer }: Call): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = createSocket('udp4');
    let open = true;
    const cancels = [clock.after(forMs, () => end())];
    const end = (): void => {
      if (!open) return;
      open = false;
      for (const cancel of cancels) cancel();
      socket.close(() => resolve());
    };
    // A network that is gone, or forbids it: there is nothing to be found in it.
    socket.on('error', end);
    socket.on('message', onAnswer);
    const send = (): void => {
      if (open) socket.send(bytes, to.port, to.group, (error) => error && end());
    };
    socket.bind(0, from, () => {
      socket.setMulticastTTL(1);
      send();
      cancels.push(clock.after(AGAIN_AFTER_MS, send));
    });
  });
}
