import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CameraHandlers } from '../../native/camera/contract.ts';
import { createCaptureDoor } from '../../native/camera/push-door.ts';
import type { Clock } from '../../native/clock/contract.ts';
import { makeDisplay } from '../../native/display/make-display.ts';
import { makeLink } from '../../native/links/make-link.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';
import type { EventMessage, Request, Response } from '../contract/wire.ts';
import type { SessionView } from '../contract/access.ts';
import { openAccess } from './access/access.ts';
import { createDoor } from './access/door.ts';
import { createPeople } from './access/people.ts';
import type { Cost } from './access/secret.ts';
import { createBoard } from './board/board.ts';
import { bookingView } from './board/lane-view.ts';
import { createControlList } from './booking/control-list.ts';
import { createCoupons } from './booking/coupons.ts';
import { createBookings, SWEEP_PORTION } from './booking/desk.ts';
import { createBookingLists } from './booking/lists.ts';
import { createOrderActs } from './booking/order-acts.ts';
import { createSharing } from './booking/sharing.ts';
import type { SharingRules } from './booking/sharing.ts';
import { createCards } from './cards/desk.ts';
import { createCardImports } from './cards/imports.ts';
import { createCardList } from './cards/list.ts';
import { openCameras } from './cameras.ts';
import { createCameraWatch } from './capture/camera-watch.ts';
import { createCaptures } from './capture/captures.ts';
import { createImageFiler } from './capture/images.ts';
import { createIntake } from './capture/intake.ts';
import { keepDoorOpen } from './capture/keep-door.ts';
import { createExitActs } from './charge/exit-acts.ts';
import { createStayActs } from './charge/stay-acts.ts';
import { createPictureLooks } from './capture/picture-looks.ts';
import { createPictureUrls } from './capture/picture-url.ts';
import { createCommands } from './commands.ts';
import { createLaneBoards } from './display/boards.ts';
import { createFiling, keepFiling } from './history/filing.ts';
import { createFindStays } from './history/find.ts';
import { createHistory } from './history/history.ts';
import { carsOf } from './lane/state.ts';
import { isAtEntrance, laneNamed, openGates } from './gates.ts';
import { openLines } from './lines.ts';
import type { Names } from './ledger/line.ts';
import { createLedger } from './ledger/record.ts';
import type { Log } from './log.ts';
import { createCorrections } from './parking/corrections.ts';
import { createIllegalParking } from './parking/illegal-parking.ts';
import { createOpeningList } from './parking/opening-list.ts';
import { createOpenings } from './parking/openings.ts';
import { createPassages } from './parking/passages.ts';
import { createStays, newId } from './parking/stays.ts';
import { payCallbackLink } from './platform/db4403/url-jumps.ts';
import type { WayTo } from './platform/link/platform-link.ts';
import { createDismissals } from './platform/sync/dismissals.ts';
import { createSearch } from './platform/sync/search.ts';
import { createSync } from './platform/sync/sync.ts';
import { uncovered } from './policy/card.ts';
import { preparePlatforms } from './platforms.ts';
import { previewBill } from './policy/tariff-preview.ts';
import { PRINTER_TROUBLES } from './receipt/printer-watch.ts';
import { openReceipts } from './receipts.ts';
import type { SecretsTrouble } from './secrets/secrets.ts';
import { openTill } from './till.ts';
import { backupFolder } from './store/backup/backups.ts';
import type { BackupParts } from './store/backup/backups.ts';
import { isStoreError, openStore } from './store/open.ts';
import { storePlaces } from './store/restore/need.ts';
import { openUpkeep } from './upkeep.ts';

export interface StationOptions {
  site: SiteConfig;
  secrets: SiteSecrets;
  /** What should be put right about where they are kept; absent: nothing. */
  secretsTroubles?: readonly SecretsTrouble[];
  /** Folder of the site file: what the file names relatively lies beside it. */
  siteDirectory: string;
  dataDirectory: string;
  clock: Clock;
  /** Gives [0, 1): where chance comes in; all below is handed it. */
  random: () => number;
  log: Log;
  /** Names one run of the program: a station started again within it finds its desk as it was. */
  run: string;
  /** Begins the station anew in its process; absent: whoever runs it does. */
  restart?: () => void;
  /** How dear a guess of a password is; absent: as dear as a booth's machine bears. */
  secretCost?: Cost;
  /** How a line of the site file is made; absent: as serial port or TCP connection. */
  lines?: typeof makeLink;
  /** How the way to a platform is made; absent: over the network. */
  wayTo?: WayTo;
  /** How cameras reach us; absent: by a listener of our own. */
  captureDoor?: typeof createCaptureDoor;
  /** Who copies and checks the store; absent: threads. */
  jobs?: BackupParts['jobs'];
}

