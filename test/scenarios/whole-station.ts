import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform } from '../../demo/platform/platform.ts';
import { siteSecrets } from '../../electron/contract/site.ts';
import { createCards } from '../../electron/station/cards/desk.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { createStays, newId } from '../../electron/station/parking/stays.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import type { Scenario } from './format.ts';
import { CAMERA_KEY, openClockedStation } from '../support/clocked-station.ts';
import { instant, platesInside, siteOf } from './lot.ts';
import type { ScenarioLot } from './lot.ts';

const PARK_CODE = '4403000001';
/** As table 40 numbers them. */
const STRATEGIES = { 'no-entry': 1, 'no-exit': 2, 'no-passage': 3, warn: 4, free: 5 } as const;

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
  park(platesInside(scenario));
  const station = await openClockedStation({ site, secrets, directory, clock });
  const { call, board, lane, gate, until, ends, settle } = station;

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

  const codes = new Map<string, string>();
  const key = (): string => crypto.randomUUID();

  const lot: ScenarioLot = {
    get now() {
      return clock.now();
    },
    pass: station.pass,
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
    arrive: station.arrive,
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
    driveThrough: station.driveThrough,
    driveOff: station.driveOff,
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
      await station.restart();
      await ready();
    },
    view() {
      const { inside, flow } = board().lot;
      return Promise.resolve({ inside, flow });
    },
    async told() {
      await station.told();
      return platform.book.entries
        .filter((entry) => entry.interface === 'reservationPriority')
        .map(({ item }) => ((item as { operateType: number }).operateType === 1 ? 'on' : 'off'));
    },
    async end() {
      await station.end();
      await ends(platform.stop());
      rmSync(directory, { recursive: true });
    },
  };

  async function ready(): Promise<void> {
    await platform.whenHeard();
    await station.ready();
  }

  await ready();
  return lot;
}
