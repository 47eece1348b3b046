import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { cameraConfig } from '../../electron/contract/site-cameras.ts';
import { parseXml } from '../camera/http/xml.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { readSadpAnswer, readWsAnswer, sadpProbe, wsProbe } from './camera-words.ts';
import { findCameras } from './cameras.ts';
import { startResponder } from './simulated-responder.ts';
import type { Responder } from './simulated-responder.ts';

const HIKVISION = { address: '192.168.1.64', model: 'iDS-TCM203-A', serial: 'D123', activated: true };
const FRESH = { address: '192.168.1.65', model: 'iDS-TCM403-B', serial: 'D456', activated: false };
const OTHER = { address: '192.168.1.70', port: 8080, model: 'Acme Cam 车' };

describe('cameras in the network', () => {
  let responders: Responder[] = [];
  afterEach(async () => {
    await Promise.all(responders.map((responder) => responder.close()));
    responders = [];
  });

  const search = async (change: (ws: Responder, sadp: Responder) => void = () => undefined) => {
    const ws = await startResponder('ws-discovery', [HIKVISION, OTHER]);
    const sadp = await startResponder('sadp', [HIKVISION, FRESH]);
    responders = [ws, sadp];
    change(ws, sadp);
    const found = await findCameras({
      lanes: [
        { id: 'in', camera: cameraConfig.parse({ id: 'c', driver: 'still', address: '192.168.1.64' }) },
        { id: 'out', camera: cameraConfig.parse({ id: 'd', driver: 'push' }) },
      ],
      clock: createSystemClock(),
      newId: randomUUID,
      forMs: 300,
      from: ['127.0.0.1'],
      to: {
        'ws-discovery': { group: '127.0.0.1', port: ws.port },
        sadp: { group: '127.0.0.1', port: sadp.port },
      },
    });
    return { found, ws, sadp };
  };

  it('are called both ways, and each is told once with all that is known of it', async () => {
    const { found } = await search();
    expect(found.map(({ by, ...camera }) => ({ ...camera, by: by.toSorted() }))).toEqual([
      {
        address: '192.168.1.64',
        port: 80,
        maker: 'hikvision',
        model: 'iDS-TCM203-A',
        serial: 'D123',
        unclaimed: false,
        lane: 'in',
        by: ['sadp', 'ws-discovery'],
      },
      {
        address: '192.168.1.65',
        port: 80,
        maker: 'hikvision',
        model: 'iDS-TCM403-B',
        serial: 'D456',
        unclaimed: true,
        lane: null,
        by: ['sadp'],
      },
      {
        address: '192.168.1.70',
        port: 8080,
        maker: null,
        model: 'Acme Cam 车',
        serial: '',
        unclaimed: null,
        lane: null,
        by: ['ws-discovery'],
      },
    ]);
  });

  it.each(['silent', 'garbage', 'half', 'other-call'] as const)(
    'answers that are %s find nothing',
    async (answering) => {
      const { found } = await search((ws, sadp) => (ws.answering = sadp.answering = answering));
      expect(found).toEqual([]);
    },
  );

  it('an address that is not ours calls nobody, and fails nothing', async () => {
    const clock = createSystemClock();
    expect(await findCameras({ lanes: [], clock, newId: randomUUID, forMs: 50, from: ['203.0.113.7'] })).toEqual([]);
  });
});

describe('the words of the search', () => {
  it('are well-formed, and carry the id of the call', () => {
    for (const probe of [wsProbe, sadpProbe]) {
      expect(probe('1-2')).toContain('1-2');
      expect(() => parseXml(Buffer.from(probe('1-2')))).not.toThrow();
    }
  });

  it('an answer of anything at all finds a camera or nothing, and never fails', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string().map((text) => Buffer.from(`<a>${text}</a>`)),
        ),
        (bytes) => {
          expect(readWsAnswer(bytes, 'id')).toEqual([]);
          expect(readSadpAnswer(bytes, 'id')).toEqual([]);
        },
      ),
    );
  });

  it('an address that is none is no camera', () => {
    const answer = (address: string) =>
      Buffer.from(`<ProbeMatch><Uuid>id</Uuid><IPv4Address>${address}</IPv4Address></ProbeMatch>`);
    expect(readSadpAnswer(answer('192.168.1.999'), 'id')).toEqual([]);
    expect(readSadpAnswer(answer('evil.example'), 'id')).toEqual([]);
    expect(readSadpAnswer(answer('192.168.1.9'), 'id')).toMatchObject([{ address: '192.168.1.9', port: 80 }]);
  });
});
