import type { BillPreview, BillQuery } from '../contract/bill.ts';
import type { CommandInput, CommandName, CommandOutput } from '../contract/commands.ts';
import type { OpeningsQuery, OpeningsView } from '../contract/openings.ts';
import type { Acceptance } from './acceptance/acceptance.ts';
import type { Access } from './access/access.ts';
import type { Actor, Run } from './access/door.ts';
import { refusal } from './access/refusal.ts';
import type { Board } from './board/board.ts';
import type { BookingLists } from './booking/lists.ts';
import type { ExitAct, ExitActs, ExitCommand } from './charge/exit-acts.ts';
import type { StayActs } from './charge/stay-acts.ts';
import type { OrderActs } from './booking/order-acts.ts';
import type { Cards } from './cards/desk.ts';
import type { CardImports } from './cards/imports.ts';
import type { CardList } from './cards/list.ts';
import type { LookAtPicture } from './capture/picture-looks.ts';
import type { FlowActs } from './flow/acts.ts';
import type { CameraActs } from './camera-acts.ts';
import { laneNamed } from './gates.ts';
import type { History } from './history/history.ts';
import type { Lane } from './lane/lane.ts';
import type { ReportIllegalParking } from './parking/illegal-parking.ts';
import type { Sync } from './platform/sync/sync.ts';
import type { ReceiptDesk } from './receipt/desk.ts';
import type { Reports } from './reports.ts';
import { peopleCommands } from './people-commands.ts';
import { reportCommands, worksGate } from './report-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { settingsCommands } from './settings-commands.ts';
import type { Again } from './settings-commands.ts';
import type { SettingsDesk } from './settings/desk.ts';
import { trialCommands } from './trial-commands.ts';
import type { Trials } from './trials/trials.ts';
import type { Upkeep } from './upkeep.ts';

export type Handlers = {
  [C in CommandName]: (input: CommandInput<C>, actor: Actor) => CommandOutput<C> | Promise<CommandOutput<C>>;
};

export interface CommandParts {
  lanes: readonly Lane[];
  exit: ExitActs;
  stayMoney: StayActs;
  board: Board;
  lookAtPicture: LookAtPicture;
  reportIllegalParking: ReportIllegalParking;
  sync: Sync;
  history: History;
  orders: OrderActs;
  flow: FlowActs;
  receipts: ReceiptDesk;
  bookingLists: BookingLists;
  cards: { desk: Cards; list: CardList; imports: CardImports };
  openings: (query: OpeningsQuery) => OpeningsView;
  previewBill: (stay: BillQuery) => BillPreview;
  access: Access;
  upkeep: Upkeep;
  reports: Pick<Reports, 'shifts' | 'reports'>;
  /** Null: the station does not know its own site file. */
  settings: SettingsDesk | null;
  trials: Trials | null;
  acceptance: Acceptance;
  cameraActs: CameraActs;
  supportFile: () => Promise<Uint8Array>;
}

/** Whoever looks into people's comings and goings leaves a line (GB/T 22239 7.1.4.3 a). */
const LOOKS: ReadonlySet<CommandName> = new Set(['history.find', 'history.stay', 'cards.list', 'audit.page']);

