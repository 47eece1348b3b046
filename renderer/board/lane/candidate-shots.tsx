import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../electron/contract/board.ts';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { Shot } from './shot.tsx';
import './candidate-shots.css';

/** More would be too small to tell cars apart. */
const MOST = 4;

/** A stay that the car at the exit may be, to be told by its picture. The digit is the key that takes it. */
export interface Pictured {
  candidate: CandidateView;
  digit: number;
}

/** The open stays among them, with the digits of their list. */
export const picturedOf = (candidates: readonly CandidateView[]): Pictured[] =>
  candidates
    .map((candidate, index) => ({ candidate, digit: index + 1 }))
    .filter(({ candidate: { stay } }) => stay !== null)
    .slice(0, MOST);

/** How these cars looked when they came in, beside the one at the exit. */
export function CandidateShots({ pictured }: { pictured: readonly Pictured[] }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div className="candidate-shots" data-testid="candidate-shots">
      {pictured.map(({ candidate: { id, plate, stay }, digit }) => {
        const came = stay === null ? '' : t('candidate.stay', { time: shortTime(stay.enteredAt, now) });
        // The list says all else: a small picture has room for its digit alone.
        return (
          <Shot
            key={id}
            url={stay?.image ?? null}
            title={`${digit} · ${plate} ${came}`}
            label={String(digit)}
            none={t('shot.none')}
          />
        );
      })}
    </div>
  );
}
