import { Empty, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RefundView } from '../../electron/contract/orders.ts';
import { shortTime, stayLength } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { yuan } from '../exit/money.ts';

/** Refunds of orders that were used: a person decides them, or three days do. */
export function RefundTable() {
  const { t } = useTranslation();
  const { store } = useDesk().sync;
  const now = useNow();
  const refunds = useSync((state) => state.refunds);
  const selected = useSync((state) => state.selected);
  useRowInSight(selected);
  if (refunds === null) return <Spin className="lists-wait" data-testid="list-loading" />;
  if (refunds.length === 0)
    return <Empty className="lists-wait" description={t('sync.empty.refunds')} data-testid="list-empty" />;
  const column = (
    key: string,
    width: number | undefined,
    render: (refund: RefundView) => React.ReactNode,
  ): TableColumnType<RefundView> => ({
    key,
    title: t(`sync.refund.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    render: (_, refund) => render(refund),
  });
  return (
    <Table
      rowKey="refundNo"
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={[...refunds]}
      columns={[
        column('receivedAt', 116, ({ receivedAt }) => shortTime(receivedAt, now)),
        column('left', 120, ({ decideBy }) => (
          <span className={decideBy - now < SOON_MS ? 'tone-ask' : ''}>{stayLength(t, now, decideBy)}</span>
        )),
        column('plate', 116, ({ plate }) => <strong>{plate}</strong>),
        column('amount', 126, ({ amount }) => <strong>{yuan(amount)}</strong>),
        column('paid', 150, ({ paid, refunded }) => (
          <>
            {yuan(paid)}{' '}
            {refunded > 0 && <span className="dim">{t('sync.refund.before', { amount: yuan(refunded) })}</span>}
          </>
        )),
        column('used', 120, (refund) => usedWords(t, refund)),
        column('times', 204, ({ from, to }) => `${shortTime(from, now)} – ${shortTime(to, now)}`),
        column('reason', undefined, ({ reason }) => reason ?? '—'),
        column('orderNo', 190, ({ orderNo }) => <code title={orderNo}>{orderNo}</code>),
      ]}
      rowClassName={({ refundNo }) => (refundNo === selected ? 'row-selected' : '')}
      onRow={({ refundNo }) => ({
        'data-testid': `refund-${refundNo}`,
        'aria-selected': refundNo === selected,
        onClick: () => {
          store.select(refundNo);
        },
      })}
    />
  );
}

/** A refund with less than this left to decide is pressing. */
const SOON_MS = 12 * 3_600_000;

function usedWords(
  t: ReturnType<typeof useTranslation>['t'],
  { orderKind, entries, entriesTotal }: RefundView,
): string {
  if (orderKind === 'overdue') return t('sync.refund.overdue');
  return entriesTotal === null
    ? t('sync.refund.entries', { entries })
    : t('sync.refund.entriesOf', { entries, total: entriesTotal });
}
