import { postTo } from '../http/simulated-post.ts';
import type { PostAnswer } from '../http/simulated-post.ts';
import type { Shot } from '../push-message.ts';

/** What a reply made the camera do. */
export interface VzenithActs {
  status: number;
  opened: boolean;
  pulsedOutput: number | null;
  triggered: boolean;
  /** It is to post a picture there. */
  stillTo: { port: number; snapImageRelativeUrl: string } | null;
  /** It stops sending this record. */
  settled: boolean;
}

export interface SimulatedVzenith {
  /** Posts a capture, once; the same `plateid` again is the same record. */
  shoot(shot: Shot, plateid: number, more?: object): Promise<VzenithActs>;
  /** Posts until the reply settles it, as units do that know no other end; how often it took. */
  insist(shot: Shot, plateid: number, most: number): Promise<number>;
  /** As a form of its own, or as fields of an address; both hold its password. */
  heartbeat(form?: 'multipart' | 'urlencoded'): Promise<VzenithActs>;
  input(source: number, value: number): Promise<VzenithActs>;
  /** Anything. */
  post(body: string | Uint8Array, contentType?: string): Promise<VzenithActs>;
}

const SERIAL = 'a1b2c3d4-e5f60718';
const COLOURS = ['unknown', 'blue', 'yellow', 'white', 'black', 'green', 'yellow-green'];

/** A Vzenith camera that posts to `url`, and does what replies tell it, pictures of `image` among it. */
export function createSimulatedVzenith(options: { url: string; image: Uint8Array }): SimulatedVzenith {
  const { url, image } = options;

  async function act({ status, body }: PostAnswer): Promise<VzenithActs> {
    const { Response_AlarmInfoPlate: reply = {} } = JSON.parse(body === '' ? '{}' : body) as {
      Response_AlarmInfoPlate?: {
        info?: string;
        content?: string;
        ivs_ioctrl?: { io: number; value: number };
        manualTrigger?: string;
        TriggerImage?: { port: number; snapImageRelativeUrl: string };
      };
    };
    const taken = status === 200;
    const stillTo = taken ? (reply.TriggerImage ?? null) : null;
    if (stillTo !== null) {
      const to = `http://127.0.0.1:${stillTo.port}${stillTo.snapImageRelativeUrl}`;
      const imageFile = Buffer.from(image).toString('base64');
      await postTo(
        to,
        'application/json',
        JSON.stringify({ ipaddr: '192.0.2.7', TriggerImage: { imageFile, imageFileLen: image.length } }),
      );
    }
    return {
      status,
      opened: taken && reply.info === 'ok',
      pulsedOutput: taken && reply.ivs_ioctrl?.value === 2 ? reply.ivs_ioctrl.io : null,
      triggered: taken && reply.manualTrigger === 'ok',
      stillTo,
      settled: taken && reply.content === 'retransfer_stop',
    };
  }

  const post = async (body: string | Uint8Array, contentType = 'application/json'): Promise<VzenithActs> =>
    act(await postTo(url, contentType, body));

  const shoot = (shot: Shot, plateid: number, more: object = {}): Promise<VzenithActs> =>
    post(JSON.stringify({ AlarmInfoPlate: alarm(shot, plateid, more) }));

  return {
    shoot,
    async insist(shot, plateid, most) {
      for (let times = 1; times < most; times++) if ((await shoot(shot, plateid)).settled) return times;
      return most;
    },
    heartbeat(form = 'multipart') {
      const fields = Object.entries({ device_name: 'ivs', ipaddr: '192.0.2.7', port: '80', user_name: 'admin', pass_wd: 'its-password', serialno: SERIAL, channel_num: '1' }); // prettier-ignore
      if (form === 'urlencoded') {
        return post(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
      }
      const parts = fields.map(
        ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      return post(`${parts.join('')}--x--\r\n`, 'multipart/form-data; boundary=x');
    },
    input: (source, value) =>
      post(JSON.stringify({ AlarmGioIn: { serialno: SERIAL, result: { TriggerResult: { source, value } } } })),
    post,
  };
}

function alarm(shot: Shot, plateid: number, more: object): object {
  const imageFile = shot.image === null ? '' : Buffer.from(shot.image).toString('base64');
  return {
    channel: 0,
    deviceName: 'ivs',
    ipaddr: '192.0.2.7',
    serialno: SERIAL,
    result: {
      PlateResult: {
        license: shot.plate === '' ? '_无_' : shot.plate,
        confidence: shot.confidence ?? 0,
        colorType: Math.max(0, COLOURS.indexOf(shot.plateColour ?? 'unknown')),
        type: 1,
        direction: 4,
        triggerType: 8,
        plateid,
        isoffline: shot.offline === true ? 1 : 0,
        imageFile,
        imageFileLen: shot.image?.length ?? 0,
        timeStamp: { Timeval: { sec: Math.floor(shot.capturedAt / 1000), usec: (shot.capturedAt % 1000) * 1000 } },
        ...more,
      },
    },
  };
}
