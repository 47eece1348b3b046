import { describe, expect, it } from 'vitest';
import type { FoundCamera } from '../../../electron/contract/discovery.ts';
import { fromFound, posts, withDriver } from './camera-drafts.ts';

const found: FoundCamera = {
  address: '192.168.1.64',
  port: 80,
  maker: 'hikvision',
  model: 'iDS-2CD9371',
  serial: '1',
  lane: null,
  unclaimed: false,
  by: ['sadp'],
};

describe('a camera as a form begins with it', () => {
  it('is named after its lane, and keeps name and address when its driver changes', () => {
    expect(withDriver('push', undefined, 'in-1')).toEqual({ id: 'cam-in-1', driver: 'push' });
    const before = { id: 'north', driver: 'hikvision', address: '10.0.0.2', channel: 2 };
    expect(withDriver('dahua', before, 'in-1')).toEqual({ id: 'north', driver: 'dahua', address: '10.0.0.2' });
    expect(withDriver('push', before, 'in-1')).toEqual({ id: 'north', driver: 'push' });
  });

  it('is what was found in the network', () => {
    expect(fromFound(found, undefined, 'in-1')).toEqual({
      id: 'cam-in-1',
      driver: 'hikvision',
      address: '192.168.1.64',
    });
    expect(fromFound({ ...found, maker: null, port: 8000 }, undefined, 'in-1')).toMatchObject({
      driver: 'still',
      port: 8000,
    });
    expect(fromFound({ ...found, maker: 'vzenith', port: 8000 }, undefined, 'in-1')).not.toHaveProperty('port');
  });

  it('posts by itself or is asked, as its driver has it', () => {
    expect(posts({ driver: 'push' })).toBe(true);
    expect(posts({ driver: 'hikvision' })).toBe(false);
    expect(posts({ driver: 'hikvision', mode: 'push' })).toBe(true);
    expect(posts({ driver: 'dahua' })).toBe(true);
    expect(posts({ driver: 'still' })).toBe(false);
  });
});
