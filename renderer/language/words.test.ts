import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  activityKind,
  arrivalView,
  bookingView,
  laneAct,
  lanePhase,
  noticeView,
  platformCause,
  platformView,
} from '../../electron/contract/board.ts';
import { baseDataView } from '../../electron/contract/base-data.ts';
import {
  cardActKind,
  cardColumn,
  cardFilter,
  cardPayType,
  cardProblem,
  fileRefusal,
  rowVerdict,
} from '../../electron/contract/cards.ts';
import { commandError, commands } from '../../electron/contract/commands.ts';
import { interfaceName } from '../../electron/contract/site-platforms.ts';
import { changeProblem } from '../../electron/contract/orders.ts';
import { fieldProblem } from '../../electron/contract/sync.ts';
import {
  action,
  armPosition,
  barrierFault,
  barrierMode,
  cardKind,
  controlStrategy,
  direction,
  laneKind,
  loopState,
  plateColour,
  reason,
  saturationBand,
  vehicleClass,
} from '../../electron/contract/vocabulary.ts';
import type { Reason } from '../../electron/contract/vocabulary.ts';
import { ACT_KEYS as BOOKINGS_ACT_KEYS } from '../bookings/bookings-keys.ts';
import { ACT_KEYS as CARDS_ACT_KEYS } from '../cards/cards-keys.ts';
import { FILTERS } from '../bookings/bookings-state.ts';
import { STANDINGS } from '../bookings/standing.ts';
import { ACT_LETTERS } from '../keys/key-map.ts';
import { ACT_KEYS } from '../sync/sync-keys.ts';
import { LISTS, TABS } from '../sync/sync-state.ts';
import type { Act } from '../sync/sync-state.ts';
import { en } from './en.ts';
import { createLanguages } from './languages.ts';
import { decisionSentence } from './sentences.ts';
import { zhCN } from './zh-CN.ts';

/** All of tables A.1 and A.2 of DB4403/T, and City Brain's. */
const ANSWERS =
  '0 1 3 4 5 6 7 8 1000 1001 1002 1004 1005 1007 1100 1101 1102 1103 1104 1107 1200 1201 1300 1301 1400 1401 1500 1501 3001 3002 4001 5004 5005'.split(
    ' ',
  );
const RESULTS = [
  'success',
  'OUT_ORDER_NO_DUPLICATION',
  'ORDER_NOT_EXIST',
  'OUT_ORDER_NO_NOT_EXIST',
  'OUT_TRADE_NO_NOT_EXIST',
  'PARKING_LOT_NOT_EXIST',
];

function leaves(words: object, path: string[] = []): [string, string][] {
  return Object.entries(words).flatMap(([key, word]: [string, unknown]): [string, string][] =>
    typeof word === 'object' && word !== null
      ? leaves(word, [...path, key])
      : [[[...path, key].join('.'), String(word)]],
  );
}

const named = (word: string): string[] => [...word.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

describe('the two languages', () => {
  it('have the same keys, and no word is empty', () => {
    expect(
      leaves(en)
        .map(([key]) => key)
        .sort(),
    ).toEqual(
      leaves(zhCN)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, word] of [...leaves(zhCN), ...leaves(en)]) expect(word, key).not.toBe('');
  });

  it('name the same figures in each sentence', () => {
    const chinese = new Map(leaves(zhCN));
    for (const [key, word] of leaves(en)) {
      expect(named(word), key).toEqual(named(chinese.get(key) ?? ''));
    }
  });

  it('keep every Chinese word in the Chinese file', () => {
    const folder = join(import.meta.dirname, '..');
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        /\.(tsx?|css|html)$/.test(file) &&
        !/(^|\/)(preview\/|zh-CN\.ts|.*\.test\.tsx?)/.test(file.replaceAll('\\', '/')),
    );
    expect(code.length).toBeGreaterThan(40);
    for (const file of code) {
      const text = readFileSync(join(folder, file), 'utf8');
      // The switch to Chinese is offered in Chinese.
      const said = file.endsWith('en.ts') ? text.replace(en.bar.language, '') : text;
      expect(said.match(/\p{Script=Han}+/u)?.[0], file).toBeUndefined();
    }
  });
});

