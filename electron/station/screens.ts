import type { Clock } from '../../native/clock/contract.ts';
import type { SiteConfig } from '../contract/site.ts';
import type { Request, Response } from '../contract/wire.ts';
import type { Access } from './access/access.ts';
import { createDoor } from './access/door.ts';
import type { People } from './access/people.ts';
import type { Board } from './board/board.ts';
import { bookingView } from './board/lane-view.ts';
import type { Coupons } from './booking/coupons.ts';
import type { Bookings } from './booking/desk.ts';
import { createBookingLists } from './booking/lists.ts';
import { createOrderActs } from './booking/order-acts.ts';
import type { Sharing } from './booking/sharing.ts';
import type { Cards } from './cards/desk.ts';
import type { CardImports } from './cards/imports.ts';
import { createCardList } from './cards/list.ts';
import { createPictureLooks } from './capture/picture-looks.ts';
import { createExitActs } from './charge/exit-acts.ts';
import { createStayActs } from './charge/stay-acts.ts';
import { createCommands } from './commands.ts';
import type { CommandParts } from './commands.ts';
import { laneNamed } from './gates.ts';
import { createFindStays } from './history/find.ts';
import { createHistory } from './history/history.ts';
import type { Lane } from './lane/lane.ts';
import type { Names } from './ledger/line.ts';
import type { Ledger } from './ledger/record.ts';
import type { Log } from './log.ts';
import { createCorrections } from './parking/corrections.ts';
import { createIllegalParking } from './parking/illegal-parking.ts';
import { createOpeningList } from './parking/opening-list.ts';
import type { Openings } from './parking/openings.ts';
import type { Passages } from './parking/passages.ts';
import { newId } from './parking/stays.ts';
import type { Stays } from './parking/stays.ts';
import { createDismissals } from './platform/sync/dismissals.ts';
import { createSearch } from './platform/sync/search.ts';
import { createSync } from './platform/sync/sync.ts';
import type { Platform } from './platforms.ts';
import { previewBill } from './policy/tariff-preview.ts';
import type { Db } from './store/open.ts';
import type { Till } from './till.ts';

export interface ScreensParts extends Pick<
  CommandParts,
  'acceptance' | 'cameraActs' | 'flow' | 'receipts' | 'reports' | 'settings' | 'supportFile' | 'trials' | 'upkeep'
> {
  site: SiteConfig;
  db: Db;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  names: Names;
  people: People;
  access: Access;
  board: Board;
  lanes: readonly Lane[];
  platforms: readonly Platform[];
  bookings: Bookings;
  sharing: Sharing;
  coupons: Coupons;
  cards: Cards;
  cardImports: CardImports;
  stays: Stays;
  openings: Openings;
  passages: Passages;
  till: Till;
  imageOf: (captureId: string | null) => string | null;
  /** Something about the payments of a stay is new. */
  onPayment(stayId: string): void;
}

/** What the window's screens ask and do, behind the station's door. */
export function openScreens(parts: ScreensParts): (request: Request) => Response | Promise<Response> {
  const { site, db, ledger, clock, names, access, board, lanes, platforms } = parts;
  const { bookings, sharing, coupons, cards, stays, till, imageOf } = parts;
  const { charges } = till;
  const now = (): number => clock.now();

  const records = createCorrections(db, stays, till.totalOf);
  const sync = createSync({
    platforms,
    stays: records,
    search: createSearch(
      db,
      platforms.map(({ view, numbers }) => ({ id: view().id, numbers })),
      createFindStays(db),
    ),
    dismissalOf: createDismissals(db, names.person),
    refundsWaiting: () => (site.sharing ? sharing.countRefundsWaiting() : null),
    now,
  });
  const history = createHistory({
    db,
    ledger,
    records,
    stay: stays.byId,
    booking: (code) => bookingView(bookings.byCode(code)),
    platforms: sync,
    moneyOf: (stayId) => till.moneyOf(stayId, names.person),
    imageOf,
    names,
    lanes: () => site.lanes.map(({ id, name }) => ({ id, name })),
    people: () => parts.people.all().map(({ id, name }) => ({ id, name })),
  });
  const commands = createCommands({
    ...{ lanes, board, sync, history, access },
    flow: parts.flow,
    receipts: parts.receipts,
    upkeep: parts.upkeep,
    settings: parts.settings,
    trials: parts.trials,
    acceptance: parts.acceptance,
    cameraActs: parts.cameraActs,
    reports: parts.reports,
    supportFile: parts.supportFile,
    lookAtPicture: createPictureLooks({
      clock,
      shown: (path) => JSON.stringify(board.view().lanes).includes(path),
      isLocked: () => access.desk.view().state === 'locked',
    }),
    reportIllegalParking: createIllegalParking({ ledger, lanes: site.lanes, newId }),
    exit: createExitActs({
      ledger,
      laneOf: (id) => laneNamed(lanes, id),
      entrance: site.lanes.find(({ direction }) => direction === 'entrance'),
      desk: till.desk,
      charges,
      cameFor: till.cameFor,
      payments: till.payments,
      passages: parts.passages,
    }),
    stayMoney: createStayActs({
      ledger,
      now,
      stay: stays.byId,
      desk: till.desk,
      charges,
      payments: till.payments,
      dueView: till.dueView,
      debtViews: till.debtViews,
      cameFor: till.cameFor,
      onTaken: parts.onPayment,
    }),
    orders: createOrderActs({ ledger, sharing, coupons }),
    bookingLists: createBookingLists(db, {
      get reservable() {
        return site.lot.reservableStalls;
      },
      planNames: site.sharing ? new Map(site.sharing.plans.map(({ code, name }) => [code, name])) : null,
      heldNow: bookings.heldNow,
      now,
    }),
    cards: {
      desk: cards,
      list: createCardList({ shown: cards.shown, now, nameOf: names.person, revision: cards.revision }),
      imports: parts.cardImports,
    },
    openings: createOpeningList(parts.openings, { ...names, imageOf }),
    previewBill: (stay) => previewBill(site.tariff, site.calendar, stay),
  });
  return createDoor({
    run: commands,
    admit: access.desk.admit,
    onRefused: (command) => access.trail.note(access.desk.person(), command, 'refused', {}),
    log: (error) => parts.log.error(error, 'command failed'),
  });
}
