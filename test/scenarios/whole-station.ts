import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { BoardView, LaneView } from '../../electron/contract/board.ts';
import { siteSecrets } from '../../electron/contract/site.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import { compose } from '../../electron/station/compose.ts';
import type { Station } from '../../electron/station/compose.ts';
import { createCards } from '../../electron/station/cards/desk.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { createStays, newId } from '../../electron/station/parking/stays.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { serveBoards } from '../../native/barrier/simulator.ts';
import { createSimulatedArm, createSimulatedBoard } from '../../native/barrier/simulator.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import { createMemoryLine } from '../../native/links/memory.ts';
import type { Scenario } from './format.ts';
import { CONTACTS, instant, platesInside, siteOf } from './lot.ts';
import type { ScenarioLot } from './lot.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { atOnce } from '../support/at-once.ts';

const [WANG] = DEMO_PEOPLE;

const PARK_CODE = '4403000001';
const CAMERA_KEY = 'a-key-of-a-camera-in-a-scenario';
/** What is not told to a waiting car at once is told at the next sweep. */
const SWEEP_MS = 2_600;
/** Longer than this nothing is played through: somebody set the clock, and the next sweep finds out. */
const LEAP_FROM_MS = 30_000;
/** As table 40 numbers them. */
const STRATEGIES = { 'no-entry': 1, 'no-exit': 2, 'no-passage': 3, warn: 4, free: 5 } as const;
const STEP_MS = 50;
/** Virtual time that anything at a lane may take before a scenario gives up on it. */
const MOST_MS = 20_000;

/**
 * The whole station on a clock that is moved by hand: its real store, its real doors and the platform's TLS broker, with
 * relay boards, arms, loops and cameras simulated at the wire.
 */
