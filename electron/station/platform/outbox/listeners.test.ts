import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListeners } from './listeners.ts';

describe('listeners', () => {
  const others = process.listeners('uncaughtException');
  beforeEach(() => void process.removeAllListeners('uncaughtException'));
  afterEach(() => {
    for (const other of others) process.on('uncaughtException', other);
  });

  it('are told until they go', () => {
    const told: number[] = [];
    const listeners = createListeners<[number]>();
    const end = listeners.add((n) => told.push(n));
    listeners.tell(1);
    end();
    listeners.tell(2);
    expect(told).toEqual([1]);
  });

  it("are all told whatever one of them throws, and that one's mistake is loud", async () => {
    const told: number[] = [];
    const listeners = createListeners<[number]>();
    const mistake = new Error('a mistake');
    listeners.add(() => {
      throw mistake;
    });
    listeners.add((n) => told.push(n));
    const loud = once(process, 'uncaughtException');
    listeners.tell(1);
    expect(told).toEqual([1]);
    expect((await loud)[0]).toBe(mistake);
  });
});