/** Each command of the contract, carried out by the part it belongs to. */
export function createCommands(parts: CommandParts): Run {
  const done = { done: true } as const;
  const { acts, trail } = parts.access;

  const laneOf = (id: string): Lane => laneNamed(parts.lanes, id);

  const notRestoring = (): never => {
    throw refusal('not-now', 'the store is at work');
  };

  /** An act that is carried out once for each key, which is written in the act's own record. */
  const once =
    <C extends ExitCommand>(command: C, act: ExitAct<C>) =>
    (input: CommandInput<C>, who: Actor): typeof done => {
      act(input, who, acts.once(input.key, command, who.id));
      return done;
    };

  const settings = settingsCommands(parts.access, parts.settings);
  const again: Again = { ...settings.again, ...parts.acceptance.again };

  const handlers: Handlers = {
    ...sessionCommands(parts.access),
    ...peopleCommands(parts.access),
    ...settings.handlers,
    ...trialCommands(parts.trials),
    ...parts.acceptance.handlers,
    ...parts.cameraActs.handlers,
    ...reportCommands(parts.access, parts.reports),
    'upkeep.get': () => parts.upkeep.view(),
    'backup.make': (_, who) => {
      parts.upkeep.makeBackup(who);
      return done;
    },
    'support.make': async (_, who) => {
      trail.note(who, 'support.make', 'done', {});
      return { file: Buffer.from(await parts.supportFile()).toString('base64') };
    },
    'restore.ask': ({ because }, who) => {
      parts.upkeep.askRestore(because, who);
      return done;
    },
    'restore.get': notRestoring,
    'restore.choose': notRestoring,
    'restore.cancel': notRestoring,
    'pictures.look': ({ path }, who) => {
      if (parts.lookAtPicture(path) === 'looked-up') trail.looked(who, 'pictures.look', { path });
      return done;
    },
    'board.get': () => parts.board.view(),
    'lane.release': ({ key, laneId, arrivalId, as, because }, who) => {
      laneOf(laneId).release(arrivalId, who, as, because ?? null, acts.once(key, 'lane.release', who.id));
      return done;
    },
    'lane.refuse': ({ key, laneId, arrivalId, because }, who) => {
      laneOf(laneId).refuse(arrivalId, who, because ?? null, acts.once(key, 'lane.refuse', who.id));
      return done;
    },
    'lane.correct': ({ key, laneId, arrivalId, plate }, who) => {
      laneOf(laneId).correct(arrivalId, plate, who, acts.once(key, 'lane.correct', who.id));
      return done;
    },
    'lane.take-candidate': ({ key, laneId, arrivalId, candidateId }, who) => {
      laneOf(laneId).takeCandidate(arrivalId, candidateId, who, acts.once(key, 'lane.take-candidate', who.id));
      return done;
    },
    'lane.no-plate': ({ key, laneId, arrivalId }, who) => {
      laneOf(laneId).noPlate(arrivalId, who, acts.once(key, 'lane.no-plate', who.id));
      return done;
    },
    'exit.pay-cash': once('exit.pay-cash', parts.exit.payCash),
    'exit.show-code': once('exit.show-code', parts.exit.showCode),
    'exit.scan': once('exit.scan', parts.exit.scan),
    'exit.confirm-payment': once('exit.confirm-payment', parts.exit.confirmPayment),
    'exit.cancel-payment': once('exit.cancel-payment', parts.exit.cancelPayment),
    'exit.voucher': once('exit.voucher', parts.exit.voucher),
    'exit.supply-entry': once('exit.supply-entry', parts.exit.supplyEntry),
    'charges.due': (query) => parts.stayMoney.dues(query),
    'charges.pay-cash': once('charges.pay-cash', parts.stayMoney.payCash),
    'charges.show-code': once('charges.show-code', parts.stayMoney.showCode),
    'charges.scan': once('charges.scan', parts.stayMoney.scan),
    'charges.refund': once('charges.refund', parts.exit.refund),
    'charges.send-back': once('charges.send-back', parts.exit.sendBack),
    'charges.dealt-with': once('charges.dealt-with', parts.exit.dealtWith),
    'charges.end-debt': once('charges.end-debt', parts.exit.endDebt),
    'lane.turn-away': ({ key, laneId, arrivalId }, who) => {
      laneOf(laneId).turnAway(arrivalId, who, acts.once(key, 'lane.turn-away', who.id));
      return done;
    },
    'lane.passed': ({ key, laneId, arrivalId }, who) => {
      laneOf(laneId).passed(arrivalId, who, acts.once(key, 'lane.passed', who.id));
      return done;
    },
    'lane.open-by-hand': ({ key, laneId, because }, who) => {
      laneOf(laneId).openByHand(who, because, acts.once(key, 'lane.open-by-hand', who.id));
      return done;
    },
    'lane.close': ({ key, laneId }, who) => {
      laneOf(laneId).close(who, acts.once(key, 'lane.close', who.id));
      return done;
    },
    'lane.stop': ({ key, laneId }, who) => {
      laneOf(laneId).stopArm(who, acts.once(key, 'lane.stop', who.id));
      return done;
    },
    'lane.hold-open': ({ key, laneId, because }, who) => {
      laneOf(laneId).holdOpen(who, because, acts.once(key, 'lane.hold-open', who.id));
      return done;
    },
    'lane.end-hold': ({ key, laneId }, who) => {
      laneOf(laneId).endHold(who, acts.once(key, 'lane.end-hold', who.id));
      return done;
    },
    'lane.return-to-service': ({ key, laneId }, who) => {
      laneOf(laneId).returnToService(who, acts.once(key, 'lane.return-to-service', who.id));
      return done;
    },
    'lane.convert': ({ key, ...wish }, who) => {
      parts.flow.convert(wish, who.id, acts.once(key, 'lane.convert', who.id));
      return done;
    },
    'lane.end-conversion': ({ key, laneId }, who) => {
      parts.flow.endConversion(laneId, who.id, acts.once(key, 'lane.end-conversion', who.id));
      return done;
    },
    'lot.set-priority': ({ key, ...wish }, who) => {
      parts.flow.setPriority(wish, who.id, acts.once(key, 'lot.set-priority', who.id));
      return done;
    },
    'lot.report-illegal-parking': ({ key, ...seen }, who) => {
      parts.reportIllegalParking(seen, who.id, acts.once(key, 'lot.report-illegal-parking', who.id));
      return done;
    },
    'openings.get': (query) => parts.openings(query),
    'sync.get': (_, who) => parts.sync.view(who),
    'sync.items': (query) => parts.sync.items(query),
    'sync.find': ({ text }) => parts.sync.find(text),
    'sync.retry': ({ key, ...which }, who) => {
      parts.sync.retry(which, who, acts.once(key, 'sync.retry', who.id));
      return done;
    },
    'sync.correct': ({ key, ...correction }, who) => {
      parts.sync.correct(correction, who, acts.once(key, 'sync.correct', who.id));
      return done;
    },
    'sync.dismiss': ({ key, ...which }, who) => {
      parts.sync.dismiss(which, who, acts.once(key, 'sync.dismiss', who.id));
      return done;
    },
    'sync.base-data': ({ platform }) => parts.sync.baseData(platform),
    'sync.report-base-data': ({ key, platform }, who) => {
      parts.sync.reportBaseData(platform, who, acts.once(key, 'sync.report-base-data', who.id));
      return done;
    },
    'history.choices': (_, { role }) => parts.history.choices(role),
    'history.find': (query) => parts.history.find(query),
    'history.stay': ({ stayId }) => parts.history.stay(stayId),
    'history.correct': ({ key, ...correction }, who) => {
      parts.history.correct(correction, who.id, acts.once(key, 'history.correct', who.id));
      return done;
    },
    'receipt.get': ({ chargeId }) => parts.receipts.view(chargeId),
    'receipt.print': ({ key, chargeId }, who) => {
      parts.receipts.print(chargeId, who.id, acts.once(key, 'receipt.print', who.id));
      return done;
    },
    'orders.refunds': () => parts.orders.refunds(),
    'orders.decide-refund': ({ key, ...decision }, who) => {
      parts.orders.decideRefund(decision, who.id, acts.once(key, 'orders.decide-refund', who.id));
      return done;
    },
    'orders.change': ({ key, ...change }, who) => {
      parts.orders.change(change, who.id, acts.once(key, 'orders.change', who.id));
      return done;
    },
    'orders.annul-coupon': ({ key, ...which }, who) => {
      parts.orders.annulCoupon(which, who.id, acts.once(key, 'orders.annul-coupon', who.id));
      return done;
    },
    'tariff.preview': (stay) => parts.previewBill(stay),
    'bookings.get': (_, who) => parts.bookingLists.figures(who),
    'bookings.list': (query) => parts.bookingLists.bookings(query),
    'bookings.orders': (query) => parts.bookingLists.orders(query),
    'bookings.coupons': (query) => parts.bookingLists.coupons(query),
    'bookings.control-list': (query) => parts.bookingLists.controlList(query),
    'cards.list': (query, who) => parts.cards.list.page(query, who),
    'cards.get': ({ no }) => parts.cards.list.file(no),
    'cards.add': ({ key, ...card }, who) => {
      parts.cards.desk.add(card, who.id, acts.once(key, 'cards.add', who.id));
      return done;
    },
    'cards.change': ({ key, ...change }, who) => {
      parts.cards.desk.change(change, who.id, acts.once(key, 'cards.change', who.id));
      return done;
    },
    'cards.extend': ({ key, ...extension }, who) => {
      parts.cards.desk.extend(extension, who.id, acts.once(key, 'cards.extend', who.id));
      return done;
    },
    'cards.end': ({ key, ...which }, who) => {
      parts.cards.desk.end(which, who.id, acts.once(key, 'cards.end', who.id));
      return done;
    },
    'cards.preview-import': (part) => parts.cards.imports.receive(part),
    'cards.import-rows': ({ upload, page }) => parts.cards.imports.rows(upload, page),
    'cards.import': ({ key, ...wish }, who) => {
      parts.cards.imports.write(wish, who.id, acts.once(key, 'cards.import', who.id));
      return done;
    },
    'cards.cancel-import': ({ upload }) => {
      parts.cards.imports.cancel(upload);
      return done;
    },
  };

  return (command, input, actor) => {
    const { key } = input as { key?: string };
    if (key !== undefined && acts.isDone(key)) return again[command]?.() ?? done;
    if (LOOKS.has(command)) trail.looked(actor, command, input);
    if (worksGate(command)) parts.reports.shifts.works(actor);
    const handler = handlers[command] as (input: never, actor: Actor) => unknown;
    return acts.during({ input, actor }, () => handler(input, actor));
  };
}
