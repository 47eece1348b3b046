import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPayingLot } from '../../../support/paying-lot.ts';
import type { PayingLot } from '../../../support/paying-lot.ts';
import type { Keys } from '../../ends/keys.ts';
import type { Carrier } from '../../report/section.ts';
import { moneyStories } from './stories.ts';
import { MONEY_REPORTS } from './story.ts';
import type { MoneyReport, MoneyStory, Row, Told } from './story.ts';

/** What one story left in both books. */
export interface Played {
  detail: string;
  wanted: Told;
  db4403: Record<MoneyReport, Row[]>;
  away: Row[];
  /** What the platforms complain of, and what went wrong in the telling. */
  trouble: string[];
}

/** Plays every story at one lot, one after the other. */
export async function playMoney(keys: Keys, transport: Carrier): Promise<Played[]> {
  const directory = join(keys.folder, `money-${transport}`);
  mkdirSync(join(directory, 'data'), { recursive: true });
  // Two ways for phones to pay, one over each transport.
  const phones = transport === 'mqtts' ? 'alipay' : 'wechat-code';
  const lot = await openPayingLot({ directory, certificates: keys.certificates, transport, phones });
  try {
    const played: Played[] = [];
    for (const story of moneyStories(phones)) played.push(await play(lot, story));
    return played;
  } finally {
    await lot.end();
  }
}

async function play(lot: PayingLot, story: MoneyStory): Promise<Played> {
  const { platform, citybrain } = lot;
  const plate = lot.newPlate();
  const before = {
    entries: platform.book.entries.length,
    orders: citybrain.book.orders.size,
    complaints: complaintsOf(lot).length,
  };
  const failed = await story
    .play(lot, plate)
    .then(() => lot.told())
    .then(
      () => [],
      (error: unknown) => [String(error)],
    );
  const entries = platform.book.entries.slice(before.entries);
  const rowsOf = (code: MoneyReport): Row[] =>
    entries.flatMap(({ interface: name, item }) => (name === code ? [item] : []));
  return {
    detail: story.detail,
    wanted: story.told,
    db4403: Object.fromEntries(MONEY_REPORTS.map((code) => [code, rowsOf(code)])) as Played['db4403'],
    away: [...citybrain.book.orders.values()].slice(before.orders).flatMap((order) => (order.away ? [order.away] : [])),
    trouble: [...failed, ...complaintsOf(lot).slice(before.complaints)],
  };
}

const complaintsOf = ({ platform: { book }, citybrain, cashier }: PayingLot): string[] => [
  ...book.violations.map(({ message }) => message),
  ...book.anomalies.map(({ interface: code, kind, words }) => `${code} ${kind}: ${words}`),
  ...citybrain.book.violations.map(({ message }) => message),
  ...citybrain.book.anomalies.map(({ kind }) => kind),
  ...cashier.complaints.map(({ method }) => `cashier: ${method}`),
];
