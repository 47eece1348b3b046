import { describe, expect, it, vi } from 'vitest';
import { displayConfig } from '../../electron/contract/site-displays.ts';
import type { DisplayConfig } from '../../electron/contract/site-displays.ts';
import type { Clock } from '../clock/contract.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { startLineServer } from '../links/line-server.ts';
import { timingOf } from '../links/line-timing.ts';
import { makeLink } from '../links/make-link.ts';
import { createMemoryLine } from '../links/memory.ts';
import { createSharedLine } from '../links/shared-line.ts';
import { makeDisplay } from './make-display.ts';
import { OWN_FRAMES, createSimulatedAa55, createSimulatedOlm, createSimulatedOwnBoard } from './simulator.ts';
import type { SimulatedDisplay } from './simulator.ts';

const TIMING = timingOf({ id: 'b', kind: 'tcp', host: 'memory', port: 1 });

interface Kind {
  config: DisplayConfig;
  board(clock: Clock): SimulatedDisplay;
}

const OLM: Kind = {
  config: displayConfig.parse({ driver: 'olm', link: 'b' }),
  board: (clock) => createSimulatedOlm(clock),
};
const AA55: Kind = {
  config: displayConfig.parse({ driver: 'aa55', link: 'b', speakCommand: 0x22, answers: true }),
  board: (clock) => createSimulatedAa55(clock, { speakCommand: 0x22, answers: true }),
};
const MUTE: Kind = {
  config: displayConfig.parse({ driver: 'aa55', link: 'b' }),
  board: (clock) => createSimulatedAa55(clock),
};
const OWN: Kind = {
  config: displayConfig.parse({ driver: 'custom-frame', link: 'b', ...OWN_FRAMES }),
  board: (clock) => createSimulatedOwnBoard(clock),
};

async function inMemory({ config, board: makeBoard }: Kind) {
  const clock = createManualClock();
  const cable = createMemoryLine(clock);
  cable.delayMs = 2;
  const board = makeBoard(clock);
  cable.onConnect((far) => void board.serve(far));
  const line = createSharedLine({ makeLink: () => cable.makeLink(), clock, timing: TIMING });
  const display = makeDisplay(config, line, clock);
  display.start();
  line.start();
  await clock.advanceAsync(3000);
  return { clock, cable, board, line, display };
}

describe.each([
  ['an OLM board', OLM],
  ['an AA55 board that answers', AA55],
  ['an AA55 board that answers nothing', MUTE],
  ['a board of its own frames', OWN],
])('%s', (_, kind) => {
  it('shows what it is told, and is cleared first', async () => {
    const { clock, board, display } = await inMemory(kind);
    expect(board.told.map(({ what }) => what)).toEqual(['row', 'row']);
    display.show(['粤B12345', '请缴费10元']);
    await clock.advanceAsync(1000);
    expect(board.rows).toEqual(['粤B12345', '请缴费10元']);
    expect(display.state).toBe('ready');
    display.show(['粤B12345']);
    await clock.advanceAsync(1000);
    expect(board.rows).toEqual(['粤B12345', '']);
  });

  it('the newest wins: what was not sent yet is never sent', async () => {
    const { clock, board, display } = await inMemory(kind);
    for (let free = 100; free > 0; free -= 1) display.show(['余位', String(free)]);
    await clock.advanceAsync(2000);
    expect(board.rows).toEqual(['余位', '1']);
    expect(board.told.length).toBeLessThan(8);
  });

  it('a fee of an earlier car never shows for the next, also when the board was away', async () => {
    const { clock, cable, board, display } = await inMemory(kind);
    display.show(['粤B11111', '请缴费10元']);
    await clock.advanceAsync(1000);
    cable.unplug();
    display.show(['粤B22222', '一路平安']);
    await clock.advanceAsync(5000);
    expect(display.state).toBe('offline');
    const before = board.told.length;
    cable.plug();
    await clock.advanceAsync(5000);
    expect(board.rows).toEqual(['粤B22222', '一路平安']);
    expect(JSON.stringify(board.told.slice(before))).not.toContain('11111');
  });

  it('garbage and silence on its line end, and it shows what is true then', async () => {
    const { clock, cable, board, display } = await inMemory(kind);
    board.losePower();
    cable.tamper = (bytes, way) => (way === 'in' ? Uint8Array.of(0xff, 0xfe) : bytes);
    display.show(['旧', '旧']);
    await clock.advanceAsync(20_000);
    display.show(['新', '新']);
    cable.tamper = null;
    board.restorePower();
    await clock.advanceAsync(61_000);
    expect(board.rows).toEqual(['新', '新']);
    expect(display.state).toBe('ready');
  });

  it('stops, and tells nothing after', async () => {
    const { clock, board, line, display } = await inMemory(kind);
    await display.stop();
    display.show(['a', 'b']);
    const before = board.told.length;
    await clock.advanceAsync(120_000);
    expect(board.told).toHaveLength(before);
    await line.stop();
    expect(clock.pending).toBe(0);
  });
});

