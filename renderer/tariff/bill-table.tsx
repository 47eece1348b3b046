import { useTranslation } from 'react-i18next';
import type { StayBill } from '../../electron/contract/bill.ts';
import { yuan } from '../exit/money.ts';
import { figureWords, whatWords } from './bill-words.ts';

/** A bill line by line, with what it comes to. */
export function BillTable({ bill }: { bill: StayBill }) {
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
          {bill.lines.length === 0 && (
            <tr>
              <td>{t('tariff.noLines')}</td>
              <td />
              <td>{yuan(0)}</td>
            </tr>
          )}
          {bill.lines.map((line) => (
            <tr key={`${line.kind} ${'band' in line ? JSON.stringify(line.band) : ''}`} data-kind={line.kind}>
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
            <td data-testid="bill-total">{yuan(bill.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
