import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import { carFor } from '../../demo/cars.ts';
import type { ReadFault } from '../../demo/camera.ts';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot, DemoLotOptions, DriveOutcome } from '../../demo/lot.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { DemoLane } from '../../demo/lane.ts';
import type { DriveCommand } from '../../demo/switches.ts';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { launchApp } from './app.ts';
import type { LaunchedApp, LaunchOptions } from './app.ts';
import { readBook } from './platform-book.ts';
import type { PlatformBook } from './platform-book.ts';

/** A booth on the demo lot: the real app in its window, cars, arms and a platform behind real sockets. */
export interface Booth {
  readonly lot: DemoLot;
  readonly launched: LaunchedApp;
  readonly page: Page;
  readonly platform: PlatformBook;
  /** Waits until a lane's card shows all this, and goes on showing it. */
  shows(laneId: string, wanted: Shown): Promise<void>;
  /** Waits until a lane's card has shown this, were it for a moment; answers all that stood on it then. */
  showed(laneId: string, wanted: Pick<Shown, 'phase' | 'plate' | 'reason'>): Promise<string>;
  /** Waits until an element is on the screen, or is there no more. */
  sees(testId: string): Promise<void>;
  seesNo(testId: string): Promise<void>;
  /** Waits until a dialog is there and keys go to it: what is pressed before that goes to nobody. */
  asked(testId: 'reason-dialog' | 'sure-dialog'): Promise<void>;
  /** Waits until nothing is left at the lane and its arm rests. */
  rests(laneId: string): Promise<void>;
  /** Waits until the element is there; answers its text. */
  reads(testId: string): Promise<string>;
  /** Waits until a line of this kind stands in the event list; answers the newest one's text. */
  lists(kind: string, words?: string): Promise<string>;
  /** Presses keys one after the other, as the attendant does. */
  press(...keys: string[]): Promise<void>;
  /** At the board: whoever sits at the desk signs out, and a person of the demo lot signs in; null: nobody does. */
  relieves(person: string | null): Promise<void>;
  /** Sends a car that drives by itself: up to the line, through once the arm is up, or away when its patience ends. */
  sends(command: DriveCommand): Promise<DriveOutcome>;
  /** A car comes to the line, is captured, and stands there. */
  stands(laneId: string, plate: string, fault?: ReadFault): Promise<void>;
  /** The camera takes the car at the line once more; resolves when the station has it. */
  captures(laneId: string, plate: string, fault?: ReadFault): Promise<void>;
  /**
   * The car at the line goes through, whatever the arm does, seen by the station at each step. `behind`: this car
   * closes up while it is still on the passage loop.
   */
  goesThrough(laneId: string, behind?: string): Promise<void>;
  /** The car at the line backs away. */
  backsAway(laneId: string): void;
  /** What the wire of a lane carries from now on. */
  watch(laneId: string): Wire;
  close(): Promise<void>;
}

/** What a lane's card is waited for to show. Only with `ready: true` does the card take a press. */
export interface Shown {
  phase?: string;
  attention?: 'none' | 'ask' | 'stop';
  plate?: string;
  reason?: string;
  /** Letters, digits and Enter act on it. */
  active?: boolean;
  ready?: true;
}

export interface Wire {
  /** Commands to the relays, in order: `open on`, `close on`, … */
  commands(): string[];
  /** How often the arm was told to rise. */
  opens(): number;
  /** What the arm did. */
  moves(): string[];
  passages(): { plate: string; how: string }[];
}

export interface BoothOptions extends Pick<DemoLotOptions, 'lanes' | 'pace' | 'totalStalls' | 'light' | 'tariff'> {
  size?: LaunchOptions['size'];
  /** Changes the site file before the app reads it. */
  site?: (config: SiteConfig) => unknown;
  /** Who sits at the desk; absent: the first attendant, or whoever comes first; null: nobody. */
  signIn?: string | null;
}

/** How long anything may take that is waited for, ms. */
const DEADLINE = 15_000;

/** As the site file has it: the first attendant, or whoever comes first. */
async function onDutyAt(file: string): Promise<string> {
  const { people } = JSON.parse(await readFile(file, 'utf8')) as SiteConfig;
  const { id } = people.find(({ role }) => role === 'attendant') ?? people[0] ?? { id: '' };
  return signInAs(id);
}

