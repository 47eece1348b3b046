import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { EventData, EventName, StationStatus } from '../../electron/contract/events.ts';
import type { CommandError, CommandInput } from '../../electron/contract/commands.ts';
import type { SignInView } from '../../electron/contract/access.ts';
import type { ReceiptView } from '../../electron/contract/receipt.ts';
import type { AcceptanceView } from '../../electron/contract/acceptance.ts';
import type { BookingsScene } from './bookings-scenes.ts';
import type { CardsScene } from './cards-scenes.ts';
import type { HistoryScene } from './history-scenes.ts';
import type { ReportsScene } from './reports-scenes.ts';
import type { Scene } from './scenes.ts';
import { sessionSceneOf } from './session-scenes.ts';
import type { PeopleScene } from './session-scenes.ts';
import type { SetupScene } from './setup-scenes.ts';
import type { ShiftScene } from './shift-scenes.ts';
import type { SyncScene } from './sync-scenes.ts';
import type { TariffScene } from './tariff-scenes.ts';

/** A bridge without a station: it shows a scene, keeps what was pressed, and lets a test speak as the station. */
export interface FakeBridge extends Bridge {
  /** Commands as they were called, but for those that only ask. */
  readonly pressed: { command: string; input: unknown }[];
  scene: Scene;
  /** What the sync screen is told; null: the station does not answer it. */
  sync: SyncScene | null;
  /** What the bookings screen is told; null: the station does not answer it. */
  bookings: BookingsScene | null;
  /** The same of the cards screen. */
  cards: CardsScene | null;
  /** The same of the history screen. */
  history: HistoryScene | null;
  /** The receipt that is asked for; null: the station does not answer. */
  receipt: ReceiptView | null;
  /** What a stay costs; null: the station does not answer. */
  tariff: TariffScene | null;
  /** Who sits at the desk. */
  session: SignInView;
  /** What the people screen is told; null: the station does not answer. */
  people: PeopleScene | null;
  /** The draft of the site; null: the station does not answer. */
  setup: SetupScene | null;
  /** The acceptance run; null: the station does not answer. */
  acceptance: AcceptanceView | null;
  /** The open shift, and what becomes of its hand-over; null: the station does not answer. */
  shift: ShiftScene | null;
  /** Reports and the shifts that ended; null: the station does not answer. */
  reports: ReportsScene | null;
  /** What the next commands answer. */
  answer: CommandError['code'] | null;
  /** How often the snapshot was asked for. */
  readonly asked: () => number;
  emit<E extends EventName>(event: E, data: EventData<E>, revision: number): void;
  emitStation(status: StationStatus): void;
}

