import { yuan } from './money.ts';
import './exit.css';

interface SumProps {
  name: string;
  fen: number;
  strong?: boolean;
  /** From an earlier stay. */
  owed?: boolean;
}

/** A sum of money with its name. */
export function Sum({ name, fen, strong = false, owed = false }: SumProps) {
  return (
    <div className="due-sum" data-strong={strong} data-owed={owed}>
      <dt>{name}</dt>
      <dd>{yuan(fen)}</dd>
    </div>
  );
}
