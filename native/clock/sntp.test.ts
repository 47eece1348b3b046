import { describe, expect, it } from 'vitest';
import { offsetAndDelay, question, readAnswer, readTime, writeTime } from './sntp.ts';

const time = (utcMs: number): number | null => {
  const bytes = Buffer.alloc(8);
  writeTime(bytes, 0, utcMs);
  return readTime(bytes, 0);
};

describe('offset and delay', () => {
  it('of the worked example: 2.5 s behind, 20 ms on the way', () => {
    const { offsetMs, delayMs } = offsetAndDelay(100, 102.51, 102.52, 100.03);
    expect(offsetMs).toBeCloseTo(2.5, 9);
    expect(delayMs).toBeCloseTo(0.02, 9);
  });

  it('of the same in a packet, in ms', () => {
    const base = Date.UTC(2026, 4, 20);
    const asked = question(base + 100_000, 0.5);
    const answer = Buffer.alloc(48);
    answer[0] = 0x24;
    answer[1] = 1;
    asked.copy(answer, 24, 40, 48);
    writeTime(answer, 32, base + 102_510);
    writeTime(answer, 40, base + 102_520);
    const read = readAnswer(answer, asked, base + 100_000, base + 100_030);
    if (read.kind !== 'measured') throw new Error(read.kind);
    expect(read.offsetMs).toBeCloseTo(2500, 3);
    expect(read.delayMs).toBeCloseTo(20, 3);
  });
});

describe('a question', () => {
  it('is 48 bytes of a client of version 4 with nothing but its own time, no two the same', () => {
    const bytes = question(0, 0.25);
    expect(bytes.length).toBe(48);
    expect(bytes[0]).toBe(0x23);
    expect(bytes.subarray(1, 40).every((byte) => byte === 0)).toBe(true);
    // Seconds from 1900 to 1970.
    expect(bytes.readUInt32BE(40)).toBe(2_208_988_800);
    expect(question(0, 0.26).equals(bytes)).toBe(false);
  });
});

describe('instants', () => {
  const rollOver = Date.UTC(2036, 1, 7, 6, 28, 16);

  it.each([
    ['1970', 0],
    ['now', Date.UTC(2026, 4, 20, 3, 4, 5, 678)],
    ['the last second of the first era', rollOver - 1000],
    ['a second after it rolled over', rollOver + 1000],
    ['2100', Date.UTC(2100, 0, 1)],
  ])('%s comes back as it went', (_, utcMs) => {
    expect(time(utcMs)).toBeCloseTo(utcMs, 3);
  });

  it('the first second of the new era is told from no time at all by its fraction', () => {
    expect(time(rollOver + 500)).toBeCloseTo(rollOver + 500, 3);
    expect(readTime(Buffer.alloc(8), 0)).toBeNull();
  });

  it('an offset across the roll-over is as small as it is', () => {
    const asked = question(rollOver - 10, 0);
    const answer = Buffer.alloc(48);
    answer[0] = 0x24;
    answer[1] = 1;
    asked.copy(answer, 24, 40, 48);
    writeTime(answer, 32, rollOver + 20);
    writeTime(answer, 40, rollOver + 20);
    const read = readAnswer(answer, asked, rollOver - 10, rollOver + 10);
    expect(read.kind === 'measured' && Math.round(read.offsetMs)).toBe(20);
  });
});