export async function openWholeStation(scenario: Scenario): Promise<ScenarioLot> {
  const clock = createManualClock(instant(scenario.at));
  const directory = mkdtempSync(join(tmpdir(), 'scenario-'));
  const platform = await startPlatform({ parkCode: PARK_CODE, now: () => clock.now() });
  const { access } = platform;
  writeFileSync(join(directory, 'ca.pem'), access.caPem);
  const site = siteOf(scenario, [
    {
      kind: 'db4403',
      transport: 'mqtts',
      url: access.url,
      version: access.version,
      clientId: access.clientId,
      caFile: 'ca.pem',
    },
  ]);
  const secrets = siteSecrets.parse({
    cameras: Object.fromEntries(site.lanes.map(({ camera }) => [camera.id, CAMERA_KEY])),
    db4403: { password: access.password, secret: access.secret },
  });
  const dataDirectory = join(directory, 'data');
  const errors: unknown[] = [];

  const gates = new Map(
    site.lanes.map(({ id, barrier }) => {
      const arm = createSimulatedArm({ clock, travelMs: 500 });
      const board = createSimulatedBoard({ clock, unit: barrier.unit, arms: [{ arm, ...CONTACTS }] });
      const line = createMemoryLine(clock, id);
      line.onConnect((far) => void serveBoards(far, [board], clock));
      return [id, { arm, line }];
    }),
  );
  const gate = (laneId: string) => {
    const found = gates.get(laneId);
    if (!found) throw new Error(`no lane ${laneId}`);
    return found;
  };

  park(platesInside(scenario));
  let station = await begin();

  /** Cars that came in before the story begins, and the cards that there are. */
  function park(plates: readonly string[]): void {
    mkdirSync(dataDirectory);
    const db = openStore(join(dataDirectory, 'gatehouse.sqlite'));
    const [stays, at] = [createStays(db), clock.now() - 3_600_000];
    const unknown = { plateColour: 'unknown', carColour: null, carModel: null, captureId: null } as const;
    const passage = { at, laneId: 'before', laneName: 'before', cause: 'automatic' } as const;
    const ledger = createLedger(db, clock, []);
    ledger.record((tx) => {
      for (const plate of plates) {
        const vehicle = {
          plate,
          plateRead: plate,
          ...unknown,
          class: 'other',
          bookingCode: null,
          orderNo: null,
          card: null,
        } as const;
        stays.enter(tx, newId(), vehicle, null, passage);
      }
    });
    const cards = createCards(db, ledger);
    const write = { holder: 'x', phone: '', carsInside: 1, monthlyPrice: null, remark: '', paid: null } as const;
    for (const [no, { plates: of, ...time }] of Object.entries(scenario.cards)) {
      const on = of.map((plate) => ({ plate, colour: null }));
      cards.add({ no, plates: on, ...time, ...write }, 'chen', () => undefined);
    }
    db.close();
  }

  async function begin(): Promise<Station> {
    const begun = await compose({
      site,
      secrets: { ...secrets, people: { wang: { hash: WANG.hash, mustChange: false } } },
      siteDirectory: directory,
      dataDirectory,
      clock,
      random: Math.random,
      log: { info: () => undefined, warn: () => undefined, error: (error: unknown) => void errors.push(error) },
      run: 'story',
      lines: (link) => gate(link.id.replace(/^line-/, '')).line.makeLink(),
    });
    await begun.answer({ id: 0, command: 'session.sign-in', input: { person: 'wang', secret: WANG.password } });
    return begun;
  }

  function call<C extends CommandName>(command: C, input: CommandInput<C>): CommandOutput<C> {
    const answer = atOnce(station.answer({ id: 1, command, input }));
    if (!answer.ok) throw Object.assign(new Error(`${command}: ${answer.error.message}`), { code: answer.error.code });
    return answer.output as CommandOutput<C>;
  }
  const board = (): BoardView => call('board.get', {});
  const lane = (id: string): LaneView => {
    const found = board().lanes.find((each) => each.id === id);
    if (!found) throw new Error(`no lane ${id}`);
    return found;
  };

  /** Plays time until something holds; fails when it does not come about. */
  async function until(what: string, holds: () => boolean): Promise<void> {
    for (let played = 0; !holds(); played += STEP_MS) {
      if (played > MOST_MS) throw new Error(`${what} does not come about`);
      await clock.advanceAsync(STEP_MS);
    }
  }
  /** Plays time until something that waits for it is done. */
  async function ends(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    void work.finally(() => (isDone = true)).catch(() => undefined);
    while (!isDone) await clock.advanceAsync(STEP_MS);
    await work;
  }
  /** What one car's going makes of the others is decided in the turns after it. */
  const settle = (): Promise<void> => clock.advanceAsync(2 * STEP_MS);

  let shots = 0;
  async function capture(laneId: string, plate: string, sure: number): Promise<void> {
    const camera = createPushCamera({
      url: `http://127.0.0.1:${station.capturePort}`,
      cameraId: `camera-${laneId}`,
      key: CAMERA_KEY,
      clock,
    });
    const delivery = camera.shoot({
      captureId: `shot-${++shots}`,
      capturedAt: clock.now(),
      plate,
      confidence: sure,
      image: null,
    });
    await ends(delivery);
    camera.stop();
  }

  const codes = new Map<string, string>();
  const key = (): string => crypto.randomUUID();

  const lot: ScenarioLot = {
    get now() {
      return clock.now();
    },
    async pass(ms) {
      if (ms < LEAP_FROM_MS) return clock.advanceAsync(ms);
      clock.setNow(clock.now() + ms - SWEEP_MS);
      await clock.advanceAsync(SWEEP_MS);
      await settle();
    },
    async book({ book: plate, fromAt: from, toAt: to, kept: keptMin, stall, confirmed }) {
      const wish = { carNo: plate, from, to, keptMin, hold: stall };
      const { booking } = await (confirmed ? platform.reserve(wish) : platform.lock(wish));
      if (booking.state !== (confirmed ? 'confirmed' : 'locked')) throw new Error(`the booking is ${booking.state}`);
      codes.set(plate, booking.bookCode);
      await settle();
    },
    async cancel(plate) {
      await platform.cancel(codes.get(plate) ?? '');
      await settle();
    },
    async list(plate, as) {
      const wish = { carNo: plate, strategy: STRATEGIES[as], to: clock.now() + 24 * 3_600_000 };
      const { answer } = await platform.controlList.list([wish]);
      if (!answer.answered) throw new Error('the list is not answered');
      await settle();
    },
    async arrive(laneId, plate, sure) {
      const { arm } = gate(laneId);
      arm.setLoop('approach', true);
      // The camera reads what its loop tells it of: the board has said so by then.
      await until('the loop', () => lane(laneId).barrier.approachLoop === 'occupied');
      await capture(laneId, plate, sure);
      await settle();
    },
    standing(laneId) {
      const { arrival, phase } = lane(laneId);
      if (!arrival) return Promise.resolve(null);
      const open = phase === 'opening' || phase === 'passing';
      return Promise.resolve({
        plate: arrival.plate.text,
        class: arrival.class,
        open,
        verdict: arrival.decision,
        candidates: arrival.candidates,
      });
    },
    async driveThrough(laneId) {
      const { arm } = gate(laneId);
      await until('the arm up', () => arm.position === 1 && lane(laneId).phase === 'passing');
      arm.setLoop('passage', true);
      await clock.advanceAsync(400);
      arm.setLoop('approach', false);
      await clock.advanceAsync(400);
      arm.setLoop('passage', false);
      await until('the passage', () => lane(laneId).phase === 'idle');
      await until('the arm down', () => arm.position === 0 && lane(laneId).barrier.arm === 'closed');
      await settle();
    },
    async driveOff(laneId) {
      gate(laneId).arm.setLoop('approach', false);
      await until('the loop clear', () => lane(laneId).barrier.approachLoop === 'clear');
      await settle();
    },
    async hand(act) {
      const { arrival } = lane(act.at);
      const laneId = act.at;
      const arrivalId = arrival?.id ?? '';
      const because = act.because === undefined ? {} : { because: act.because };
      try {
        switch (act.do) {
          case 'release':
          case 'release-as-other':
            call('lane.release', {
              key: key(),
              laneId,
              arrivalId,
              ...because,
              ...(act.do === 'release' ? {} : { as: 'other' }),
            });
            break;
          case 'refuse':
            call('lane.refuse', { key: key(), laneId, arrivalId, ...because });
            break;
          case 'turn-away':
            call('lane.turn-away', { key: key(), laneId, arrivalId });
            gate(laneId).arm.setLoop('approach', false);
            break;
          case 'passed':
            call('lane.passed', { key: key(), laneId, arrivalId });
            break;
          case 'open-by-hand':
            call('lane.open-by-hand', { key: key(), laneId, because: act.because ?? 'scenario' });
            break;
          case 'correct':
            call('lane.correct', { key: key(), laneId, arrivalId, plate: act.plate ?? '' });
            break;
          case 'take': {
            const candidateId = arrival?.candidates.find(({ plate }) => plate === act.plate)?.id ?? '';
            call('lane.take-candidate', { key: key(), laneId, arrivalId, candidateId });
          }
        }
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
      await settle();
      return null;
    },
    async setPriority(mode, untilAt) {
      call('lot.set-priority', { key: key(), mode, until: untilAt, because: 'scenario' });
      await settle();
    },
    async convert(laneId, untilAt) {
      call('lane.convert', { key: key(), laneId, until: untilAt, because: 'scenario' });
      await settle();
    },
    async endConversion(laneId) {
      call('lane.end-conversion', { key: key(), laneId });
      await settle();
    },
    async plug(laneId, plugged) {
      const { line } = gate(laneId);
      if (plugged) line.plug();
      else line.unplug();
      await until(plugged ? 'the board' : 'its loss', () => (lane(laneId).barrier.mode !== 'offline') === plugged);
      await settle();
    },
    async restart() {
      await ends(station.stop());
      station = await begin();
      await ready();
    },
    view() {
      const { inside, flow } = board().lot;
      return Promise.resolve({ inside, flow });
    },
    async told() {
      // A change by the clock alone is found by the next sweep.
      await clock.advanceAsync(SWEEP_MS);
      const waits = () => board().platforms.some(({ waitingLive, waitingBacklog }) => waitingLive + waitingBacklog > 0);
      for (let tries = 0; waits() && tries < 1000; tries += 1) {
        await clock.advanceAsync(STEP_MS);
        await delay(5);
      }
      return platform.book.entries
        .filter((entry) => entry.interface === 'reservationPriority')
        .map(({ item }) => ((item as { operateType: number }).operateType === 1 ? 'on' : 'off'));
    },
    async end() {
      await ends(station.stop());
      await ends(platform.stop());
      if (errors.length > 0) throw new AggregateError(errors, 'the station logged errors');
      rmSync(directory, { recursive: true });
    },
  };

  async function ready(): Promise<void> {
    await platform.whenHeard();
    await until('the boards', () => board().lanes.every(({ barrier }) => barrier.mode === 'automatic'));
    await settle();
  }

  await ready();
  return lot;
}
