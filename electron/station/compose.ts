import { join } from 'node:path';
import type { CameraHandlers } from '../../native/camera/contract.ts';
import { createCaptureDoor } from '../../native/camera/push-door.ts';
import type { Clock } from '../../native/clock/contract.ts';
import { makeDisplay } from '../../native/display/make-display.ts';
import { makeLink } from '../../native/links/make-link.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';
import type { EventMessage, ProgramWishes, Request, Response, UpdateMessage } from '../contract/wire.ts';
import type { SessionView } from '../contract/access.ts';
import { openAcceptance } from './acceptance-run.ts';
import { openAccess } from './access/access.ts';
import { createPeople } from './access/people.ts';
import type { Cost } from './access/secret.ts';
import { createBoard } from './board/board.ts';
import { queuesView } from './board/queues.ts';
import { createControlList } from './booking/control-list.ts';
import { createCoupons } from './booking/coupons.ts';
import { createBookings, SWEEP_PORTION } from './booking/desk.ts';
import type { BookingRules } from './booking/desk.ts';
import { createSharing } from './booking/sharing.ts';
import type { SharingRules } from './booking/sharing.ts';
import { createCards } from './cards/desk.ts';
import { createCardImports } from './cards/imports.ts';
import { openCameraActs } from './camera-acts.ts';
import { openCameras } from './cameras.ts';
import { createCameraWatch } from './capture/camera-watch.ts';
import { createCaptures } from './capture/captures.ts';
import { createImageFiler } from './capture/images.ts';
import { createIntake } from './capture/intake.ts';
import { keepDoorOpen } from './capture/keep-door.ts';
import type { OpenDoor } from './capture/keep-door.ts';
import { createPictureUrls } from './capture/picture-url.ts';
import { createLaneBoards } from './display/boards.ts';
import { createFiling, keepFiling } from './history/filing.ts';
import { carsOf } from './lane/state.ts';
import { isAtEntrance, openGates } from './gates.ts';
import { openLines } from './lines.ts';
import type { Names } from './ledger/line.ts';
import { createLedger } from './ledger/record.ts';
import type { Log } from './log.ts';
import { openMonitor } from './monitor.ts';
import { createOpenings } from './parking/openings.ts';
import { createPassages } from './parking/passages.ts';
import { createStays, newId } from './parking/stays.ts';
import { payCallbackLink } from './platform/db4403/url-jumps.ts';
import type { WayTo } from './platform/link/platform-link.ts';
import { uncovered } from './policy/card.ts';
import { preparePlatforms } from './platforms.ts';
import { PRINTER_TROUBLES } from './receipt/printer-watch.ts';
import { openReceipts } from './receipts.ts';
import { openReports } from './reports.ts';
import { openScreens } from './screens.ts';
import type { SecretsTrouble } from './secrets/secrets.ts';
import { openSettings } from './settings.ts';
import type { Settings, SiteFiles } from './settings.ts';
import { createLiveSite } from './settings/live-site.ts';
import { openTill } from './till.ts';
import { openTrials } from './trial-bench.ts';
import type { Trials } from './trials/trials.ts';
import { backupFolder } from './store/backup/backups.ts';
import type { BackupParts } from './store/backup/backups.ts';
import { makeFolder } from './store/durable.ts';
import { isStoreError, openStore } from './store/open.ts';
import type { Db } from './store/open.ts';
import { storePlaces } from './store/restore/need.ts';
import type { StorePlaces } from './store/restore/need.ts';
import { makeSupportFile } from './support/support-file.ts';
import { openUpkeep } from './upkeep.ts';
import { VERSION } from './version.ts';

export interface StationOptions {
  site: SiteConfig;
  secrets: SiteSecrets;
  /** What should be put right about where they are kept; absent: nothing. */
  secretsTroubles?: readonly SecretsTrouble[];
  /** Where it lies, for settings to be changed; absent: they cannot be. */
  files?: SiteFiles;
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
  /** What of the site file is main's to do. */
  readonly program: ProgramWishes;
  /** Who sits at the desk. */
  session(): SessionView;
  answer(request: Request): Response | Promise<Response>;
  onEvent(listener: (message: EventMessage) => void): () => void;
  /** A newer program was fetched and checked, and a person may install it; null: there is none. */
  updateFetched(update: UpdateMessage['update']): void;
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
  // Plates, pictures and people are nobody else's on this machine.
  makeFolder(options.dataDirectory, 0o700);
  const places = storePlaces(options.dataDirectory, backupFolder(options.dataDirectory, options.site.backup));
  const db = openStore(places.database);
  try {
    return await openStation(options, places, db);
  } catch (error) {
    // Another site is tried in this process: nothing of this one stays open.
    db.close();
    throw error;
  }
}

