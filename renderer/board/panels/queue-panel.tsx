import { useTranslation } from 'react-i18next';
import type { QueueItemView } from '../../../electron/contract/board.ts';
import type { VehicleClass } from '../../../electron/contract/vocabulary.ts';
import { elapsed, shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { useBoard, useDesk } from '../../store/desk.tsx';
import { Panel } from './panel.tsx';

/** One of the two queues: who waits, where, how long and why. */
export function QueuePanel({ kind }: { kind: VehicleClass }) {
  const { t } = useTranslation();
  const queue = useBoard(({ queues }) => queues[kind]);
  return (
    <Panel
      title={t(`queue.${kind}`)}
      count={queue.length}
      empty={t('queue.none')}
      isEmpty={queue.length === 0}
      testId={`queue-${kind}`}
    >
      {queue.map((item) => (
        <QueueRow key={item.arrivalId} item={item} />
      ))}
    </Panel>
  );
}

function QueueRow({ item }: { item: QueueItemView }) {
  const { t } = useTranslation();
  const now = useNow();
  const { attention } = useDesk();
  return (
    <li>
      <button
        type="button"
        className="queue-row"
        data-testid={`queue-row-${item.arrivalId}`}
        onClick={() => {
          attention.pick(item.laneId);
        }}
      >
        <strong className="cut">{item.plate === '' ? t('lane.noPlate') : item.plate}</strong>
        <span className="cut">{item.laneName}</span>
        <span className="queue-since dim">{shortTime(item.since, now)}</span>
        <span>{t('queue.waited', { elapsed: elapsed(item.since, now) })}</span>
        <span className="cut dim">{t(`reason.${item.reason}`)}</span>
      </button>
    </li>
  );
}
