import { useTranslation } from 'react-i18next';
import type { BillLine } from '../../electron/contract/bill.ts';
import { yuan } from '../exit/money.ts';
import { figureWords, whatWords } from './bill-words.ts';
import './bill-table.css';

/** A bill line by line, with what it comes to; fen. */
export function BillTable({ lines, total }: { lines: readonly BillLine[]; total: number }) {
  const { t } = useTranslation();
  return (
    // A bill with many lines scrolls, by keys too, and its total stays in sight.
    <div className="bill-scroll" tabIndex={0} role="region" aria-label={t('tariff.total')}>
      <table className="bill-table" data-testid="bill">
        <thead>
          <tr>
            <th scope="col">{t('tariff.column.what')}</th>
            <th scope="col">{t('tariff.column.figure')}</th>
            <th scope="col">{t('tariff.column.fen')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.length === 0 && (
            <tr>
              <td>{t('tariff.noLines')}</td>
              <td />
              <td>{yuan(0)}</td>
            </tr>
          )}
          {lines.map((line, index) => (
            // A line may come twice, of two parts of a stay that a card does not cover; none changes its place.
            <tr key={index} data-kind={line.kind}>
              <td>{whatWords(t, line)}</td>
              <td>{figureWords(t, line)}</td>
              <td>{yuan(line.fen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('tariff.total')}</th>
            <td />
            <td data-testid="bill-total">{yuan(total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
