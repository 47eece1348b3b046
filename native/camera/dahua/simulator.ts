import type { ServerResponse } from 'node:http';
import { startSimulatedDevice } from '../http/simulated-device.ts';
import type { SimulatedDevice } from '../http/simulated-device.ts';
import { postTo } from '../http/simulated-post.ts';
import type { PostAnswer } from '../http/simulated-post.ts';
import type { Shot } from '../push-message.ts';

export interface SimulatedDahua {
  readonly device: SimulatedDevice;
  readonly gate: { state: 'open' | 'closed'; refusing: boolean };
  streams(): number;
  /** On all streams. */
  shoot(shot: Shot): void;
  heartbeat(): void;
  endStreams(): void;
  /** Posts a capture (ITSAPI). `base`: what stands before the maker's own path. */
  push(base: string, shot: Shot, more?: object): Promise<PostAnswer>;
  keepAlive(base: string): Promise<PostAnswer>;
}

const beijing = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '');
const part = (type: string, body: string | Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`--myboundary\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);

/** Confidence is counted to 255. */
const counted = (confidence: number | null | undefined): number => Math.round(((confidence ?? 0) / 100) * 255);

/** A Dahua camera at its web server, and as it posts. */
export async function startSimulatedDahua(options: { password: string; image: Uint8Array }): Promise<SimulatedDahua> {
  const streams = new Set<ServerResponse>();
  const gate: SimulatedDahua['gate'] = { state: 'closed', refusing: false };

  function setGate(state: 'open' | 'closed', response: ServerResponse): void {
    if (gate.refusing) return void response.writeHead(400).end('Error\r\nBad Request!\r\n');
    gate.state = state;
    response.end('OK\r\n');
  }

  const device = await startSimulatedDevice({
    account: { user: 'admin', password: options.password },
    answer({ url }, response) {
      const { pathname, searchParams } = new URL(url, 'http://camera');
      const action = searchParams.get('action');
      if (pathname === '/cgi-bin/snapManager.cgi' && action === 'attachFileProc') {
        response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=myboundary' }).flushHeaders();
        streams.add(response);
        response.on('close', () => streams.delete(response));
      } else if (pathname === '/cgi-bin/snapshot.cgi') {
        response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(options.image);
      } else if (action === 'openStrobe') setGate('open', response);
      else if (action === 'closeStrobe') setGate('closed', response);
      else if (action === 'manSnap') response.end('OK\r\n');
      else response.writeHead(404).end();
    },
  });
  const send = (...pieces: Buffer[]): void => {
    for (const stream of streams) for (const piece of pieces) stream.write(piece);
  };

  return {
    device,
    gate,
    streams: () => streams.size,
    shoot(shot) {
      const cutOut = shot.image?.subarray(0, 100) ?? new Uint8Array();
      const fields = {
        Code: 'TrafficJunction',
        GroupID: shot.captureId,
        Lane: 1,
        'Object.Confidence': counted(shot.confidence),
        RealUTC: Math.floor(shot.capturedAt / 1000),
        UTC: Math.floor(shot.capturedAt / 1000) + 8 * 3600,
        UTCMS: shot.capturedAt % 1000,
        'TrafficCar.PlateNumber': shot.plate,
        'TrafficCar.PlateColor': 'Blue',
        'TrafficCar.VehicleColor': 'White',
        'ImageInfo[0].Offset': 0,
        'ImageInfo[0].Length': cutOut.length,
        'ImageInfo[1].Offset': cutOut.length,
        'ImageInfo[1].Length': shot.image?.length ?? 0,
      };
      const lines = Object.entries(fields).map(([name, value]) => `Events[0].${name}=${value}\r\n`);
      send(part('text/plain', lines.join('')));
      if (shot.image !== null) send(part('image/jpeg', Buffer.concat([cutOut, shot.image])));
    },
    heartbeat: () => send(part('text/plain', 'Heartbeat\r\n')),
    endStreams() {
      for (const stream of streams) stream.end();
    },
    push(base, shot, more = {}) {
      const message = {
        Picture: {
          Plate: { PlateNumber: shot.plate, PlateColor: 'Blue', Confidence: counted(shot.confidence), IsExist: shot.plate !== '', BoundingBox: [1, 2, 3, 4] }, // prettier-ignore
          Vehicle: { VehicleColor: 'White', VehicleType: 'PassengerCar' },
          SnapInfo: { DeviceID: 'itc-1', AccurateTime: beijing(shot.capturedAt), SnapTime: beijing(shot.capturedAt).slice(0, 19), LanNo: 1, Direction: 'Obverse', OpenStrobe: false }, // prettier-ignore
          NormalPic:
            shot.image === null ? null : { PicName: 'a.jpg', Content: Buffer.from(shot.image).toString('base64') },
          CutoutPic: { PicName: 'b.jpg', Content: '' },
          ...more,
        },
      };
      return postTo(
        `${base}/NotificationInfo/TollgateInfo`,
        'application/json; charset=utf-8',
        JSON.stringify(message),
      );
    },
    keepAlive: (base) =>
      postTo(
        `${base}/NotificationInfo/KeepAlive`,
        'application/json',
        JSON.stringify({ Active: 'keepAlive', DeviceID: 'itc-1' }),
      ),
  };
}
