import { EllipsisOutlined, LoadingOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LaneAct, LaneView } from '../../../electron/contract/board.ts';
import type { CommandName } from '../../../electron/contract/commands.ts';
import { asksConfirmation } from '../../acts/intent.ts';
import { ACT_LETTERS } from '../../keys/key-map.ts';
import { actWord } from '../../language/sentences.ts';
import { useActs, useDesk } from '../../store/desk.tsx';
import { actOrder } from './act-order.ts';
import './lane-acts.css';

/** The lane's buttons, each with its key. What a small card has no room for is under "more". */
export function LaneActs({ lane, active, settling }: { lane: LaneView; active: boolean; settling: boolean }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const onItsWay = useActs((acts) => acts.inFlight[lane.id]);
  const confirms = asksConfirmation(lane);
  const { main, others } = actOrder(lane);
  const button = (act: LaneAct, key: string, testId: string) => (
    <button
      key={act}
      type="button"
      className={act === main ? 'act act-main' : 'act'}
      data-testid={testId}
      data-act={act}
      aria-keyshortcuts={key}
      aria-disabled={settling || onItsWay !== undefined}
      aria-busy={onItsWay !== undefined && carries(onItsWay, act)}
      onClick={(event) => {
        event.stopPropagation();
        desk.attention.pick(lane.id);
        desk.press(lane.id, act);
      }}
    >
      {onItsWay !== undefined && carries(onItsWay, act) && <LoadingOutlined aria-hidden />}
      <span className="act-word">{actWord(t, act, confirms)}</span>
      <kbd data-live={act === main || active}>{key}</kbd>
      {act === main && active && <kbd data-live="true">↵</kbd>}
    </button>
  );
  return (
    <footer className="lane-acts">
      {main !== null && button(main, `F${lane.number}`, `lane-${lane.id}-main`)}
      {others.length > 0 && (
        <div className="acts-others">
          {others.map((act) => button(act, ACT_LETTERS[act], `lane-${lane.id}-${act}`))}
        </div>
      )}
      {others.length > 1 && (
        <Dropdown
          trigger={['click']}
          placement="topRight"
          classNames={{ root: 'act-menu' }}
          menu={{
            items: others.map((act) => ({ key: act, label: actWord(t, act, confirms), extra: ACT_LETTERS[act] })),
            onClick: ({ key, domEvent }) => {
              domEvent.stopPropagation();
              desk.attention.pick(lane.id);
              desk.press(lane.id, key as LaneAct);
            },
          }}
        >
          <button
            type="button"
            className="act act-more"
            aria-label={t('lane.others')}
            data-testid={`lane-${lane.id}-more`}
          >
            <EllipsisOutlined />
          </button>
        </Dropdown>
      )}
    </footer>
  );
}

const COMMAND_ACTS: Readonly<Partial<Record<CommandName, readonly LaneAct[]>>> = {
  'lane.release': ['release', 'release-as-other'],
  'lane.refuse': ['refuse'],
  'lane.correct': ['correct'],
  'lane.take-candidate': ['correct'],
  'lane.no-plate': ['no-plate'],
  'lane.turn-away': ['turn-away'],
  'exit.pay-cash': ['pay'],
  'charges.pay-cash': ['collect-debts'],
  'charges.show-code': ['pay', 'collect-debts'],
  'charges.scan': ['pay', 'collect-debts'],
  'exit.show-code': ['pay'],
  'exit.scan': ['pay'],
  'exit.confirm-payment': ['pay'],
  'exit.cancel-payment': ['pay'],
  'exit.voucher': ['pay'],
  'exit.supply-entry': ['supply-entry'],
  'lane.passed': ['passed'],
  'lane.open-by-hand': ['open-by-hand'],
  'lane.close': ['close'],
  'lane.stop': ['stop'],
  'lane.hold-open': ['hold-open'],
  'lane.end-hold': ['end-hold'],
  'lane.return-to-service': ['return-to-service'],
};

/** Whether a command on its way is this button's. */
function carries(command: CommandName, act: LaneAct): boolean {
  return COMMAND_ACTS[command]?.includes(act) ?? false;
}
