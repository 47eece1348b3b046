import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ACT_LETTERS } from '../keys/key-map.ts';
import { actWord } from '../language/sentences.ts';
import type { LaneAct } from '../../electron/contract/board.ts';
import { useDesk } from '../store/desk.tsx';
import './keys-dialog.css';

/** The list of keys, made from the map they are read by. */
export function KeysDialog() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const acts = Object.keys(ACT_LETTERS) as LaneAct[];
  const letters = [...new Set(Object.values(ACT_LETTERS))];
  const actsOf = (letter: string) => acts.filter((act) => ACT_LETTERS[act] === letter);
  const rows: [string, string][] = [
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
    ['?', t('keys.help')],
    ['Esc', t('keys.escape')],
  ];
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