async function openStation(options: StationOptions, places: StorePlaces, db: Db): Promise<Station> {
  const { secrets, clock, random, log, dataDirectory, lines = makeLink } = options;
  const live = createLiveSite(options.site);
  // Every part reads its values anew: a person may change them while it works.
  const { site } = live;
  const names: Names = {
    lane: (lane) => site.lanes.find(({ id }) => id === lane)?.name ?? lane,
    person: (person) => people.nameOf(person),
  };
  const captureDirectory = join(dataDirectory, 'captures');
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
  const bookings = createBookings(db, bookingRules(site), {
    onPlaces: (tx, factSeq) => tx.last('counts', () => passages.reportCounts(tx, factSeq)),
    isBarred: control.isBarred,
    isAtGate: (code) => isAtEntrance(lanes, code),
  });
  const sharing = createSharing(db, {
    sharing: site.sharing,
    get calendar() {
      return site.calendar;
    },
    get lotName() {
      return site.lot.name;
    },
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
    pricesAt: (at) => settings?.pricesAt(at) ?? site,
    onPayment: (stayId) => tellPayment(stayId),
  });
  const passages = createPassages({
    get totalStalls() {
      return site.lot.totalStalls;
    },
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
    onCapture: (capture) => {
      trials?.saw(capture);
      acceptance.saw(capture);
      return intake.take(capture);
    },
    onHeard: (cameraId) => {
      if (watch.heard(cameraId)) board.camerasChanged();
    },
    onRejected: (rejection) => {
      log.warn(rejection, 'capture turned away');
      trials?.turnedAway(rejection);
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
      acceptance.laneChanged(laneId);
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
  const intake = createIntake({
    ...{ site, lanes, captures, images, clock, newId },
    onTrouble: (why) => board.notices.set('disk', 'capture', why),
  });
  const makeDoor = options.captureDoor ?? createCaptureDoor;
  const door = makeDoor({ listen: site.capture.listen, ...cameras.posting, clock, handlers: seen });

  // --- what the window sees, and what it may do
  const access = openAccess({
    db,
    ledger,
    people,
    access: site.access,
    place: () => `${site.lot.name} · ${site.lot.desk}`,
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
  const monitor = openMonitor({
    ...{ site, db, dataDirectory, lanes, platforms, clock, log, notices: board.notices },
    database: places.database,
    cameras: watch,
    queues: () => queuesView(lanes),
    clockOffset: upkeep.clockOffset,
    upkeep: upkeep.view,
  });
  const supportFile = () =>
    makeSupportFile({
      site,
      logs: join(dataDirectory, 'logs'),
      health: monitor.health,
      versions: () => ({
        gatehouse: VERSION,
        node: process.versions.node,
        platform: process.platform,
        arch: process.arch,
      }),
      audit: (limit) => access.audit.page({ skip: 0, limit }).lines,
      notices: board.notices.list,
    });
  const settings: Settings | null =
    options.files === undefined
      ? null
      : openSettings({
          ...{ db, ledger, clock, people, secrets },
          files: options.files,
          running: options.site,
          trials: () => trials?.trials() ?? [],
          take(next) {
            live.take(next);
            onSettings();
          },
          restart: () => options.restart?.(),
        });
  const trials: Trials | null =
    options.files === undefined
      ? null
      : openTrials({
          access,
          settings: () => settings as Settings,
          running: {
            ...{ site, secrets, lanes, platforms, cameras, lines: shared, printer: receipts.printer },
            capturePort: () => openedDoor?.port ?? 0,
          },
          ...{ clock, random, newId, lines },
        });
  const acceptance = openAcceptance({
    ...{ site, db, ledger, lanes, platforms, cameras, clock, random, acts: access.acts },
    siteFile: options.files && {
      path: options.files.siteFile,
      version: () => settings?.desk.versions().find(({ failed }) => failed === null)?.no ?? null,
    },
    backups: { make: upkeep.makeBackup, view: upkeep.view },
    onTrouble: (error) => log.error(error, 'what became of a check was not written down'),
  });
  const cameraActs = openCameraActs({ ...{ lanes, cameras, intake, ledger, clock }, acts: access.acts });
  const reports = openReports({
    ...{ site, db, ledger, dataDirectory, people, access, names, clock, log },
    database: places.database,
    notices: board.notices,
    busy: receiving,
  });
  const answer = openScreens({
    ...{ site, db, ledger, clock, log, names, people, access, board, lanes, platforms },
    ...{ bookings, sharing, coupons, cards, cardImports, stays, openings, passages, till, imageOf },
    ...{ flow, upkeep, trials, acceptance, cameraActs, reports, supportFile },
    receipts: receipts.desk,
    settings: settings?.desk ?? null,
    onPayment: tellPayment,
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

  /** Values that take hold at once are others: whatever was decided or told by those of before is decided and told anew. */
  function onSettings(): void {
    for (const lane of lanes) {
      board.laneChanged(lane.config.id);
      laneBoards.laneChanged(lane.config.id);
    }
    turns.reconsider();
    upkeep.settingsChanged();
    for (const platform of platforms) platform.siteChanged();
    tellTakenBack();
    board.flowChanged();
  }
  const tellTakenBack = (): void => board.notices.set('settings-taken-back', 'site', settings?.takenBack() ?? null);

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
  let openedDoor: OpenDoor | null = null;
  let stopFiling = (): void => undefined;

  async function start(): Promise<void> {
    tellTakenBack();
    await images.recover();
    startRecorded();
    for (const lane of lanes) lane.start();
    laneBoards.start();
    shared.start();
    receipts.start();
    for (const platform of platforms) platform.start();
    till.payments?.start();
    cameras.start();
    let doorTrouble: string | null = null;
    openedDoor = await keepDoorOpen(door, clock, (why) => {
      doorTrouble = why;
      board.notices.set('capture-door', 'door', why);
    });
    // Where somebody has just chosen the port, one that is taken is a mistake, not a passing trouble.
    if (settings?.isTried === true && doorTrouble !== null) throw new Error(doorTrouble);
    sweep();
    stopFiling = keepFiling(createFiling(db), {
      clock,
      busy: receiving,
      onTrouble: (why) => board.notices.set('disk', 'history', why),
    });
    upkeep.start();
    reports.start();
    await monitor.start();
    settings?.desk.cameUp();
  }

  /** In order, also where not everything has begun. */
  async function stop(): Promise<void> {
    stopSweep();
    stopFiling();
    await upkeep.stop();
    await reports.stop();
    await monitor.stop();
    turns.stop();
    await openedDoor?.stop();
    await trials?.stop();
    acceptance.stop();
    cameraActs.stop();
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
  }

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    captureDirectory,
    get capturePort() {
      return openedDoor?.port ?? 0;
    },
    program: programOf(site),
    session: access.desk.view,
    answer: monitor.counting(answer),
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
    updateFetched: (update) =>
      board.notices.set('update-fetched', 'program', update && `${update.version} · ${update.file}`),
    stop,
  };
}

const programOf = ({ program: { kiosk, startAtLogin, updates } }: SiteConfig): ProgramWishes => ({
  kiosk,
  startAtLogin,
  updates: updates?.feed ?? null,
});

/** How many places can be booked, and when: read each time. */
const bookingRules = (site: SiteConfig): BookingRules => ({
  get reservable() {
    return site.lot.reservableStalls;
  },
  get stalls() {
    return site.lot.stalls;
  },
  get earlyMin() {
    return site.booking.earlyMin;
  },
  get unconfirmedMin() {
    return site.booking.unconfirmedMin;
  },
  get changeUntilMin() {
    return site.booking.changeUntilMin;
  },
  get cancelUntilMin() {
    return site.booking.cancelUntilMin;
  },
});

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
