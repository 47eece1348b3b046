import { ArrowLeftOutlined, StopFilled, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../electron/contract/board.ts';
import { elapsed } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { askingLanes } from '../store/active-lane.ts';
import { useBoard, useDesk } from '../store/desk.tsx';
import { goToLane } from './go-to-lane.ts';
import './asking-strip.css';

/** The head of a screen other than the board: the way back, and the lanes that ask meanwhile. Room for them is always kept. */
export function AskingStrip({ title }: { title: string }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const lanes = askingLanes(useBoard((board) => board.lanes));
  return (
    <header className="asking" data-asks={lanes.length > 0} data-testid="asking">
      <Button
        icon={<ArrowLeftOutlined />}
        data-testid="back"
        onClick={() => {
          attention.visit({ kind: 'board' });
        }}
      >
        {t('sync.back')} <kbd>Esc</kbd>
      </Button>
      <h2 className="asking-title">{title}</h2>
      <div
        className="asking-lanes"
        role="status"
        data-many={lanes.length > 4 ? 'most' : lanes.length > 3 ? 'more' : 'few'}
      >
        {lanes.map((lane) => (
          <AskingLane key={lane.id} lane={lane} />
        ))}
      </div>
      {lanes.length > 0 && (
        <span className="asking-key">
          <kbd>{t('sync.space')}</kbd> {t('sync.toLane')}
        </span>
      )}
    </header>
  );
}

function AskingLane({ lane }: { lane: LaneView }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = useNow();
  const plate = lane.arrival?.plate.text ?? '';
  return (
    <button
      type="button"
      className="asking-lane"
      data-tone={lane.attention}
      data-testid={`asking-${lane.id}`}
      onClick={() => {
        goToLane(desk, lane.id);
      }}
    >
      {lane.attention === 'stop' ? <StopFilled aria-hidden /> : <WarningFilled aria-hidden />}
      <strong>{lane.name}</strong>
      <span className="asking-call">{t(callOf(lane))}</span>
      {plate !== '' && <b className="asking-plate">{plate}</b>}
      <span>{elapsed(lane.since, now)}</span>
    </button>
  );
}

/** What it calls for, as its card on the board says it. */
function callOf({ barrier, attention, lastPassage, phase }: LaneView): string {
  if (barrier.fault !== null || barrier.mode === 'offline' || barrier.mode === 'out-of-service') return 'lane.faulty';
  if (attention === 'stop' && lastPassage?.authorised === false) return 'activity.kind.unauthorised-passage';
  return `lane.phase.${phase}`;
}
