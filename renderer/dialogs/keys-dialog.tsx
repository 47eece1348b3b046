import { Modal } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  ACT_LETTERS,
  BOOKINGS_LETTER,
  CARDS_LETTER,
  FLOW_LETTER,
  LIVE_LETTER,
  HISTORY_KEY,
  ILLEGAL_PARKING_LETTER,
  PERSON_LETTER,
  RECEIPT_LETTER,
  REPORTS_LETTER,
  SETUP_LETTER,
  SHIFT_LETTER,
  TYPE_PLATE_LETTER,
  SYNC_LETTER,
} from '../keys/key-map.ts';
import * as bookingsKeys from '../bookings/bookings-keys.ts';
import { TABS as BOOKINGS_TABS } from '../bookings/bookings-state.ts';
import type { Act as BookingsAct } from '../bookings/bookings-state.ts';
import { ACT_KEYS as CARD_ACT_KEYS } from '../cards/cards-keys.ts';
import type { Act as CardAct } from '../cards/cards-state.ts';
import { actWord } from '../language/sentences.ts';
import type { LaneAct } from '../../electron/contract/board.ts';
import type { Screen } from '../store/attention-store.ts';
import { useAttention, useDesk } from '../store/desk.tsx';
import * as historyKeys from '../history/history-keys.ts';
import { TABS as HISTORY_TABS } from '../history/history-store.ts';
import { LANE_KEY, PART_KEY, TODAY_KEY } from '../history/openings/openings-keys.ts';
import * as reportsKeys from '../reports/reports-keys.ts';
import { TABS as REPORT_TABS } from '../reports/reports-store.ts';
import { AGAIN_KEY, MODE_LETTER } from '../shift/shift-keys.ts';
import { ACT_KEYS, SAME_KEY, tabKey } from '../sync/sync-keys.ts';
import { FILTER_KEY, SEARCH_KEY } from '../tables/list-keys.ts';
import { TABS } from '../sync/sync-state.ts';
import type { Act } from '../sync/sync-state.ts';
import './keys-dialog.css';

type Rows = [key: string, words: string][];

