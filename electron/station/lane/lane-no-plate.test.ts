import { afterEach, describe, expect, it } from 'vitest';
import { LI, MINUTE, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

const opened: LotUnderTest[] = [];

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  lot.approachLoop(true);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

const refusedAs = (code: string): Error => expect.objectContaining({ name: 'LaneRefusal', code }) as Error;

describe('a car without a plate', () => {
  it('gets a temporary one and comes in as any other car, with its picture', () => {
    const lot = lotWith();
    lot.sees('', { carColour: 'red', plateColour: 'unknown' });
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'plate-unreadable' });
    const { captureId } = lot.arrival;
    lot.lane.noPlate(lot.arrival.id, LI, once);
    expect([lot.barrier.told, lot.facts()]).toEqual([['open'], ['asked', 'no-plate 无牌0001', 'authorised 无牌0001']]);
    lot.armOpens();
    lot.drivesThrough();
    const stay = lot.parts.stays.openByPlate('无牌0001');
    expect(stay).toMatchObject({ plateRead: '', class: 'other', carColour: 'red', entryCapture: captureId });
    expect(lot.lastFact('no-plate')).toMatchObject({ who: 'li', data: { read: '', captureId } });
    expect(lot.parts.openings.of({ from: 0, to: Infinity }, 1).openings).toMatchObject([
      { cause: 'confirmed', who: 'li', plate: '无牌0001', passages: 1 },
    ]);
    const reported = lot.parts.db.prepare<[], string>('SELECT payload FROM outbox ORDER BY seq').pluck().all();
    expect(reported.filter((payload) => payload.includes('"carNo":"无牌0001"'))).toHaveLength(1);
  });

  it('waits for its turn like the others: a full lot holds it', () => {
    const lot = lotWith({ totalStalls: 1 });
    lot.inside('粤C99999');
    lot.sees('');
    lot.lane.noPlate(lot.arrival.id, LI, once);
    expect([lot.barrier.told, lot.state.phase, lot.arrival.plate]).toEqual([[], 'waiting', '无牌0001']);
    expect(lot.arrival).toMatchObject({ class: 'other', verdict: { action: 'hold' } });
  });

  it('keeps its plate while it stands there, however often the camera fails to read it', () => {
    const lot = lotWith({ lane: { others: 'hold' } });
    lot.sees('');
    lot.lane.noPlate(lot.arrival.id, LI, once);
    const { id } = lot.arrival;
    lot.clock.advance(MINUTE);
    lot.sees('');
    expect([lot.arrival.id, lot.arrival.plate]).toEqual([id, '无牌0001']);
    lot.approachLoop(false);
    lot.clock.advance(MINUTE);
    lot.approachLoop(true);
    lot.clock.advance(MINUTE);
    lot.sees('');
    expect(lot.arrival.id).not.toBe(id);
  });

  it('never gets the plate of another, over a restart either', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    for (const plate of ['无牌0001', '无牌0002']) {
      lot.sees('');
      lot.lane.noPlate(lot.arrival.id, LI, once);
      expect(lot.arrival.plate).toBe(plate);
      lot.lane.turnAway(lot.arrival.id, LI, once);
      lot.clock.advance(MINUTE);
      lot.restart();
    }
  });

  it('gets one too when it is let in as it stands, or the arm is raised for it: each car that comes in has a stay', () => {
    const lot = lotWith();
    const acts = [
      () => lot.lane.release(lot.arrival.id, LI, undefined, null, once),
      () => lot.lane.openByHand(LI, 'ambulance', once),
    ];
    for (const letIn of acts) {
      lot.approachLoop(true);
      lot.sees('', { carColour: 'red', plateColour: 'unknown' });
      letIn();
      lot.armOpens();
      lot.drivesThrough();
      lot.armCloses();
      lot.clock.advance(MINUTE);
    }
    expect(lot.parts.stays.inside()).toBe(2);
    expect(lot.parts.stays.openWithoutPlate().map(({ plate }) => plate)).toEqual(['无牌0001', '无牌0002']);
    expect(lot.parts.openings.of({ from: 0, to: Infinity }, 9).openings).toMatchObject([
      { cause: 'by-hand', plate: '无牌0002', passages: 1 },
      { cause: 'confirmed', plate: '无牌0001', passages: 1 },
    ]);
    expect(lot.lastFact('no-plate')).toMatchObject({ plate: '无牌0002', who: 'li', data: { read: '' } });
  });

  it('keeps what a camera made of it when it is let in as it stands; at an exit none is given', () => {
    const lot = lotWith();
    lot.sees('WWWGACCOM');
    lot.lane.release(lot.arrival.id, LI, undefined, null, once);
    expect(lot.arrival.plate).toBe('WWWGACCOM');
    const exit = lotWith({ lane: { direction: 'exit' } });
    exit.sees('');
    exit.lane.release(exit.arrival.id, LI, undefined, 'lost its slip', once);
    expect([exit.arrival.plate, exit.lastFact('no-plate')]).toEqual(['', undefined]);
  });

  it('is none whose plate was read, nor one at an exit, nor one that nobody asks about', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    lot.sees('粤B12345');
    expect(() => lot.lane.noPlate(lot.arrival.id, LI, once)).toThrow(refusedAs('not-now'));
    const exit = lotWith({ lane: { direction: 'exit' } });
    exit.sees('');
    expect(() => exit.lane.noPlate(exit.arrival.id, LI, once)).toThrow(refusedAs('not-now'));
    const refused = lotWith();
    refused.sees('');
    refused.lane.refuse(refused.arrival.id, LI, null, once);
    expect(() => refused.lane.noPlate(refused.arrival.id, LI, once)).toThrow(refusedAs('not-now'));
  });

  it('cannot be made of a car by typing, and a camera that reads such a text opens nothing', () => {
    const lot = lotWith();
    lot.sees('无牌0007');
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'plate-unreadable' });
    expect(() => lot.lane.correct(lot.arrival.id, '无牌 0007', LI, once)).toThrow(refusedAs('bad-input'));
    expect(lot.barrier.told).toEqual([]);
  });

  it('is found at the exit by its picture and its time, and let out by one key', () => {
    const lot = lotWith({ lane: { direction: 'exit' } });
    const [first, red, last] = ['无牌0001', '无牌0002', '无牌0003'].map((plate, index) => {
      lot.clock.advance(MINUTE);
      return lot.inside(plate, { carColour: index === 1 ? 'red' : 'white' });
    });
    lot.inside('粤C99999');
    lot.sees('', { carColour: 'red' });
    expect(lot.arrival.candidates.map(({ id }) => id)).toEqual([red, first, last]);
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', []]);
    lot.lane.takeCandidate(lot.arrival.id, red ?? '', LI, once);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.parts.stays.byId(red ?? '')).toMatchObject({ leftAt: lot.clock.now() - 100, plateRead: '无牌0002' });
    expect(lot.parts.stays.openWithoutPlate()).toHaveLength(2);
  });

  it('is let out too by the number on its slip', () => {
    const lot = lotWith({ lane: { direction: 'exit' } });
    const stay = lot.inside('无牌0012');
    lot.sees('');
    lot.lane.correct(lot.arrival.id, '无牌0012', LI, once);
    expect([lot.arrival.stayId, lot.barrier.told]).toEqual([stay, ['open']]);
  });
});