describe('a board with a loudspeaker', () => {
  it.each([
    ['OLM', OLM],
    ['AA55', AA55],
  ])('%s: says a sentence once, after its rows', async (_, kind) => {
    const { clock, board, display } = await inMemory(kind);
    display.speak('粤B12345，请通行');
    display.show(['粤B12345', '请通行']);
    await clock.advanceAsync(60_000);
    expect(board.spoken).toEqual(['粤B12345，请通行']);
  });

  it('a sentence that could not be said in time is not said: it was for another car', async () => {
    const { clock, cable, board, display } = await inMemory(OLM);
    cable.unplug();
    display.speak('请缴费10元');
    await clock.advanceAsync(1000);
    cable.plug();
    await clock.advanceAsync(10_000);
    board.losePower();
    display.show(['a', 'b']);
    display.speak('请缴费20元');
    await clock.advanceAsync(10_000);
    board.restorePower();
    await clock.advanceAsync(60_000);
    expect(board.spoken).toEqual([]);
  });

  it('without one nothing is said', async () => {
    const { clock, board, display } = await inMemory({ ...OLM, config: { ...OLM.config, speaks: false } });
    display.speak('请通行');
    await clock.advanceAsync(5000);
    expect(board.spoken).toEqual([]);
  });

  it('is set by day and by night, and again after it lost its power', async () => {
    const { clock, board, display } = await inMemory(OLM);
    display.setLevels({ brightness: 100, volume: 80 });
    await clock.advanceAsync(1000);
    display.setLevels({ brightness: 40, volume: 30 });
    await clock.advanceAsync(1000);
    expect(board.levels).toEqual({ brightness: 40, volume: 30 });
    const before = board.told.filter(({ what }) => what === 'volume').length;
    await clock.advanceAsync(61_000);
    expect(board.told.filter(({ what }) => what === 'volume')).toHaveLength(before + 1);
  });
});

describe('a board that answers badly', () => {
  it.each([
    ['silence', { type: 'silent' }],
    ['half frames', { type: 'truncated' }],
    ['wrong checksums', { type: 'bad-crc' }],
    ['garbage', { type: 'garbage', bytes: Uint8Array.of(1, 2, 3) }],
    ["another board's answers", { type: 'garbage', bytes: Uint8Array.of(1, 0x64, 0xff, 0xff, 0x62, 1, 0, 0xab, 0xaa) }],
  ] as const)('%s: it is told again, ever more seldom, and is called silent', async (_, answering) => {
    const { clock, board, display } = await inMemory(OLM);
    board.answering = answering;
    display.show(['粤B12345', '请稍候']);
    await clock.advanceAsync(60_000);
    expect(display.state).toBe('silent');
    expect(board.told.length).toBeLessThan(15);
    board.answering = { type: 'normal' };
    await clock.advanceAsync(20_000);
    expect(display.state).toBe('ready');
    expect(board.rows).toEqual(['粤B12345', '请稍候']);
  });

  it('a late answer is not the answer to the next', async () => {
    const { clock, board, display } = await inMemory(OLM);
    board.answerNext({ type: 'late', ms: 320 });
    display.show(['一', '二']);
    await clock.advanceAsync(10_000);
    expect(board.rows).toEqual(['一', '二']);
    expect(display.state).toBe('ready');
  });
});

describe('over TCP', () => {
  it.each([
    ['an OLM board', OLM],
    ['an AA55 board', AA55],
    ['a board of its own frames', OWN],
  ])('%s shows, is cut off, and shows what is true when it is back', async (_, kind) => {
    const clock = createSystemClock();
    const board = kind.board(clock);
    const server = await startLineServer({ serve: (line) => board.serve(line) });
    const link = { id: 'b', kind: 'tcp', host: '127.0.0.1', port: server.port } as const;
    const line = createSharedLine({ makeLink: () => makeLink(link, clock), clock, timing: timingOf(link) });
    const display = makeDisplay(kind.config, line, clock);
    const shows = (rows: string[]) => vi.waitFor(() => expect(board.rows).toEqual(rows), { timeout: 10_000 });
    display.show(['粤B12345', '请通行']);
    display.start();
    line.start();
    await shows(['粤B12345', '请通行']);
    await server.unplug();
    display.show(['余位 5', '']);
    await server.plug();
    await shows(['余位 5', '']);
    await display.stop();
    await line.stop();
    await server.close();
  });
});
