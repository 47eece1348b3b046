import { describe, expect, it } from 'vitest';
import { laneAct } from '../../electron/contract/board.ts';
import { arrival, candidate, lane } from '../preview/fixtures.ts';
import { ACT_LETTERS, BOOKINGS_LETTER, CARDS_LETTER, FLOW_LETTER, meaningOf, SYNC_LETTER } from './key-map.ts';
import type { KeyPress } from './key-map.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...over,
});

const one = lane(at, 1, {
  acts: ['release', 'refuse', 'correct', 'open-by-hand', 'hold-open'],
  arrival: arrival(at, { candidates: [candidate(at, '粤B12346', [6]), candidate(at, '粤B12845', [4])] }),
});
const two = lane(at, 2, { acts: [] });
const eight = lane(at, 8, { acts: ['end-hold'] });
const lanes = [one, two, eight];

describe('keys on the board', () => {
  it('F1–F8 press the main button of that lane, whichever is active', () => {
    expect(meaningOf(press('F1'), lanes, eight)).toEqual({ kind: 'act', laneId: 'lane-1', act: 'release' });
    expect(meaningOf(press('F8'), lanes, one)).toEqual({ kind: 'act', laneId: 'lane-8', act: 'end-hold' });
    expect(meaningOf(press('F2'), lanes, one)).toBeNull();
    expect(meaningOf(press('F5'), lanes, one)).toBeNull();
    expect(meaningOf(press('F11'), lanes, one)).toBeNull();
  });

  it('Space only chooses; Enter presses', () => {
    expect(meaningOf(press(' '), lanes, one)).toEqual({ kind: 'pick-oldest' });
    expect(meaningOf(press('Enter'), lanes, one)).toEqual({ kind: 'act', laneId: 'lane-1', act: 'release' });
    expect(meaningOf(press('Enter'), lanes, null)).toBeNull();
  });

  it('the arrows go from lane to lane, round about, so that no lane needs a mouse', () => {
    const picked = (key: string, active: typeof one | null) => meaningOf(press(key), [eight, two, one], active);
    expect(picked('ArrowRight', one)).toEqual({ kind: 'pick', laneId: 'lane-2' });
    expect(picked('ArrowRight', eight)).toEqual({ kind: 'pick', laneId: 'lane-1' });
    expect(picked('ArrowLeft', one)).toEqual({ kind: 'pick', laneId: 'lane-8' });
    expect(picked('ArrowRight', null)).toEqual({ kind: 'pick', laneId: 'lane-1' });
    expect(picked('ArrowLeft', null)).toEqual({ kind: 'pick', laneId: 'lane-8' });
    expect(meaningOf(press('ArrowLeft'), [], null)).toBeNull();
  });

  it('letters act on the active lane, in either case, and only where the lane offers it', () => {
    expect(meaningOf(press('x'), lanes, one)).toMatchObject({ act: 'refuse' });
    expect(meaningOf(press('O'), lanes, one)).toMatchObject({ act: 'open-by-hand' });
    expect(meaningOf(press('h'), lanes, one)).toMatchObject({ act: 'hold-open' });
    expect(meaningOf(press('h'), lanes, eight)).toMatchObject({ act: 'end-hold' });
    expect(meaningOf(press('t'), lanes, one)).toBeNull();
    expect(meaningOf(press('x'), lanes, null)).toBeNull();
  });

  it('a digit takes that candidate', () => {
    expect(meaningOf(press('2'), lanes, one)).toEqual({
      kind: 'take',
      laneId: 'lane-1',
      candidateId: 'candidate-粤B12845',
    });
    expect(meaningOf(press('3'), lanes, one)).toBeNull();
  });

  it('U leads to the sync screen, whatever lane is active, and is no act', () => {
    expect(meaningOf(press('u'), lanes, one)).toEqual({ kind: 'sync' });
    expect(meaningOf(press('U'), [], null)).toEqual({ kind: 'sync' });
    expect(Object.values(ACT_LETTERS)).not.toContain(SYNC_LETTER);
  });

  it('L explains and changes the rules of the entrances, whatever lane is active, and is no act', () => {
    expect(meaningOf(press('l'), lanes, one)).toEqual({ kind: 'flow' });
    expect(meaningOf(press('L'), [], null)).toEqual({ kind: 'flow' });
    expect(Object.values(ACT_LETTERS)).not.toContain(FLOW_LETTER);
  });

  it('B leads to the bookings screen, whatever lane is active, and is no act', () => {
    expect(meaningOf(press('b'), lanes, one)).toEqual({ kind: 'bookings' });
    expect(meaningOf(press('B'), [], null)).toEqual({ kind: 'bookings' });
    expect(Object.values(ACT_LETTERS)).not.toContain(BOOKINGS_LETTER);
  });

  it('K leads to the month cards from any lane, and no act of a lane has that letter', () => {
    expect(meaningOf(press('k'), lanes, one)).toEqual({ kind: 'cards' });
    expect(Object.values(ACT_LETTERS)).not.toContain(CARDS_LETTER);
  });

  it('Q leads to the settings; Y looks through the active camera, A types its car, and none is an act', () => {
    expect(meaningOf(press('q'), [], null)).toEqual({ kind: 'setup' });
    expect(meaningOf(press('y'), lanes, one)).toEqual({ kind: 'live', laneId: 'lane-1' });
    expect(meaningOf(press('a'), lanes, one)).toEqual({ kind: 'type-plate', laneId: 'lane-1' });
    expect(meaningOf(press('y'), lanes, null)).toBeNull();
    for (const letter of ['Q', 'Y', 'A']) expect(Object.values(ACT_LETTERS)).not.toContain(letter);
  });

  it('Z leads to the hand-over, F to the reports, from any lane; neither is an act', () => {
    expect(meaningOf(press('z'), lanes, one)).toEqual({ kind: 'shift' });
    expect(meaningOf(press('F'), [], null)).toEqual({ kind: 'reports' });
    for (const letter of ['Z', 'F']) expect(Object.values(ACT_LETTERS)).not.toContain(letter);
  });

  it('a key held down is one press, and chords belong to the system', () => {
    expect(meaningOf(press('Enter', { repeat: true }), lanes, one)).toBeNull();
    expect(meaningOf(press('h', { ctrlKey: true }), lanes, one)).toBeNull();
    expect(meaningOf(press('F4', { altKey: true }), lanes, one)).toBeNull();
  });

  it('no letter stands for two acts that a lane can offer at once', () => {
    const shared = laneAct.options.filter((act) =>
      laneAct.options.some((other) => other !== act && ACT_LETTERS[other] === ACT_LETTERS[act]),
    );
    // J takes money, for the stay or for what is owed from before; H begins a hold or ends it.
    expect(shared).toEqual(['pay', 'collect-debts', 'hold-open', 'end-hold']);
  });
});
