import { CaretRightFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { QueueItemView } from '../../../electron/contract/board.ts';
import type { VehicleClass } from '../../../electron/contract/vocabulary.ts';
import { elapsed } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { useBoard, useDesk } from '../../store/desk.tsx';
import { nextInLine } from '../flow/places.ts';
import { Panel } from './panel.tsx';

/** One of the two queues: who waits, where, how long and why, and who goes next. */
export function QueuePanel({ kind }: { kind: VehicleClass }) {
  const { t } = useTranslation();
  const queue = useBoard(({ queues }) => queues[kind]);
  const next = useBoard(({ queues, lot }) => nextInLine(queues, lot.flow));
  return (
    <Panel
      title={t(`queue.${kind}`)}
      count={queue.length}
      empty={t('queue.none')}
      isEmpty={queue.length === 0}
      testId={`queue-${kind}`}
    >
      {queue.map((item, index) => (
        <QueueRow key={item.arrivalId} item={item} place={index + 1} next={item.arrivalId === next} />
      ))}
    </Panel>
  );
}

function QueueRow({ item, place, next }: { item: QueueItemView; place: number; next: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const { attention } = useDesk();
  const waited = elapsed(item.since, now);
  return (
    <li>
      <button
        type="button"
        className="queue-row"
        data-testid={`queue-row-${item.arrivalId}`}
        data-next={next}
        onClick={() => {
          attention.pick(item.laneId);
        }}
      >
        <span className="queue-place dim">{place}</span>
        <strong className="cut">{item.plate === '' ? t('lane.noPlate') : item.plate}</strong>
        <span className="cut">{item.laneName}</span>
        <span title={t('queue.waited', { elapsed: waited })}>{waited}</span>
        <span className="cut dim">
          {next && (
            <b className="queue-next">
              <CaretRightFilled aria-hidden /> {t('queue.next')}{' '}
            </b>
          )}
          {t(`reason.${item.reason}`)}
        </span>
      </button>
    </li>
  );
}