/** The password of a person of the demo lot. */
function passwordOf(person: string): string {
  const found = DEMO_PEOPLE.find(({ id }) => id === person);
  if (found === undefined) throw new Error(`nobody at the demo lot is ${person}`);
  return found.password;
}

/** A person of the demo lot, with the password. */
export const signInAs = (person: string): string => `${person}:${passwordOf(person)}`;

/** Waits until `check` throws no more. */
export const until = <T>(check: () => T | Promise<T>, timeout = DEADLINE): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 25 });

/** Opens a lot and the app on it; resolves when every camera, board and the platform are heard. */
export async function openBooth(options: BoothOptions): Promise<Booth> {
  const { size, site, signIn, ...lotOptions } = options;
  const lot = await startDemoLot({ cars: 0, pace: 8, light: 'day', ...lotOptions });
  if (site !== undefined) await changeSite(lot.files.site, site);
  const launched = await launchApp({
    data: lot.files.data,
    site: lot.files.site,
    secrets: lot.files.secrets,
    ...(signIn === null ? {} : { signIn: signIn ?? (await onDutyAt(lot.files.site)) }),
    ...(size === undefined ? {} : { size }),
  });
  const { page } = launched;
  page.setDefaultTimeout(DEADLINE);
  await lot.whenReady();
  if (signIn !== null) await page.waitForSelector('[data-testid="board"]');
  await page.evaluate(recordCards);
  await page.addInitScript(recordCards);

  const laneOf = (laneId: string): DemoLane => {
    const lane = lot.lanes.find(({ plan }) => plan.id === laneId);
    if (lane === undefined) throw new RangeError(`no lane ${laneId}`);
    return lane;
  };
  const captures: Booth['captures'] = async (laneId, plate, fault) => {
    const { camera } = laneOf(laneId);
    if (fault !== undefined) camera.spoilNext(fault);
    const { delivered } = await camera.shoot(carFor(plate));
    await delivered;
  };
  const stands: Booth['stands'] = async (laneId, plate, fault) => {
    laneOf(laneId).board.setLoop('approach', true);
    await captures(laneId, plate, fault);
  };
  const present = async (selector: string): Promise<void> => {
    await page.waitForFunction((css) => document.querySelector(css) !== null, selector, { polling: 'raf' });
  };
  const loopShows = (laneId: string, loop: 'approach' | 'passage', state: 'occupied' | 'clear') =>
    present(`${byId(`lane-${laneId}`)} [data-loop="${loop}"][data-state="${state}"]`);

  return {
    lot,
    launched,
    page,
    platform: readBook(lot.platform),
    shows: (laneId, wanted) => present(cardSelector(laneId, wanted)),
    showed: (laneId, wanted) =>
      until(async () => {
        const cards = await page.evaluate(() => window.cards);
        const card = cards.find((each) => each.laneId === laneId && isLike(each, wanted));
        if (card === undefined) throw new Error(`${laneId} did not show ${JSON.stringify(wanted)}`);
        return card.text;
      }),
    sees: (testId) => present(byId(testId)),
    async seesNo(testId) {
      await page.waitForFunction((css) => document.querySelector(css) === null, byId(testId), { polling: 'raf' });
    },
    // Not the button that closes it, which has the focus for a moment.
    asked: (testId) => present(`.ant-modal:has(${byId(testId)}) :is(input, .ant-modal-footer button):focus`),
    async rests(laneId) {
      await present(
        `${cardSelector(laneId, { phase: 'idle', ready: true })}:has([data-testid="arm"][data-state="closed"])`,
      );
    },
    async reads(testId) {
      return (await page.locator(byId(testId)).first().textContent()) ?? '';
    },
    async lists(kind, words = '') {
      const line = page.locator(`[data-testid="activity"] [data-kind="${kind}"]`).filter({ hasText: words }).first();
      return (await line.textContent()) ?? '';
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async relieves(person) {
      await present(`${byId('board')}, ${byId('sign-in')}`);
      if ((await page.locator(byId('board')).count()) > 0) {
        await page.keyboard.press('w');
        await present(byId('person-dialog'));
        await page.keyboard.press('s');
        await present(byId('sign-in'));
      }
      if (person === null) return;
      await page.locator(byId(`person-${person}`)).click();
      await page.locator(byId('password')).fill(passwordOf(person));
      await page.keyboard.press('Enter');
      await present(byId('board'));
    },
    sends(command) {
      const ride = lot.drive(command);
      // A test that fails before it comes here has said why already.
      ride.catch(() => undefined);
      return ride;
    },
    stands,
    captures,
    async goesThrough(laneId, behind) {
      const { board } = laneOf(laneId);
      board.setLoop('passage', true);
      await loopShows(laneId, 'passage', 'occupied');
      board.setLoop('approach', false);
      await loopShows(laneId, 'approach', 'clear');
      if (behind !== undefined) await stands(laneId, behind);
      board.setLoop('passage', false);
      await loopShows(laneId, 'passage', 'clear');
    },
    backsAway(laneId) {
      laneOf(laneId).board.setLoop('approach', false);
    },
    watch: (laneId) => watch(lot, laneId),
    async close() {
      await launched.close();
      await lot.stop();
    },
  };
}

export const byId = (testId: string): string => `[data-testid="${testId}"]`;

function cardSelector(laneId: string, { phase, attention, plate, reason, active, ready }: Shown): string {
  const attribute = (name: string, value: string | boolean | undefined) =>
    value === undefined ? '' : `[data-${name}="${value}"]`;
  return [
    byId(`lane-${laneId}`),
    attribute('phase', phase),
    attribute('attention', attention),
    attribute('active', active),
    attribute('settled', ready),
    ...(plate === undefined ? [] : [`:has(${byId(`lane-${laneId}-plate`)}[data-text="${plate}"])`]),
    ...(reason === undefined ? [] : [`:has(${byId(`lane-${laneId}-decision`)}[data-reason="${reason}"])`]),
  ].join('');
}

/** What a card showed at one time, ms since the page began. */
export interface SeenCard {
  at: number;
  laneId: string;
  phase: string | undefined;
  plate: string | undefined;
  reason: string | undefined;
  text: string;
}

declare global {
  interface Window {
    /** Everything that the cards of this page have shown. */
    cards: SeenCard[];
  }
}

const isLike = (card: SeenCard, { phase, plate, reason }: Shown): boolean =>
  (phase === undefined || card.phase === phase) &&
  (plate === undefined || card.plate === plate) &&
  (reason === undefined || card.reason === reason);

/** Runs in the page: keeps whatever the cards showed, however shortly. */
function recordCards(): void {
  const cards: SeenCard[] = (window.cards = []);
  const note = () => {
    for (const card of document.querySelectorAll<HTMLElement>('.lane')) {
      const laneId = card.dataset.testid?.replace('lane-', '') ?? '';
      const seen: Omit<SeenCard, 'at'> = {
        laneId,
        phase: card.dataset.phase,
        plate: card.querySelector<HTMLElement>(`[data-testid="lane-${laneId}-plate"]`)?.dataset.text,
        reason: card.querySelector<HTMLElement>(`[data-testid="lane-${laneId}-decision"]`)?.dataset.reason,
        text: card.textContent,
      };
      const before = cards.findLast((each) => each.laneId === laneId);
      const next: SeenCard = { at: before?.at ?? 0, ...seen };
      if (JSON.stringify(before) !== JSON.stringify(next)) cards.push({ ...next, at: performance.now() });
    }
  };
  note();
  new MutationObserver(note).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}

function watch(lot: DemoLot, laneId: string): Wire {
  const since = lot.journal.entries.at(-1)?.seq ?? 0;
  const entries = () =>
    lot.journal.entries.filter((entry) => entry.seq > since && 'lane' in entry && entry.lane === laneId);
  const commands = () => entries().flatMap((entry) => (entry.what === 'frame' ? [entry.meaning] : []));
  return {
    commands,
    opens: () => commands().filter((meaning) => meaning === 'open on').length,
    moves: () => entries().flatMap((entry) => (entry.what === 'arm' ? [entry.move] : [])),
    passages: () =>
      entries().flatMap((entry) => (entry.what === 'passage' ? [{ plate: entry.plate, how: entry.how }] : [])),
  };
}

async function changeSite(file: string, change: (config: SiteConfig) => unknown): Promise<void> {
  const config = JSON.parse(await readFile(file, 'utf8')) as SiteConfig;
  change(config);
  await writeFile(file, JSON.stringify(config));
}
