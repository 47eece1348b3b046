import { BookingsScreen } from '../bookings/bookings-screen.tsx';
import { useAttention, useBoard, useBoardState } from '../store/desk.tsx';
import { HistoryScreen } from '../history/history-screen.tsx';
import { SyncScreen } from '../sync/sync-screen.tsx';
import { LaneCard } from './lane/lane-card.tsx';
import { LotBar } from './lot-bar.tsx';
import { ActivityPanel } from './panels/activity-panel.tsx';
import { QueuePanel } from './panels/queue-panel.tsx';
import { Strips } from './strips/strips.tsx';
import { TopBar } from './top-bar.tsx';
import './board.css';

/** The screen that is open all day (ui.md). Under another screen it lives on, and is there again at once. */
export function Board() {
  const lanes = useBoard((board) => board.lanes);
  const stale = useBoardState(({ station }) => station !== null && station.state !== 'up');
  const screen = useAttention((state) => state.screen);
  const inOrder = lanes.toSorted((a, b) => a.number - b.number);
  return (
    <div className="board" data-testid="board" data-stale={stale} data-dense={lanes.length > 4}>
      <TopBar />
      <Strips />
      {screen.kind === 'history' && <HistoryScreen />}
      {screen.kind === 'sync' && <SyncScreen visit={screen} />}
      {screen.kind === 'bookings' && <BookingsScreen />}
      <div className="board-floor" hidden={screen.kind !== 'board'}>
        <LotBar />
        <main className="board-lanes" data-count={lanes.length}>
          {inOrder.map((lane) => (
            <LaneCard key={lane.id} lane={lane} />
          ))}
        </main>
        <div className="board-panels">
          <QueuePanel kind="reserved" />
          <QueuePanel kind="other" />
          <ActivityPanel />
        </div>
      </div>
    </div>
  );
}
