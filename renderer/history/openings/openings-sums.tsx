import { useTranslation } from 'react-i18next';
import type { OpeningsView } from '../../../electron/contract/openings.ts';
import { useOpenings } from '../../store/desk.tsx';
import { SUMS } from './openings-state.ts';

/** How many openings there were, why and by whom, and how they stand beside what went through. */
export function OpeningsSums() {
  const { t } = useTranslation();
  const view = useOpenings((state) => state.view);
  if (view === null) return null;
  const { totals } = view;
  const doubtful = totals.doubtful + totals.unopened;
  return (
    <aside className="openings-sums" data-testid="openings-sums">
      <p className="openings-verdict" data-well={doubtful === 0} data-testid="openings-verdict">
        {doubtful === 0 ? t('history.openings.well') : t('history.openings.odd', { count: doubtful })}
      </p>
      <dl className="openings-totals">
        {(['openings', 'passages', 'unopened'] as const).map((name) => (
          <div key={name} data-odd={name === 'unopened' && totals[name] > 0}>
            <dt>{t(`history.openings.total.${name}`)}</dt>
            <dd data-testid={`openings-${name}`}>{totals[name]}</dd>
          </div>
        ))}
      </dl>
      <Sums
        title={t('history.openings.column.cause')}
        lines={view.byCause.map((line) => [t(`history.cause.${line.cause}`), line])}
      />
      <Sums
        title={t('history.openings.column.who')}
        lines={view.byPerson.map((line) => [line.who ?? t('history.openings.nobody'), line])}
      />
    </aside>
  );
}

type SumLine = Pick<OpeningsView['totals'], (typeof SUMS)[number]>;

function Sums({ title, lines }: { title: string; lines: readonly (readonly [string, SumLine])[] }) {
  const { t } = useTranslation();
  return (
    <table className="openings-table">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          {SUMS.map((sum) => (
            <th key={sum} scope="col" title={t(`history.openings.sum.${sum}`)}>
              {t(`history.openings.head.${sum}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, line], index) => (
          // Two people may have one name.
          <tr key={index}>
            <th scope="row">{name}</th>
            {SUMS.map((sum) => (
              <td key={sum} data-odd={sum === 'doubtful' && line[sum] > 0}>
                {line[sum] === 0 ? <span className="dim">0</span> : line[sum]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
