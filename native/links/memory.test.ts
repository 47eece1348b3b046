import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import type { Link } from './contract.ts';
import { createMemoryLine } from './memory.ts';

async function connect() {
  const clock = createManualClock();
  const line = createMemoryLine(clock);
  line.delayMs = 10;
  const heard: { near: number[]; far: number[] } = { near: [], far: [] };
  const closed: unknown[] = [];
  let far: Link | null = null;
  line.onConnect((end) => {
    far = end;
    end.onData((bytes) => heard.far.push(...bytes));
  });
  const near = line.makeLink();
  near.onData((bytes) => heard.near.push(...bytes));
  near.onClose((why) => closed.push(why?.code ?? null));
  await near.open();
  if (far === null) throw new Error('nobody was connected');
  return { clock, line, near, far: far as Link, heard, closed };
}

describe('a cable in memory', () => {
  it('carries bytes both ways after its delay, in order', async () => {
    const { clock, near, far, heard } = await connect();
    await near.write(Uint8Array.from([1]));
    await near.write(Uint8Array.from([2]));
    await far.write(Uint8Array.from([3]));
    clock.advance(9);
    expect(heard).toEqual({ near: [], far: [] });
    clock.advance(1);
    expect(heard).toEqual({ near: [3], far: [1, 2] });
  });

  it('pulled out: both ends are told, what was on its way is lost', async () => {
    const { clock, line, near, far, heard, closed } = await connect();
    await near.write(Uint8Array.from([1]));
    line.unplug();
    clock.advance(100);
    expect([heard.far, closed, near.isOpen, far.isOpen]).toEqual([[], ['disconnected'], false, false]);
    await expect(near.write(Uint8Array.from([1]))).rejects.toMatchObject({ code: 'disconnected' });
    await expect(line.makeLink().open()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('pulled out unseen: writes go on "succeeding" and reach nobody, and that link stays dead', async () => {
    const { clock, line, near, heard, closed } = await connect();
    line.unplug('unseen');
    line.plug();
    await near.write(Uint8Array.from([1]));
    clock.advance(100);
    expect([near.isOpen, heard.far, closed]).toEqual([true, [], []]);
    const next = line.makeLink();
    await next.open();
    await next.write(Uint8Array.from([7]));
    clock.advance(100);
    expect(heard.far).toEqual([7]);
  });

  it('one link holds it at a time, and a closed link is not opened again', async () => {
    const { line, near } = await connect();
    await expect(line.makeLink().open()).rejects.toMatchObject({ code: 'busy' });
    await near.close();
    await expect(near.open()).rejects.toMatchObject({ code: 'failed' });
    await line.makeLink().open();
  });

  it('changes or swallows bytes on their way when told to', async () => {
    const { clock, line, near, far, heard } = await connect();
    line.tamper = (bytes, way) => (way === 'in' ? null : bytes.map((byte) => byte ^ 0xff));
    await near.write(Uint8Array.from([0x0f]));
    await far.write(Uint8Array.from([1]));
    clock.advance(100);
    expect(heard).toEqual({ near: [], far: [0xf0] });
  });
});
