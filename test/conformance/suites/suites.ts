import type { Keys } from '../ends/keys.ts';
import { openEnds } from '../ends/db4403.ts';
import type { Carrier, OnSection } from '../report/section.ts';
import { INTERFACES } from '../standard/citybrain.ts';
import type { CitybrainInterface } from '../standard/citybrain.ts';
import { ACCOUNT, IMAGE_UPLOAD, REPORTS, SERVICES } from '../standard/db4403.ts';
import type { Interface } from '../standard/db4403.ts';
import { runCitybrainAnswers } from './citybrain/answers.ts';
import { runCitybrainMessages } from './citybrain/messages.ts';
import type { CitybrainOptions } from './citybrain/options.ts';
import { runCitybrainPictures } from './citybrain/pictures.ts';
import { runCitybrainReporter } from './citybrain/reporter.ts';
import { runCitybrainReports } from './citybrain/reports.ts';
import { runLinks } from './links.ts';
import { runCitybrainMoney, runMoney } from './money/money.ts';
import { MONEY_REPORTS } from './money/story.ts';
import type { SuiteOptions } from './options.ts';
import { runAccount } from './reports/account.ts';
import { runReportMessages } from './reports/messages.ts';
import { runPictures } from './reports/pictures.ts';
import { runReporter } from './reports/reporter.ts';
import { runReports } from './reports/reports.ts';
import { runSession } from './reports/session.ts';
import { runBatches } from './services/batches.ts';
import { runBusiness } from './services/business.ts';
import { runLotDoor } from './services/lot-door.ts';
import { runServiceMessages } from './services/messages.ts';
import { runServices } from './services/services.ts';

/** What both standards say, as the cases are made from it. A test hands in another reading to see the run go red. */
export interface Standards {
  reports: readonly Interface[];
  services: readonly Interface[];
  citybrain: readonly CitybrainInterface[];
}

export const STANDARDS: Standards = { reports: REPORTS, services: SERVICES, citybrain: INTERFACES };

/** A part of a run: over one transport, with ends of its own. */
export interface Task {
  name: string;
  standard: 'db4403' | 'citybrain';
  transport: Carrier;
  /** The interfaces that it is about. */
  codes: readonly string[];
  /** `only`: those of them that are wanted. */
  run(keys: Keys, only: ReadonlySet<string>, onSection: OnSection): Promise<void>;
}

/** Everything there is to run, the longest first. */
export function tasks({ reports, services, citybrain }: Standards): Task[] {
  const codesOf = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code);
  const over = (
    name: string,
    list: readonly Interface[],
    suite: (options: SuiteOptions) => Promise<void>,
    codes = codesOf(list),
  ): Task[] =>
    (['mqtts', 'https'] as const).map((transport) => ({
      name,
      standard: 'db4403',
      transport,
      codes,
      run: (keys, only, onSection) =>
        suite({ transport, keys, interfaces: list.filter(({ code }) => only.has(code)), onSection }),
    }));
  const overCitybrain = (
    name: string,
    suite: (options: CitybrainOptions) => Promise<void>,
    codes = codesOf(citybrain),
  ): Task => ({
    name,
    standard: 'citybrain',
    transport: 'https',
    codes,
    run: (keys, only, onSection) =>
      suite({ keys, interfaces: citybrain.filter(({ code }) => only.has(code)), onSection }),
  });
  const account = over('account', ACCOUNT, runAccount);
  const [overMqtts, overHttps] = over('session', ACCOUNT, runSession);
  return [
    ...over('money', reports, runMoney, [...MONEY_REPORTS]),
    ...over('reports', reports, throughTheQueue),
    ...over('services', services, runServices),
    ...over('messages up', reports, runReportMessages),
    ...over('messages down', services, runServiceMessages),
    ...over('business', services, runBusiness),
    ...over('reporter', reports, runReporter),
    ...over('batches', services, runBatches),
    ...over('pictures', [IMAGE_UPLOAD], runPictures),
    ...over('links', [], runLinks, ['payCallback', 'invoice']),
    ...over('addresses', [], runLotDoor, ['service']),
    ...account,
    ...(overMqtts ? [{ ...overMqtts, codes: ['connect'] }] : []),
    ...(overHttps ? [overHttps] : []),
    overCitybrain('money', runCitybrainMoney, ['away']),
    overCitybrain('pictures', runCitybrainPictures, ['uploadSnapshot']),
    overCitybrain('answers', runCitybrainAnswers, ['parking', 'heartbeat']),
    overCitybrain('reports', runCitybrainReports, ['parking', 'away']),
    overCitybrain('reporter', runCitybrainReporter, ['parking', 'away']),
    overCitybrain('messages', runCitybrainMessages, ['envelope', 'uploadSnapshot', 'heartbeat']),
  ];
}

async function throughTheQueue({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const ends = await openEnds({ name: 'reports', transport, keys });
  try {
    await runReports(ends, interfaces, onSection);
  } finally {
    await ends.stop();
  }
}
