import { describe, expect, it } from 'vitest';
import { atSpeedOf, barrierDraft, linkDraft } from './barrier-drafts.ts';

describe('lines and barriers as a form begins with them', () => {
  it('a barrier is on the line that it had, or on the only one there is', () => {
    const one = [{ id: 'line-1', kind: 'serial' }];
    expect(barrierDraft('lcus', undefined, one)).toEqual({ driver: 'lcus', link: 'line-1', channels: { open: 1 } });
    expect(barrierDraft('lcus', { link: 'bus' }, one)).toMatchObject({ link: 'bus' });
    expect(barrierDraft('modbus-relay', undefined, [...one, { id: 'line-2' }])).not.toHaveProperty('link');
    expect(barrierDraft('camera-relay', { link: 'bus' }, one)).toEqual({ driver: 'camera-relay' });
  });

  it('a line has an id of its own', () => {
    expect(linkDraft('serial', [{ id: 'line-1' }], '/dev/ttyUSB0')).toEqual({
      id: 'line-2',
      kind: 'serial',
      path: '/dev/ttyUSB0',
      baudRate: 9600,
    });
    expect(linkDraft('tcp', [])).toEqual({ id: 'line-1', kind: 'tcp', port: 4001 });
  });

  it('a line takes the speed at which a board answered; a device server has its own', () => {
    const found = { kind: 'modbus', address: 1, baudRate: 19_200 } as const;
    expect(atSpeedOf({ kind: 'serial', baudRate: 9600 }, found)).toEqual({ kind: 'serial', baudRate: 19_200 });
    expect(atSpeedOf({ kind: 'tcp', port: 4001 }, found)).toEqual({ kind: 'tcp', port: 4001 });
  });
});