/** A station at work. */
export interface Station {
  readonly captureDirectory: string;
  readonly capturePort: number;
  /** Who sits at the desk. */
  session(): SessionView;
  answer(request: Request): Response | Promise<Response>;
  onEvent(listener: (message: EventMessage) => void): () => void;
  /** Ends in order: nothing new is taken, what is on its way is written down. */
  stop(): Promise<void>;
}

/** How often time alone is looked at: bookings that end, numbers that change (8.1.1: within 3 s), silent cameras. */
const SWEEP_MS = 2_500;
/** When more bookings ended than one sweep takes: the gate has its turn between. */
const NEXT_PORTION_MS = 50;

/**
 * The composition root: from a site file to a station at work. The only place that wires; parts do not know one another.
 * Read along the three flows: capture → decision → barrier; platform message → booking; record → outbox → platform.
 */
export async function compose(options: StationOptions): Promise<Station> {
  const { site, secrets, clock, random, log, dataDirectory, lines = makeLink } = options;
  const names: Names = {
    lane: (lane) => site.lanes.find(({ id }) => id === lane)?.name ?? lane,
    person: (person) => people.nameOf(person),
  };
  // Plates, pictures and people are nobody else's on this machine.
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const captureDirectory = join(dataDirectory, 'captures');
  const places = storePlaces(dataDirectory, backupFolder(dataDirectory, site.backup));
  const db = openStore(places.database);
  const people = createPeople(db, site.people, secrets.people, clock.now());

  // --- what is known: one book of facts, and the tables that follow from it
  const control = createControlList(db);
  const captures = createCaptures(db);
  const prepared = preparePlatforms({
    site,
    siteDirectory: options.siteDirectory,
    db,
    newId,
    random,
    pictureOf: (captureId) => captures.picture(captureId, captureDirectory),
    isFree: control.isFree,
  });
  const ledger = createLedger(
    db,
    clock,
    prepared.map(({ reporter }) => reporter),
  );
  const bookings = createBookings(
    db,
    { reservable: site.lot.reservableStalls, stalls: site.lot.stalls, ...site.booking },
    {
      onPlaces: (tx, factSeq) => tx.last('counts', () => passages.reportCounts(tx, factSeq)),
      isBarred: control.isBarred,
      isAtGate: (code) => isAtEntrance(lanes, code),
    },
  );
  const sharing = createSharing(db, {
    sharing: site.sharing,
    calendar: site.calendar,
    lotName: site.lot.name,
    providerCode: site.lot.registration?.providerCode ?? null,
    isBarred: control.isBarred,
    newId,
    callbackFor: callbackVia(site, secrets),
  });
  const cards = createCards(db, ledger);
  const cardImports = createCardImports({ db, ledger, cards, file: places.database, clock, log });
  const stays = createStays(db);
  const openings = createOpenings(db);
  const coupons = createCoupons(db, stays.lastOf);
  const till = openTill({
    site,
    secrets,
    siteDirectory: options.siteDirectory,
    db,
    ledger,
    clock,
    log,
    stays,
    coupons,
    sharing,
    isFree: control.isFree,
    beyondCard({ card, enteredAt }, until) {
      const cover = card && cards.coverOf(card.no);
      return cover ? uncovered(cover, { from: enteredAt, to: until }) : null;
    },
    onPayment: (stayId) => tellPayment(stayId),
  });
  const passages = createPassages({
    totalStalls: site.lot.totalStalls,
    stays,
    openings,
    bookings,
    orders: sharing,
    cards,
    money: till.desk,
    isFree: control.isFree,
    nameOf: names.person,
  });
  const images = createImageFiler(captureDirectory, captures, clock);
  const watch = createCameraWatch(site, clock);

  /** The gate goes first: while captures come in, whatever can wait does. */
  const receiving = (): boolean => door.receiving + cameras.receiving > 0;

  // --- platform message → booking; record → outbox → platform
  const platforms = prepared.map(({ link }) =>
    link({
      secrets,
      ledger,
      clock,
      log,
      desks: { bookings, control, coupons, sharing },
      takenOf(chargeId) {
        const charge = till.charges.byId(chargeId);
        return charge && charge.received - charge.refunded;
      },
      gateBusy: receiving,
      reportCounts: passages.reportCounts,
      onDoor: (why) => board.notices.set('platform-door', 'door', why),
      wayTo: options.wayTo,
    }),
  );

  // --- capture → decision → barrier
  const seen: CameraHandlers = {
    onCapture: (capture) => intake.take(capture),
    onHeard: (cameraId) => {
      if (watch.heard(cameraId)) board.camerasChanged();
    },
    onRejected: (rejection) => {
      log.warn(rejection, 'capture turned away');
      intake.rejected(ledger, rejection);
    },
    onTrouble: (cameraId, trouble) => {
      log.warn({ cameraId, trouble }, 'camera');
      const refused = trouble === 'wrong-password' || trouble === 'locked-out';
      board.notices.set('camera-refused', laneOfCamera(site, cameraId), refused ? cameraId : null);
    },
    onInput: (cameraId, input, active) => log.info({ cameraId, input, active }, 'camera input'),
  };
  const cameras = openCameras({ site, secrets, clock, handlers: seen, busy: receiving, newId });
  const shared = openLines(site, clock, lines);
  const { flow, sequencer, lanes, turns } = openGates({
    site,
    db,
    ledger,
    clock,
    log,
    lines: shared,
    cameraOf: cameras.byId,
    desks: { bookings, control, sharing },
    cards,
    stays,
    openings,
    passages,
    feeOf: till.desk.feeOf,
    newestCapture: captures.newestSince,
    onChange: (laneId) => {
      board.laneChanged(laneId);
      laneBoards.laneChanged(laneId);
    },
    onTrouble: (laneId, why) => board.notices.set('disk', laneId, why),
  });
  const laneBoards = createLaneBoards({
    site,
    lanes,
    display: (display) => makeDisplay(display, shared.named(display.link), clock),
    free: () => passages.counts(clock.now()).free,
    clock,
  });
  ledger.onCommitted(() => laneBoards.lotChanged());
  const intake = createIntake({ site, lanes, captures, images, clock, newId });
  const makeDoor = options.captureDoor ?? createCaptureDoor;
  const door = makeDoor({ listen: site.capture.listen, ...cameras.posting, clock, handlers: seen });

  // --- what the window sees, and what it may do
  const access = openAccess({
    db,
    ledger,
    people,
    access: site.access,
    place: `${site.lot.name} · ${site.lot.desk}`,
    run: options.run,
    clock,
    newId,
    ...(options.secretCost && { cost: options.secretCost }),
  });
  const imageOf = createPictureUrls(captures);
  const board = createBoard({
    db,
    site,
    ledger,
    lanes,
    platforms,
    bookings,
    stays,
    passages,
    captures,
    money: { due: till.dueView, debts: till.debtViews, lastCharge: till.charges.lastAt },
    pay: till.ways,
    imageOf,
    cameras: watch,
    flow: { view: sequencer.view, conversionOf: flow.conversionOf, ruleOf: flow.ruleOf },
    onDuty: () => access.desk.person()?.name ?? '',
    names,
    clockOffset: () => upkeep.clockOffset(),
    clock,
  });
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
    now: () => clock.now(),
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
    lanes: site.lanes.map(({ id, name }) => ({ id, name })),
    people: () => people.all().map(({ id, name }) => ({ id, name })),
  });
  const { charges } = till;
  const receipts = openReceipts({
    ...{ site, secrets, db, ledger, clock, log, lines, names, charges, stays },
    onPrinter(trouble, since) {
      for (const code of PRINTER_TROUBLES) board.notices.set(code, 'printer', code === trouble ? '' : null, since);
    },
  });
  const upkeep = openUpkeep({
    ...{ site, db, places, captureDirectory, clock, random, log, access, notices: board.notices },
    busy: receiving,
    onClock: board.flowChanged,
    restart: () => options.restart?.(),
    jobs: options.jobs,
  });
  const commands = createCommands({
    lanes,
    board,
    lookAtPicture: createPictureLooks({
      clock,
      shown: (path) => JSON.stringify(board.view().lanes).includes(path),
      isLocked: () => access.desk.view().state === 'locked',
    }),
    reportIllegalParking: createIllegalParking({ ledger, lanes: site.lanes, newId }),
    sync,
    history,
    exit: createExitActs({
      ledger,
      laneOf: (id) => laneNamed(lanes, id),
      entrance: site.lanes.find(({ direction }) => direction === 'entrance'),
      desk: till.desk,
      charges,
      cameFor: till.cameFor,
      payments: till.payments,
      passages,
    }),
    stayMoney: createStayActs({
      ledger,
      now: () => clock.now(),
      stay: stays.byId,
      desk: till.desk,
      charges,
      payments: till.payments,
      dueView: till.dueView,
      debtViews: till.debtViews,
      cameFor: till.cameFor,
      onTaken: tellPayment,
    }),
    orders: createOrderActs({ ledger, sharing, coupons }),
    receipts: receipts.desk,
    flow,
    bookingLists: createBookingLists(db, {
      reservable: site.lot.reservableStalls,
      planNames: site.sharing ? new Map(site.sharing.plans.map(({ code, name }) => [code, name])) : null,
      heldNow: bookings.heldNow,
      now: () => clock.now(),
    }),
    cards: {
      desk: cards,
      list: createCardList({
        shown: cards.shown,
        now: () => clock.now(),
        nameOf: names.person,
        revision: cards.revision,
      }),
      imports: cardImports,
    },
    openings: createOpeningList(openings, { ...names, imageOf }),
    previewBill: (stay) => previewBill(site.tariff, site.calendar, stay),
    access,
    upkeep,
  });
  const answer = createDoor({
    run: commands,
    admit: access.desk.admit,
    onRefused: (command) => access.trail.note(access.desk.person(), command, 'refused', {}),
    log: (error) => log.error(error, 'command failed'),
  });

  /** Whoever stands at an arm and has paid goes, or owes nothing more from before; what was raised stays in sight until a person dealt with it. */
  function tellPayment(stayId: string): void {
    const raised = till.payments?.raised() ?? [];
    board.notices.set('payment', 'payments', raised.length === 0 ? null : String(raised.length));
    const plate = stays.byId(stayId)?.plate;
    for (const lane of lanes) {
      if (!carsOf(lane.state).some((car) => car.stayId === stayId || car.plate === plate)) continue;
      lane.reconsider();
      board.laneChanged(lane.config.id);
    }
  }

  for (const { code, detail } of options.secretsTroubles ?? []) board.notices.set(code, 'secrets', detail);
  images.onFiled((captureId) => board.imageFiled(captureId));
  images.onTrouble((why) => board.notices.set('images', 'captures', why));
  const sweep = (): void => {
    board.camerasChanged();
    let ended = 0;
    try {
      ledger.record((tx) => {
        ended = bookings.sweep(tx);
        sharing.sweep(tx);
        flow.sweep(tx);
        passages.reportDrift(tx);
      });
      board.notices.set('disk', 'bookings', null);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      board.notices.set('disk', 'bookings', error.message);
    }
    // A window that opened, or a minute that passed, may change what a waiting car is told.
    turns.reconsider();
    board.flowChanged();
    access.signIn.sweep();
    stopSweep = clock.after(ended < SWEEP_PORTION ? SWEEP_MS : NEXT_PORTION_MS, sweep);
  };
  let stopSweep = (): void => undefined;
  const startRecorded = (): void => {
    try {
      ledger.record((tx) => void tx.fact({ kind: 'station-started' }));
    } catch (error) {
      // A full disk does not keep the booth from seeing and lifting by hand: the notice says what is wrong.
      if (!isStoreError(error)) throw error;
      board.notices.set('disk', 'station', error.message);
    }
  };
  await images.recover();
  startRecorded();
  for (const lane of lanes) lane.start();
  laneBoards.start();
  shared.start();
  receipts.start();
  for (const platform of platforms) platform.start();
  till.payments?.start();
  cameras.start();
  const opened = await keepDoorOpen(door, clock, (why) => board.notices.set('capture-door', 'door', why));
  sweep();
  const stopFiling = keepFiling(createFiling(db), {
    clock,
    busy: receiving,
    onTrouble: (why) => board.notices.set('disk', 'history', why),
  });

  upkeep.start();

  return {
    captureDirectory,
    capturePort: opened.port,
    session: access.desk.view,
    answer,
    onEvent(listener) {
      const tellSession = (data: SessionView): void => listener({ event: 'session', revision: 0, data });
      access.onSession((view) => {
        tellSession(view);
        board.flowChanged();
      });
      // Whoever is not signed in is told nothing of the cars.
      return board.onEvent((message) => {
        if (access.desk.open) listener(message);
      });
    },
    async stop() {
      stopSweep();
      stopFiling();
      await upkeep.stop();
      turns.stop();
      await opened.stop();
      await cameras.stop();
      for (const lane of lanes) await lane.stop();
      await laneBoards.stop();
      await shared.stop();
      await receipts.stop();
      await images.stop();
      await cardImports.stop();
      for (const platform of platforms) await platform.stop();
      await till.payments?.stop();
      board.stop();
      db.close();
    },
  };
}

const laneOfCamera = (site: SiteConfig, cameraId: string): string =>
  site.lanes.find(({ camera }) => camera.id === cameraId)?.id ?? cameraId;

/**
 * Where the pay page sends a driver back to: our own page when it can be reached from outside, which goes on to the
 * platform's; else the platform's at once (7.4.1).
 */
function callbackVia(site: SiteConfig, { db4403 }: SiteSecrets): SharingRules['callbackFor'] {
  const publicUrl = site.platforms.find((platform) => platform.kind === 'db4403')?.inbound?.publicUrl;
  return (orderNo, callbackUrl, amount) =>
    publicUrl !== undefined && db4403 ? payCallbackLink(publicUrl, orderNo, db4403.secret, amount) : callbackUrl;
}