describe.each(['zh-CN', 'en'] as const)('%s has a word for every code', (language) => {
  const languages = createLanguages(language);
  const words = new Set(leaves(language === 'en' ? en : zhCN).map(([key]) => key));
  const has = (key: string) => {
    expect(words.has(key), `${language} ${key}`).toBe(true);
  };

  it.each([
    ['reason', reason.options],
    ['control', controlStrategy.options],
    ['platformCode.db4403', ANSWERS],
    ['platformCode.citybrain', RESULTS],
    ['fault', barrierFault.options],
    ['act', laneAct.options],
    ['error', commandError.shape.code.options],
    ['activity.kind', activityKind.options],
    ['lane.phase', lanePhase.options],
    ['lane.kind', laneKind.options],
    ['lane.direction', direction.options],
    ['lane.class', vehicleClass.options],
    ['colour', plateColour.options],
    ['arm', armPosition.options],
    ['arm.mode', barrierMode.options],
    ['loop', loopState.options],
    ['lot.band', saturationBand.options],
    ['booking.state', bookingView.shape.state.options],
    ['platform', platformView.shape.state.options],
    ['queue', vehicleClass.options],
    ['platform', platformView.shape.kind.options],
    ['sync.cause', platformCause.options],
    ['sync.tab', TABS],
    ['sync.empty', LISTS],
    ['sync.act', Object.keys(ACT_KEYS) as Act[]],
    ['sync.done', Object.keys(ACT_KEYS) as Act[]],
    ['sync.problem', fieldProblem.options],
    ['sync.baseData.state', baseDataView.shape.state.options],
    ['sync.baseData.words', baseDataView.shape.state.options],
    ['bookings.tab', Object.keys(FILTERS)],
    ['bookings.one', Object.keys(FILTERS)],
    ['bookings.search', Object.keys(FILTERS)],
    ['bookings.standing', STANDINGS],
    ...Object.entries(FILTERS).map(([tab, filters]) => [`bookings.filter.${tab}`, filters] as const),
    ['bookings.act', Object.keys(BOOKINGS_ACT_KEYS)],
    ['bookings.done', Object.keys(BOOKINGS_ACT_KEYS)],
    ['bookings.problem', changeProblem.options],
    ['bookings.strategy', controlStrategy.options],
    ['cards.filter', cardFilter.options],
    ['cards.column', cardColumn.options],
    ['cards.problem', cardProblem.options],
    ['cards.payType', cardPayType.options],
    ['cards.kind', cardKind.options],
    ['cards.did', cardActKind.options],
    ['cards.import.refused', fileRefusal.options],
    ['cards.import.verdict', rowVerdict.options],
    ['cards.act', Object.keys(CARDS_ACT_KEYS)],
    ['cards.done', Object.keys(CARDS_ACT_KEYS)],
    ['wire.interface', [...interfaceName.options, 'parking', 'away', 'uploadSnapshot', 'heartbeat']],
  ] as const)('%s', (prefix, codes) => {
    for (const code of codes) has(`${prefix}.${code}`);
  });

  it('notices say what is lost, what works and what to do', () => {
    for (const code of noticeView.shape.code.options) {
      for (const part of ['lost', 'works', 'todo']) has(`notice.${code}.${part}`);
    }
  });

  it('decisions are one sentence, whatever the action and the figures', () => {
    const t = languages.t;
    for (const why of reason.options) {
      for (const what of action.options) {
        const figures: Record<string, number>[] = [{}, { minutes: 12, confidence: 72, lookAlikes: 2 }];
        for (const known of figures) {
          const sentence = decisionSentence(t, { action: what, reason: why, figures: known });
          expect(sentence).toMatch(/[。？.?:!]|opening/);
          expect(sentence).not.toMatch(/decision\.|\{\{/);
        }
      }
    }
  });

  it('every act that the audit holds has its word', () => {
    const told =
      /^(session\.(get|alive)|[a-z]+\.(get|page|choices|items|find|refunds|base-data|list)|bookings\..+|tariff\.preview)$/;
    for (const name of Object.keys(commands).filter((each) => !told.test(each))) has(`audited.${name}`);
  });

  it('an act with a letter has its word in the list of keys', () => {
    for (const act of Object.keys(ACT_LETTERS)) has(`act.${act}`);
  });
});

describe('decision sentences', () => {
  const { t } = createLanguages('zh-CN');

  it('say how a plate is listed, whatever was decided, and only once', () => {
    const listed = (why: Reason) =>
      decisionSentence(t, { action: 'ask', reason: why, figures: { control: 'no-exit' } });
    expect(listed('no-booking')).toBe('没有预约，要放行吗？ 管控：允许进、禁止出。');
    expect(listed('control-no-exit')).toBe('像是禁止出场的管控车辆，请看图核对车牌。');
  });

  it('say of the flow of cars how many, and that a yes would be against the rules of a full lot', () => {
    const hold = (reason: Reason, figures: Record<string, number>) =>
      decisionSentence(t, { action: 'hold', reason, figures });
    expect(hold('flow-turn-of-reserved', { nth: 1, of: 2 })).toBe('车位紧张：先放预约车（第 1/2 辆），请稍等。');
    expect(hold('flow-exits-needed', { exits: 2 })).toBe('已满位：再出 2 辆放行 1 辆。');
    const asked = { action: 'ask', reason: 'no-booking', figures: { exits: 2, against: 'flow-exits-needed' } } as const;
    expect(decisionSentence(t, asked)).toBe('没有预约，要放行吗？ 满位，再出 2 辆才放 1 辆：放行要写原因。');
    expect(decisionSentence(t, { ...asked, figures: { against: 'lot-full' } })).toMatch(/已没有空位/);
  });

  it('say why a car is asked about that the machine would let in: the picture may be of another one', () => {
    const asked = { action: 'ask', reason: 'booking-on-time', figures: { front: 'unsure' } } as const;
    expect(decisionSentence(t, asked)).toMatch(/^预约车，准时到达.* 杆前可能是另一辆车，看清再放。$/);
  });

  it('name the minutes when the machine gives them', () => {
    const early = { action: 'open', reason: 'booking-early', figures: { minutes: 12 } } as const;
    expect(decisionSentence(t, early)).toBe('预约车，早到 12 分，自动放行。');
    expect(decisionSentence(t, { ...early, figures: {} })).toBe('预约车，早到但可以进，自动放行。');
  });

  it('fall back to the reason alone for an action they were not written for', () => {
    const odd = { action: 'refuse', reason: 'stay-matched', figures: {} } as const;
    expect(decisionSentence(t, odd)).toBe('找到入场记录，可以出场。');
  });

  it('cover every decision shape the board can carry', () => {
    expect(arrivalView.shape.decision.shape.reason.options).toEqual(reason.options);
  });
});
