import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../electron/contract/board.ts';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { Shot } from './shot.tsx';
import './candidate-shots.css';

/** More would be too small to tell cars apart. */
const MOST = 4;

/** A candidate that only its picture tells: no sign of a plate leads to it. The digit is the key that takes it. */
export interface Pictured {
  candidate: CandidateView;
  digit: number;
}

/** The cars that came without a plate, with the digits of their list. */
export const picturedOf = (candidates: readonly CandidateView[]): Pictured[] =>
  candidates
    .map((candidate, index) => ({ candidate, digit: index + 1 }))
    .filter(({ candidate: { stay, differs } }) => stay !== null && differs.length === 0)
    .slice(0, MOST);

/** How cars without a plate looked when they came in, beside the one at the exit. */
export function CandidateShots({ pictured }: { pictured: readonly Pictured[] }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div className="candidate-shots" data-testid="candidate-shots">
      {pictured.map(({ candidate: { id, plate, stay }, digit }) => {
        const came = stay === null ? '' : t('candidate.stay', { time: shortTime(stay.enteredAt, now) });
        return (
          <Shot
            key={id}
            url={stay?.image ?? null}
            title={`${plate} ${came}`}
            label={`${digit} · ${came}`}
            none={t('shot.none')}
          />
        );
      })}
    </div>
  );
}
