import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../electron/contract/board.ts';
import { classWord } from '../../language/sentences.ts';
import { PlateEditor } from '../../plate/plate-editor.tsx';
import { Plate } from '../../plate/plate.tsx';
import { useAttention } from '../../store/desk.tsx';

/** The plate, in its place edited when asked, and what is said about it. */
export function LanePlate({ lane }: { lane: LaneView }) {
  const { t } = useTranslation();
  const { arrival } = lane;
  const editing = useAttention(
    ({ dialog }) => dialog?.kind === 'plate' && dialog.laneId === lane.id && dialog.arrivalId === arrival?.id,
  );
  if (arrival === null) return <div className="lane-plate" data-empty="true" />;
  const { plate, confidence } = arrival;
  const corrected = arrival.plateAsRead !== '' && arrival.plateAsRead !== plate.text;
  return (
    <div className="lane-plate">
      {editing ? (
        <PlateEditor lane={lane} arrival={arrival} />
      ) : (
        <Plate text={plate.text} colour={plate.colour} marked={plate.doubtful} testId={`lane-${lane.id}-plate`} />
      )}
      <div className="lane-about">
        {lane.direction === 'entrance' && (
          <span className="lane-class" data-class={arrival.class}>
            {arrival.class === 'reserved' && <CheckOutlined aria-hidden />} {classWord(t, arrival.class)}
          </span>
        )}
        <span className="lane-read dim cut">
          {!plate.valid && plate.text !== '' && <b className="lane-unusual">{t('lane.unusual')} </b>}
          {confidence !== null && `${t('lane.confidence', { percent: Math.round(confidence) })} `}
          {t(`colour.${plate.colour}`)}
          {corrected && ` · ${t('lane.asRead', { plate: arrival.plateAsRead })}`}
        </span>
      </div>
    </div>
  );
}
