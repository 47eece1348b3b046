import { VideoCameraOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../electron/contract/board.ts';
import type { ArmPosition, LoopState } from '../../../electron/contract/vocabulary.ts';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import './arm-state.css';

/** Where the arm is and what the loops feel, by sensor; a lane without a loop does not speak of it. */
export function ArmState({ barrier, camera }: Pick<LaneView, 'barrier' | 'camera'>) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <ul className="arm-state">
      <li data-state={barrier.arm} data-testid="arm">
        <ArmIcon arm={barrier.arm} /> {t('arm.title')} {t(`arm.${barrier.arm}`)}
      </li>
      {barrier.mode !== 'automatic' && (
        <li className="arm-mode" data-mode={barrier.mode}>
          {t(`arm.mode.${barrier.mode}`)}
        </li>
      )}
      <Loop which="approach" state={barrier.approachLoop} />
      <Loop which="passage" state={barrier.passageLoop} />
      {camera.state === 'silent' && (
        <li className="arm-camera">
          <VideoCameraOutlined aria-hidden />{' '}
          {t('lane.cameraSilent', { time: camera.lastAt === null ? '—' : shortTime(camera.lastAt, now) })}
        </li>
      )}
    </ul>
  );
}

/** Degrees of the arm in its drawing; an unknown arm is not drawn as anything it may not be. */
const ANGLE: Readonly<Record<ArmPosition, number | null>> = { open: -75, closed: 0, moving: -35, unknown: null };

function ArmIcon({ arm }: { arm: ArmPosition }) {
  const angle = ANGLE[arm];
  return (
    <svg className="arm-icon" viewBox="0 0 22 20" aria-hidden>
      <rect x="1" y="12" width="5" height="8" rx="1" />
      {angle === null ? (
        <text x="10" y="18" fontSize="17" fontWeight="700">
          ?
        </text>
      ) : (
        <rect x="2" y="13" width="19" height="3" rx="1.5" transform={`rotate(${angle} 3.5 14.5)`} />
      )}
    </svg>
  );
}

function Loop({ which, state }: { which: 'approach' | 'passage'; state: LoopState }) {
  const { t } = useTranslation();
  if (state === 'none') return null;
  return (
    <li className="loop" data-loop={which} data-state={state}>
      <svg className="loop-icon" viewBox="0 0 16 16" aria-hidden>
        <rect x="1.5" y="3.5" width="13" height="9" rx="2" />
        {state === 'unknown' && <path d="M4 14 L12 2" />}
      </svg>{' '}
      {t(`loop.${which}`)} {t(`loop.${state}`)}
    </li>
  );
}
