import { Modal } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ACT_LETTERS, ILLEGAL_PARKING_LETTER, SYNC_LETTER } from '../keys/key-map.ts';
import { actWord } from '../language/sentences.ts';
import type { LaneAct } from '../../electron/contract/board.ts';
import { useAttention, useDesk } from '../store/desk.tsx';
import { ACT_KEYS, FILTER_KEY, SAME_KEY, SEARCH_KEY, tabKey } from '../sync/sync-keys.ts';
import { TABS } from '../sync/sync-state.ts';
import type { Act } from '../sync/sync-state.ts';
import './keys-dialog.css';

type Rows = [key: string, words: string][];

/** The list of keys of the screen that is shown, made from the map they are read by. */
export function KeysDialog() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const screen = useAttention((state) => state.screen.kind);
  const rows = screen === 'sync' ? syncRows(t) : boardRows(t);
  return (
    <Modal
      open
      centered
      title={t('keys.title')}
      footer={null}
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
    [ILLEGAL_PARKING_LETTER, t('illegalParking.act')],
    [SYNC_LETTER, t('keys.sync')],
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
