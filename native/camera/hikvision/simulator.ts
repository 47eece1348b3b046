import type { ServerResponse } from 'node:http';
import type { Clock } from '../../clock/contract.ts';
import { startSimulatedDevice } from '../http/simulated-device.ts';
import type { DeviceRequest, SimulatedDevice } from '../http/simulated-device.ts';
import { postTo } from '../http/simulated-post.ts';
import { parseXml, textOf } from '../http/xml.ts';
import type { Shot } from '../push-message.ts';
import { captureParts, heartbeatXml, part, statusXml } from './simulated-message.ts';

/** What such cameras were seen to do wrong on their stream. */
export type HikvisionFault =
  /** A part that is no XML. */
  | 'garbage'
  /** The stream breaks off inside a picture. */
  | 'half-picture'
  /** The pictures that were announced do not come. */
  | 'no-pictures';

export interface SimulatedHikvision {
  readonly device: SimulatedDevice;
  /** The arm as its barrier command sets it. */
  readonly gate: {
    state: 'open' | 'closed';
    /** Says yes and does nothing. */
    locked: boolean;
    /** Says no, with 200. */
    refusing: boolean;
  };
  /** Where it was told to post; null: nowhere. */
  readonly host: string | null;
  /** State of the relay outputs, by number. */
  readonly outputs: ReadonlyMap<number, boolean>;
  /** Streams of alarms that are open. */
  streams(): number;
  /** On all streams. */
  shoot(shot: Shot, fault?: HikvisionFault): void;
  heartbeat(): void;
  /** Ends the streams, as some do every forty seconds. */
  endStreams(): void;
  /** Posts a capture to a station (HTTP host push); the status of the answer. */
  push(url: string, shot: Shot): Promise<number>;
}

export interface SimulatedHikvisionOptions {
  password: string;
  clock: Clock;
  port?: number;
  locksAfter?: number;
  /** Whether XML parts say their length; default true. */
  saysLengths?: boolean;
  /** Taken at a trigger and as a still. */
  lastShot?: Shot;
}

const BOUNDARY = 'boundary';
const FORM_BOUNDARY = '---------------------------7e13971310878';

/** A Hikvision camera at its web server. */
export async function startSimulatedHikvision(options: SimulatedHikvisionOptions): Promise<SimulatedHikvision> {
  const { clock, password, port, locksAfter, saysLengths = true, lastShot } = options;
  const streams = new Set<ServerResponse>();
  const outputs = new Map<number, boolean>();
  let host: string | null = null;
  const gate: SimulatedHikvision['gate'] = { state: 'closed', locked: false, refusing: false };

  function setGate(text: string): string {
    if (gate.refusing) return statusXml(4);
    if (!gate.locked) gate.state = text.includes('open') ? 'open' : 'closed';
    return statusXml(1);
  }

  /** Firmware takes no host that is named, only one by its address. */
  function setHost(body: Buffer): string {
    const said = parseXml(body);
    if (gate.refusing || textOf(said, 'addressingFormatType') !== 'ipaddress') return statusXml(4);
    host = `http://${textOf(said, 'ipAddress')}:${textOf(said, 'portNo')}${textOf(said, 'url')}`;
    return statusXml(1);
  }

  function answer({ method, url, body }: DeviceRequest, response: ServerResponse): void {
    const path = url.split('?')[0] ?? '';
    const xml = (text: string): void => void response.writeHead(200, { 'Content-Type': 'application/xml' }).end(text);
    const output = /^\/ISAPI\/System\/IO\/outputs\/(\d+)\/trigger$/.exec(path);
    if (path === '/ISAPI/Event/notification/alertStream') {
      response.writeHead(200, { 'Content-Type': `multipart/mixed; boundary=${BOUNDARY}` }).flushHeaders();
      streams.add(response);
      response.on('close', () => streams.delete(response));
    } else if (path === '/ISAPI/System/time') {
      xml(`<Time><timeMode>NTP</timeMode></Time>`);
    } else if (method === 'PUT' && path.endsWith('/barrierGate')) {
      xml(setGate(body.toString()));
    } else if (path.endsWith('/barrierGate/barrierGateStatus')) {
      xml(
        `<BarrierGateStatus><barrierGateStatus>${gate.state === 'open' ? 2 : 1}</barrierGateStatus></BarrierGateStatus>`,
      );
    } else if (method === 'PUT' && path === '/ISAPI/Event/notification/httpHosts/1') {
      xml(setHost(body));
    } else if (output !== null) {
      outputs.set(Number(output[1]), body.toString().includes('high'));
      xml(statusXml(1));
    } else if (path.startsWith('/ISAPI/Traffic/MNPR/') && lastShot !== undefined) {
      response.writeHead(200, { 'Content-Type': `multipart/mixed; boundary=${BOUNDARY}` });
      response.end(Buffer.concat([...captureParts(lastShot, BOUNDARY, true), Buffer.from(`--${BOUNDARY}--\r\n`)]));
    } else if (path.endsWith('/picture') && lastShot?.image) {
      response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(lastShot.image);
    } else response.writeHead(404).end();
  }

  const device = await startSimulatedDevice({
    account: { user: 'admin', password },
    answer,
    ...(port !== undefined && { port }),
    ...(locksAfter !== undefined && { locksAfter }),
  });
  const send = (...pieces: Buffer[]): void => {
    for (const stream of streams) for (const piece of pieces) stream.write(piece);
  };
  const endStreams = (): void => {
    for (const stream of streams) stream.end();
  };

  return {
    device,
    gate,
    get host() {
      return host;
    },
    outputs,
    streams: () => streams.size,
    shoot(shot, fault) {
      const parts = captureParts(shot, BOUNDARY, saysLengths);
      switch (fault) {
        case undefined:
          return send(...parts);
        case 'garbage':
          return send(part(BOUNDARY, { 'Content-Type': 'application/xml' }, '<a></', true));
        case 'half-picture':
          send(...parts.slice(0, -1), parts.at(-1)!.subarray(0, 300));
          return endStreams();
        case 'no-pictures':
          return send(parts[0]!);
      }
    },
    heartbeat() {
      const head = { 'Content-Type': 'application/xml; charset="UTF-8"' };
      send(part(BOUNDARY, head, heartbeatXml(clock.now()), saysLengths));
    },
    endStreams,
    async push(url, shot) {
      const end = Buffer.from(`--${FORM_BOUNDARY}--\r\n`);
      const body = Buffer.concat([...captureParts(shot, FORM_BOUNDARY, false), end]);
      return (await postTo(url, `multipart/form-data; boundary=${FORM_BOUNDARY}`, body)).status;
    },
  };
}