/** The list of keys of the screen that is shown, made from the map they are read by. */
export function KeysDialog() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const screen = useAttention((state) => state.screen.kind);
  const rows = rowsOf(t, screen);
  return (
    <Modal
      open
      centered
      title={t('keys.title')}
      footer={null}
      width={860}
      onCancel={() => {
        attention.open(null);
      }}
    >
      <dl className="keys-list" data-testid="keys-dialog">
        {rows.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

function rowsOf(t: TFunction, screen: Screen['kind']): Rows {
  switch (screen) {
    case 'board':
      return boardRows(t);
    case 'sync':
      return syncRows(t);
    case 'bookings':
      return bookingsRows(t);
    case 'cards':
      return cardsRows(t);
    case 'people':
      return peopleRows(t);
    case 'upkeep':
    case 'acceptance':
      return leaveRows(t);
    case 'setup':
      return [['1–8', t('setup.steps')], ...leaveRows(t)];
    case 'shift':
      return shiftRows(t);
    case 'reports':
      return reportsRows(t);
    case 'history':
      return historyRows(t);
  }
}

function historyRows(t: TFunction): Rows {
  const { CORRECT_KEY: correct, EXPORT_KEY: save, MORE_KEY: more, tabKey: keyOf } = historyKeys;
  return [
    [`${keyOf('search')} ${keyOf('openings')}`, HISTORY_TABS.map((tab) => t(`history.tab.${tab}`)).join(' / ')],
    [HISTORY_KEY, t('history.keys.search')],
    ['↑ ↓', t('history.keys.rows')],
    ['Enter', t('history.keys.open')],
    [more, t('history.keys.more')],
    [correct, t('history.correct')],
    [historyKeys.PAY_KEY, t('exit.money.collect')],
    [save, t('history.export')],
    ['← →', t('history.openings.keys.day')],
    [TODAY_KEY, t('history.openings.keys.today')],
    [PART_KEY, t('history.openings.keys.part')],
    [LANE_KEY, t('history.openings.keys.lane')],
    ['Space', t('history.keys.lane')],
    ['?', t('keys.help')],
    ['Esc', t('keys.escape')],
  ];
}

function boardRows(t: TFunction): Rows {
  const acts = Object.keys(ACT_LETTERS) as LaneAct[];
  const letters = [...new Set(Object.values(ACT_LETTERS))];
  const actsOf = (letter: string) => acts.filter((act) => ACT_LETTERS[act] === letter);
  return [
    ['F1–F8', t('keys.lanes')],
    ['Space', t('keys.space')],
    ['← →', t('keys.arrows')],
    ['Enter', t('keys.enter')],
    ['1–9', t('keys.candidates')],
    ...letters.map((letter): [string, string] => [
      letter,
      t('keys.letter', {
        act: actsOf(letter)
          .map((act) => actWord(t, act, false))
          .join(' / '),
      }),
    ]),
    [RECEIPT_LETTER, t('receipt.ofLast')],
    [FLOW_LETTER, t('keys.flow')],
    [ILLEGAL_PARKING_LETTER, t('illegalParking.act')],
    [SYNC_LETTER, t('keys.sync')],
    [HISTORY_KEY, t('history.to')],
    [BOOKINGS_LETTER, t('keys.bookings')],
    [CARDS_LETTER, t('keys.cards')],
    [LIVE_LETTER, t('live.open')],
    [TYPE_PLATE_LETTER, t('live.type')],
    [SETUP_LETTER, t('setup.key')],
    [SHIFT_LETTER, t('shift.open')],
    [REPORTS_LETTER, t('reports.open')],
    [PERSON_LETTER, t('session.menu.keys')],
    ['?', t('keys.help')],
    ['Esc', t('keys.escape')],
  ];
}

function syncRows(t: TFunction): Rows {
  const acts = Object.keys(ACT_KEYS) as Act[];
  const letters = [...new Set(Object.values(ACT_KEYS))];
  return [
    [`${tabKey('parked')}–${tabKey('refunds')}`, TABS.map((tab) => t(`sync.tab.${tab}`)).join(' / ')],
    ['↑ ↓', t('sync.keys.rows')],
    ['Enter', t('sync.keys.open')],
    ['PgUp PgDn', t('sync.keys.pages')],
    ['← →', t('sync.keys.platforms')],
    ...letters.map((letter): [string, string] => [
      letter,
      acts
        .filter((act) => ACT_KEYS[act] === letter)
        .map((act) => t(`sync.act.${act}`))
        .join(' / '),
    ]),
    [SEARCH_KEY, t('sync.keys.search')],
    [FILTER_KEY, t('sync.keys.filter')],
    [SAME_KEY, t('sync.keys.same')],
    ['Space', t('sync.keys.space')],
    ['?', t('keys.help')],
    ['Esc', t('sync.keys.escape')],
  ];
}

function cardsRows(t: TFunction): Rows {
  return [
    ['↑ ↓', t('bookings.keys.rows')],
    ['Enter', t('bookings.keys.open')],
    ['PgUp PgDn', t('bookings.keys.pages')],
    ...(Object.keys(CARD_ACT_KEYS) as CardAct[]).map((act): [string, string] => [
      CARD_ACT_KEYS[act],
      t(`cards.act.${act}`),
    ]),
    [SEARCH_KEY, t('bookings.keys.search')],
    [FILTER_KEY, t('bookings.keys.filter')],
    ['Space', t('bookings.keys.space')],
    ['?', t('keys.help')],
    ['Esc', t('bookings.keys.escape')],
  ];
}

function bookingsRows(t: TFunction): Rows {
  const { ACT_KEYS: acts, NOW_KEY: now, tabKey: keyOf } = bookingsKeys;
  return [
    [`${keyOf('bookings')}–${keyOf('control')}`, BOOKINGS_TABS.map((tab) => t(`bookings.tab.${tab}`)).join(' / ')],
    ['↑ ↓', t('bookings.keys.rows')],
    ['Enter', t('bookings.keys.open')],
    ['PgUp PgDn', t('bookings.keys.pages')],
    ['← →', t('bookings.keys.days')],
    [now, t('bookings.keys.now')],
    ...(Object.keys(acts) as BookingsAct[]).map((act): [string, string] => [acts[act], t(`bookings.act.${act}`)]),
    [SEARCH_KEY, t('bookings.keys.search')],
    [FILTER_KEY, t('bookings.keys.filter')],
    ['Space', t('bookings.keys.space')],
    ['?', t('keys.help')],
    ['Esc', t('bookings.keys.escape')],
  ];
}

function shiftRows(t: TFunction): Rows {
  return [
    ['Enter', t('shift.enter')],
    [MODE_LETTER, t('shift.count.bySum')],
    [AGAIN_KEY, t('shift.told.again')],
    ...paperRows(t),
    ...leaveRows(t),
  ];
}

function reportsRows(t: TFunction): Rows {
  return [
    [REPORT_TABS.map(reportsKeys.tabKey).join(' '), REPORT_TABS.map((tab) => t(`reports.tab.${tab}`)).join(' / ')],
    ['← →', t('reports.keys.beside')],
    ['↑ ↓', t('reports.keys.rows')],
    ['Enter', t('reports.keys.open')],
    ['PgDn', t('reports.keys.more')],
    [reportsKeys.STOP_KEY, t('reports.stop')],
    ...paperRows(t),
    ['?', t('keys.help')],
    ...leaveRows(t),
  ];
}

function paperRows(t: TFunction): Rows {
  return [
    [reportsKeys.XLSX_KEY, t('reports.act.xlsx')],
    [reportsKeys.CSV_KEY, t('reports.act.csv')],
    [reportsKeys.PDF_KEY, t('reports.act.pdf')],
    [reportsKeys.PRINT_KEY, t('reports.act.printer')],
  ];
}

function peopleRows(t: TFunction): Rows {
  return [['1', t('session.people.tab.people')], ['2', t('session.people.tab.audit')], ...leaveRows(t)];
}

function leaveRows(t: TFunction): Rows {
  return [
    [t('sync.space'), t('sync.toLane')],
    ['Esc', t('sync.back')],
  ];
}
