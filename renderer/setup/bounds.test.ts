import { describe, expect, it } from 'vitest';
import { boundsAt } from './bounds.ts';
import type { Site } from './site-paths.ts';

const site: Site = {
  lanes: [{ camera: { driver: 'dahua' }, barrier: { driver: 'modbus-relay' } }],
  platforms: [{ kind: 'db4403', transport: 'https' }, { kind: 'citybrain' }],
};

describe('what may stand at a place of the site file', () => {
  it('is what the contract says', () => {
    expect(boundsAt(site, 'lot.totalStalls')).toMatchObject({ kind: 'number', required: true, least: 1, most: 100_000, whole: true }); // prettier-ignore
    expect(boundsAt(site, 'lot.saturation.fullAbove')).toMatchObject({ kind: 'number', whole: false, standard: 0.9 });
    expect(boundsAt(site, 'lot.desk')).toMatchObject({ kind: 'text', required: true, longest: 50 });
    expect(boundsAt(site, 'lanes[0].others')).toMatchObject({ kind: 'choice', standard: 'open', choices: ['open', 'hold', 'ask', 'refuse'] }); // prettier-ignore
    expect(boundsAt(site, 'access.gateWhileLocked')).toMatchObject({ kind: 'switch', standard: true });
    expect(boundsAt(site, 'printer.width')).toMatchObject({ kind: 'choice', choices: [58, 80] });
  });

  it('goes by the driver that is chosen', () => {
    expect(boundsAt(site, 'lanes[0].camera.confidenceOf')).toMatchObject({ kind: 'choice', choices: [100, 255] });
    expect(boundsAt(site, 'lanes[0].camera.output')).toMatchObject({ kind: 'other' });
    expect(boundsAt(site, 'lanes[0].barrier.coils.open.coil')).toMatchObject({ kind: 'number', least: 0, most: 255 });
    expect(boundsAt(site, 'platforms[0].userId')).toMatchObject({ kind: 'text', required: true });
    expect(boundsAt(site, 'platforms[1].appId')).toMatchObject({ kind: 'text', required: true });
  });

  it('is nothing where nothing is known', () => {
    expect(boundsAt({}, 'lanes[0].camera.address').kind).toBe('other');
    expect(boundsAt(site, 'no.such.place').kind).toBe('other');
  });
});
