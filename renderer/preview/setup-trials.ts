import type { CommandInput } from '../../electron/contract/commands.ts';

/** What comes of trials in the preview: one device that works, one that does not. */
export const TRIED: Readonly<Record<string, (input: never, at: number) => unknown>> = {
  'setup.find-ports': () => ({
    ports: [
      { path: '/dev/ttyUSB0', adapter: 'CH340', usb: '1a86:7523', link: 'line-1' },
      { path: '/dev/ttyUSB1', adapter: 'FTDI FT232', usb: '0403:6001', link: null },
    ],
    named: true,
  }),
  'setup.probe-line': ({ linkId }: CommandInput<'setup.probe-line'>) =>
    linkId === 'line-1'
      ? { type: 'found', devices: [{ kind: 'modbus', address: 1, baudRate: 9600 }, { kind: 'olm', address: 11, baudRate: 19_200 }] } // prettier-ignore
      : { type: 'nothing', trouble: 'no-answer', detail: 'ETIMEDOUT' },
  'setup.find-cameras': () => ({
    cameras: [
      { address: '192.168.1.64', port: 80, maker: 'hikvision', model: 'iDS-2CD9371-KS', serial: 'C1', lane: 'in-1', unclaimed: false, by: ['sadp'] }, // prettier-ignore
      { address: '192.168.1.70', port: 80, maker: 'dahua', model: 'ITC413-PW4D', serial: 'C2', lane: null, unclaimed: true, by: ['ws-discovery'] }, // prettier-ignore
    ],
  }),
  'setup.posting-address': () => ({
    urls: ['http://192.168.1.10:8090/capture/cam-in-1', 'http://10.0.0.5:8090/capture/cam-in-1'],
    key: '4f9a2c7d81e6b035',
    curl: 'curl -sS -H "Authorization: Bearer 4f9a2c7d81e6b035" … http://192.168.1.10:8090/capture/cam-in-1',
  }),
  'setup.tell-camera': () => ({ type: 'waiting', since: 0 }),
  'setup.try-camera': ({ laneId }: CommandInput<'setup.try-camera'>, at) =>
    laneId === 'in-1'
      ? { type: 'capture', at, plate: '粤B12345', picture: { image: drawnBase64(), width: 1920, height: 1080, bytes: 312_000 }, clockOffsetMs: -2600 } // prettier-ignore
      : laneId === 'in-2'
        ? { type: 'failed', trouble: 'wrong-password', detail: '401 Unauthorized' }
        : { type: 'waiting', since: at },
  'setup.try-barrier': ({ laneId, act }: CommandInput<'setup.try-barrier'>) =>
    laneId === 'in-1'
      ? { type: 'state', arm: 'closed', passageLoop: 'clear', approachLoop: 'occupied', mode: 'automatic', fault: null, sent: act === 'read' ? null : true } // prettier-ignore
      : { type: 'failed', trouble: 'busy-here', detail: 'EBUSY /dev/ttyUSB0' },
  'setup.try-display': () => ({ type: 'sent' }),
  'setup.try-printer': () => ({ type: 'failed', trouble: 'no-answer', detail: 'connect ETIMEDOUT 192.168.1.87:9100' }),
  'setup.try-platform': ({ kind }: CommandInput<'setup.try-platform'>) => ({
    steps: [
      { step: 'settings', ok: true, cause: null, detail: '', ms: 1 },
      { step: 'connect', ok: true, cause: null, detail: '', ms: 38 },
      { step: 'certificate', ok: kind === 'db4403', cause: kind === 'db4403' ? null : 'not-trusted', detail: kind === 'db4403' ? '' : 'SELF_SIGNED_CERT_IN_CHAIN', ms: 4 }, // prettier-ignore
      ...(kind === 'db4403' ? [{ step: 'login', ok: true, cause: null, detail: '', ms: 212 }] : []),
    ],
    passed: kind === 'db4403',
  }),
  'setup.try-frame': () => ({ type: 'tried', sent: 'A5 01 A6', heard: 'A5 81 00 26', verdict: 'other-content' }),
  'setup.try-clock': () => ({ servers: [{ server: 'ntp.aliyun.com', offsetMs: -1800, roundTripMs: 24 }] }),
};

/** A picture as a camera gives it. */
function drawnBase64(): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  pen.fillStyle = '#60656b';
  pen.fillRect(0, 0, 640, 360);
  pen.fillStyle = '#0d4fa8';
  pen.fillRect(200, 240, 240, 60);
  pen.fillStyle = '#fff';
  pen.font = '700 36px sans-serif';
  pen.fillText('粤B12345', 232, 283);
  return canvas.toDataURL('image/jpeg', 0.7).replace(/^data:[^,]*,/, '');
}
