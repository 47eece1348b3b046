import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../electron/contract/board.ts';
import { asksConfirmation } from '../../acts/intent.ts';
import { useAttention, useDesk } from '../../store/desk.tsx';
import { ArmState } from './arm-state.tsx';
import { LaneActs } from './lane-acts.tsx';
import { LaneHead } from './lane-head.tsx';
import { LanePlate } from './lane-plate.tsx';
import { LaneShots } from './lane-shots.tsx';
import { LaneWords } from './lane-words.tsx';
import './lane-card.css';
import './lane-layout.css';

/** One lane, the same shape for one to eight. Its colour says only who must act. Drawn again when its own lane changes. */
export const LaneCard = memo(function LaneCard({ lane }: { lane: LaneView }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const active = useAttention(({ activeId }) => activeId === lane.id);
  const settling = useAttention((state) => state.settling.has(lane.id));
  return (
    <article
      className="lane"
      aria-label={`${lane.name}, ${t(`lane.phase.${lane.phase}`)}`}
      data-testid={`lane-${lane.id}`}
      data-lane={lane.id}
      data-phase={lane.phase}
      data-attention={lane.attention}
      data-active={active}
      data-settled={!settling}
      data-confirm={asksConfirmation(lane)}
      onClick={() => {
        attention.pick(lane.id);
      }}
    >
      <PassageFlash passage={lane.lastPassage} />
      <div className="lane-inner" data-beside={lane.direction === 'exit' || asksConfirmation(lane)}>
        <LaneHead lane={lane} />
        <LaneShots lane={lane} />
        <LanePlate lane={lane} />
        <LaneWords lane={lane} active={active} />
        <ArmState barrier={lane.barrier} camera={lane.camera} />
        <LaneActs lane={lane} active={active} settling={settling} />
      </div>
    </article>
  );
});

/** Green, once, when a car that was let through has gone through; not for those from before the window opened. */
function PassageFlash({ passage }: { passage: LaneView['lastPassage'] }) {
  const [before] = useState(passage?.at);
  if (passage === null || passage.at === before || !passage.authorised) return null;
  return <div key={passage.at} className="lane-flash" aria-hidden />;
}
