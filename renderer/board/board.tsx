import { useAttention, useBoard, useBoardState } from '../store/desk.tsx';
import { LaneCard } from './lane/lane-card.tsx';
import { LotBar } from './lot-bar.tsx';
import { ActivityPanel } from './panels/activity-panel.tsx';
import { QueuePanel } from './panels/queue-panel.tsx';
import { Screens } from './screens.tsx';
import { Strips } from './strips/strips.tsx';
import { TopBar } from './top-bar.tsx';
import './board.css';

/** The screen that is open all day (ui.md). Under another screen it lives on, and is there again at once. */
export function Board() {
  const count = useBoard(({ lanes }) => lanes.length);
  const stale = useBoardState(({ station }) => station !== null && station.state !== 'up');
  const covered = useAttention(({ screen }) => screen.kind !== 'board');
  return (
    <div className="board" data-testid="board" data-stale={stale} data-dense={count > 4}>
      <TopBar />
      <Strips />
      <Screens />
      <div className="board-floor" hidden={covered}>
        <LotBar />
        <Lanes />
        <div className="board-panels">
          <QueuePanel kind="reserved" />
          <QueuePanel kind="other" />
          <ActivityPanel />
        </div>
      </div>
    </div>
  );
}

/** By itself: a change at one lane draws that lane's card, and nothing else of the board. */
function Lanes() {
  const lanes = useBoard((board) => board.lanes);
  const inOrder = lanes.toSorted((a, b) => a.number - b.number);
  return (
    <main className="board-lanes" data-count={lanes.length}>
      {inOrder.map((lane) => (
        <LaneCard key={lane.id} lane={lane} />
      ))}
    </main>
  );
}
