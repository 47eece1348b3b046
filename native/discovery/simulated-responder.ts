import { createSocket } from 'node:dgram';
import { allOf, escapeXml, parseXml } from '../camera/http/xml.ts';

/** What a simulated camera says of itself. */
export interface RespondingCamera {
  address: string;
  port?: number;
  model: string;
  serial?: string;
  activated?: boolean;
}

/** Cameras that answer calls on a port of the loopback, and can answer badly. */
export interface Responder {
  readonly port: number;
  /** Calls that were heard. */
  readonly heard: readonly string[];
  /** `other-call`: an answer that somebody else's call was given. */
  answering: 'well' | 'silent' | 'garbage' | 'half' | 'other-call';
  close(): Promise<void>;
}

export async function startResponder(way: 'ws-discovery' | 'sadp', cameras: RespondingCamera[]): Promise<Responder> {
  const socket = createSocket('udp4');
  const heard: string[] = [];
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
  socket.on('message', (bytes, from) => {
    heard.push(bytes.toString());
    const id = callOf(bytes, way);
    for (const camera of cameras) {
      const answer = answerOf(responder.answering === 'other-call' ? `not-${id}` : id, camera, way);
      const said = spoilt(Buffer.from(answer), responder.answering);
      if (said !== null) socket.send(said, from.port, from.address);
    }
  });
  const responder: Responder = {
    port: socket.address().port,
    heard,
    answering: 'well',
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  return responder;
}

function callOf(bytes: Uint8Array, way: 'ws-discovery' | 'sadp'): string {
  const [id] = allOf(parseXml(bytes), way === 'sadp' ? 'Uuid' : 'MessageID');
  return (id?.text ?? '').replace(/^uuid:/, '');
}

function spoilt(answer: Buffer, how: Responder['answering']): Buffer | null {
  switch (how) {
    case 'silent':
      return null;
    case 'garbage':
      return Buffer.from([0xff, 0x00, 0x3c, 0x3c]);
    case 'half':
      return answer.subarray(0, answer.length / 2);
    case 'well':
    case 'other-call':
      return answer;
  }
}

function answerOf(id: string, camera: RespondingCamera, way: 'ws-discovery' | 'sadp'): string {
  const { address, port = 80, model, serial = '', activated } = camera;
  if (way === 'sadp')
    return (
      `<?xml version="1.0" encoding="UTF-8"?><ProbeMatch><Uuid>${id}</Uuid><Types>inquiry</Types>` +
      `<DeviceDescription>${escapeXml(model)}</DeviceDescription><DeviceSN>${escapeXml(serial)}</DeviceSN>` +
      `<IPv4Address>${address}</IPv4Address><HttpPort>${port}</HttpPort>` +
      `${activated === undefined ? '' : `<Activated>${activated}</Activated>`}</ProbeMatch>`
    );
  return (
    '<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"' +
    ' xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing"' +
    ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><SOAP-ENV:Header>' +
    `<wsa:RelatesTo>uuid:${id}</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch>` +
    `<d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/${encodeURIComponent(model)}` +
    ` onvif://www.onvif.org/hardware/${encodeURIComponent(model)}</d:Scopes>` +
    `<d:XAddrs>http://[fe80::1]/onvif/device_service http://${address}:${port}/onvif/device_service</d:XAddrs>` +
    '</d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>'
  );
}
