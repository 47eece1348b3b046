import {
  BellFilled,
  CheckCircleOutlined,
  ClockCircleOutlined,
  LoginOutlined,
  LogoutOutlined,
  MinusCircleOutlined,
  QuestionCircleFilled,
  StopFilled,
  UpCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LanePhase, LaneView } from '../../../electron/contract/board.ts';
import { elapsed, shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';

const PHASE_ICONS: Readonly<Record<LanePhase, ReactNode>> = {
  idle: <MinusCircleOutlined />,
  waiting: <ClockCircleOutlined />,
  asking: <BellFilled />,
  refused: <StopFilled />,
  opening: <UpCircleOutlined />,
  passing: <CheckCircleOutlined />,
  unsure: <QuestionCircleFilled />,
};

/** Which lane, what for, and who must act: an icon and a word beside the colour. */
export function LaneHead({ lane }: { lane: LaneView }) {
  const { t } = useTranslation();
  const now = useNow();
  // A refused car stops the lane as well, but nothing is broken.
  const { fault, mode } = lane.barrier;
  const faulty = fault !== null || mode === 'offline' || mode === 'out-of-service';
  const entrance = lane.direction === 'entrance';
  return (
    <header className="lane-head" data-converted={lane.converted !== null}>
      <span className="lane-number">{lane.number}</span>
      <h2 className="lane-name cut">{lane.name}</h2>
      {lane.converted === null ? (
        <span className="lane-kind cut">
          {entrance ? <LoginOutlined aria-hidden /> : <LogoutOutlined aria-hidden />}{' '}
          {t(entrance ? `lane.kind.${lane.kind}` : 'lane.direction.exit')}
        </span>
      ) : (
        <span
          className="lane-kind cut"
          data-testid={`lane-${lane.id}-converted`}
          title={t('lane.convertedBy', { who: lane.converted.who, because: lane.converted.because })}
        >
          {t('lane.converted', { time: shortTime(lane.converted.until, now) })}
        </span>
      )}
      <span className="lane-phase" data-testid={`lane-${lane.id}-phase`}>
        {faulty ? <StopFilled /> : PHASE_ICONS[lane.phase]} {t(faulty ? 'lane.faulty' : `lane.phase.${lane.phase}`)}
        {lane.phase !== 'idle' && <span className="lane-since">{elapsed(lane.since, now)}</span>}
      </span>
    </header>
  );
}