export function fakeBridge(scene: Scene): FakeBridge {
  const listeners = new Map<string, Set<(data: never, revision: number) => void>>();
  const stationListeners = new Set<(status: StationStatus) => void>();
  let asked = 0;
  let syncAsked = 0;

  const fail = (code: CommandError['code']): Result<never> => ({ ok: false, error: { code, message: code } });

  /** What the station says to a question of the sync screen; undefined: it is none. */
  const syncAnswer = (command: string, input: unknown): Result<never> | undefined => {
    const { sync } = bridge;
    switch (command) {
      case 'sync.get':
        return sync === null ? fail('station-down') : { ok: true, value: sync.view(syncAsked++) as never };
      case 'sync.items':
        return sync === null
          ? fail('station-down')
          : { ok: true, value: sync.items(input as CommandInput<'sync.items'>) as never };
      case 'sync.find':
        return sync === null
          ? fail('station-down')
          : { ok: true, value: sync.find(input as CommandInput<'sync.find'>) as never };
      case 'orders.refunds':
        return sync === null ? fail('station-down') : { ok: true, value: sync.refunds as never };
      case 'sync.base-data':
        return sync === null ? fail('station-down') : { ok: true, value: sync.baseData as never };
      default:
        return undefined;
    }
  };

  /** The same of the history screen. */
  const historyAnswer = (command: string, input: unknown): Result<never> | undefined => {
    const { history } = bridge;
    if (!['history.choices', 'history.find', 'history.stay', 'openings.get'].includes(command)) return undefined;
    if (history === null) return fail('station-down');
    if (command === 'history.choices') return { ok: true, value: history.choices as never };
    if (command === 'openings.get')
      return { ok: true, value: history.openings(input as CommandInput<'openings.get'>) as never };
    if (command === 'history.find')
      return { ok: true, value: history.find(input as CommandInput<'history.find'>) as never };
    return { ok: true, value: history.stay((input as CommandInput<'history.stay'>).stayId) as never };
  };

  /** The same of the bookings screen. */
  const bookingsAnswer = (command: string, input: unknown): Result<never> | undefined => {
    if (!command.startsWith('bookings.')) return undefined;
    const { bookings } = bridge;
    if (bookings === null) return fail('station-down');
    const questions: Readonly<Record<string, (query: never) => unknown>> = {
      'bookings.get': bookings.figures,
      'bookings.list': bookings.list,
      'bookings.orders': bookings.orders,
      'bookings.coupons': bookings.coupons,
      'bookings.control-list': bookings.controlList,
    };
    return { ok: true, value: questions[command]?.(input as never) as never };
  };

  /** The same of the cards screen. */
  const cardsAnswer = (command: string, input: unknown): Result<never> | undefined => {
    if (!['cards.list', 'cards.get', 'cards.preview-import', 'cards.import-rows'].includes(command)) return undefined;
    const { cards } = bridge;
    if (cards === null) return fail('station-down');
    if (command === 'cards.list') return { ok: true, value: cards.list(input as CommandInput<'cards.list'>) as never };
    if (command === 'cards.get')
      return { ok: true, value: cards.file((input as CommandInput<'cards.get'>).no) as never };
    return { ok: true, value: cards.preview as never };
  };

  /** The same of a receipt. */
  const receiptAnswer = (command: string): Result<never> | undefined => {
    if (command !== 'receipt.get') return undefined;
    return bridge.receipt === null ? fail('station-down') : { ok: true, value: bridge.receipt as never };
  };

  /** The same of the tariff's dialog. */
  const tariffAnswer = (command: string, input: unknown): Result<never> | undefined => {
    if (command !== 'tariff.preview') return undefined;
    return bridge.tariff === null
      ? fail('station-down')
      : { ok: true, value: bridge.tariff(input as CommandInput<'tariff.preview'>) as never };
  };

  /** The same of who sits here, and of the people screen. */
  const sessionAnswer = (command: string): Result<never> | undefined => {
    const { people } = bridge;
    switch (command) {
      case 'session.get':
        return { ok: true, value: bridge.session as never };
      case 'people.list':
        return people === null ? fail('station-down') : { ok: true, value: { people: people.people } as never };
      case 'people.give-secret':
        return { ok: true, value: { secret: '64028117' } as never };
      case 'audit.page':
        return people === null ? fail('station-down') : { ok: true, value: people.audit as never };
      case 'audit.check':
        return people === null ? fail('station-down') : { ok: true, value: people.check as never };
      default:
        return undefined;
    }
  };

  /** The same of setting the site up, and of its acceptance. */
  const setupAnswer = (command: string, input: unknown): Result<never> | undefined => {
    if (command === 'acceptance.get')
      return bridge.acceptance === null ? fail('station-down') : { ok: true, value: bridge.acceptance as never };
    if (command === 'cameras.look')
      return { ok: true, value: { image: null, at: null, trouble: 'no-answer' } as never };
    if (bridge.setup === null) return undefined;
    const said = bridge.setup.answer(command, input);
    if (said === undefined) return undefined;
    if (said === null) return fail('station-down');
    if (typeof said === 'string') return fail(said as CommandError['code']);
    return { ok: true, value: said as never };
  };

  /** The same of the shift. */
  const shiftAnswer = (command: string, input: unknown): Result<never> | undefined => {
    const { shift } = bridge;
    if (!['shift.get', 'shift.count', 'shift.hand-over'].includes(command)) return undefined;
    if (shift === null) return fail('station-down');
    if (command === 'shift.get') return { ok: true, value: shift.view() as never };
    const refused =
      command === 'shift.count'
        ? shift.count((input as CommandInput<'shift.count'>).fen)
        : shift.handOver(input as CommandInput<'shift.hand-over'>);
    return refused === null ? { ok: true, value: { done: true } as never } : fail(refused);
  };

  /** The same of reports. */
  const reportsAnswer = (command: string, input: unknown): Result<never> | undefined => {
    const { reports } = bridge;
    switch (command) {
      case 'shift.list':
        return reports === null ? fail('station-down') : { ok: true, value: reports.shifts as never };
      case 'reports.begin': {
        const { key, wish } = input as CommandInput<'reports.begin'>;
        if (reports === null) return fail('station-down');
        if (reports.refused !== null) return fail(reports.refused);
        reports.begin(wish);
        return { ok: true, value: { id: key } as never };
      }
      case 'reports.get':
        return reports === null ? fail('station-down') : { ok: true, value: reports.job() as never };
      default:
        return undefined;
    }
  };

  const bridge: FakeBridge = {
    pressed: [],
    scene,
    sync: null,
    bookings: null,
    cards: null,
    history: null,
    receipt: null,
    tariff: null,
    session: sessionSceneOf('signed-in', Date.now()),
    people: null,
    shift: null,
    reports: null,
    setup: null,
    acceptance: null,
    answer: null,
    asked: () => asked,
    call: (command, input) => {
      const said =
        syncAnswer(command, input) ??
        historyAnswer(command, input) ??
        bookingsAnswer(command, input) ??
        cardsAnswer(command, input) ??
        receiptAnswer(command) ??
        tariffAnswer(command, input) ??
        sessionAnswer(command) ??
        shiftAnswer(command, input) ??
        reportsAnswer(command, input) ??
        setupAnswer(command, input);
      if (said !== undefined) return Promise.resolve(said);
      if (command !== 'board.get') {
        bridge.pressed.push({ command, input });
        return Promise.resolve(
          bridge.answer === null ? { ok: true, value: { done: true } as never } : fail(bridge.answer),
        );
      }
      asked += 1;
      const { board } = bridge.scene;
      return Promise.resolve(board === null ? fail('station-down') : { ok: true, value: board as never });
    },
    on: (event, listener) => {
      const of = listeners.get(event) ?? new Set();
      listeners.set(event, of.add(listener));
      return () => of.delete(listener);
    },
    onStation: (listener) => {
      stationListeners.add(listener);
      return () => stationListeners.delete(listener);
    },
    stationStatus: () => Promise.resolve(bridge.scene.station),
    about: () =>
      Promise.resolve({
        version: '0.1.0',
        electron: '25.1.1',
        chrome: '114.0.5735.106',
        stationNode: '24.21.0',
        fallbackElectron: true,
        dataDirectory: '/var/lib/gatehouse',
      }),
    print: () => Promise.resolve({ outcome: 'cancelled' }),
    openDemo: () => Promise.resolve({ outcome: 'opened', detail: '' }),
    emit: (event, data, revision) => {
      for (const listener of listeners.get(event) ?? []) listener(data as never, revision);
    },
    emitStation: (status) => {
      for (const listener of stationListeners) listener(status);
    },
  };
  return bridge;
}
