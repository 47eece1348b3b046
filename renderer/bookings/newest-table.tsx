import { Empty, Spin, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNow } from '../clock/use-now.ts';
import { useBookings, useDesk } from '../store/desk.tsx';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { idOf, rowsOf } from './bookings-state.ts';
import type { Tab } from './bookings-state.ts';
import { newestColumns } from './newest-columns.tsx';

/** Shared-parking orders, coupons or the control list, from the newest to the oldest. */
export function NewestTable({ tab }: { tab: Exclude<Tab, 'bookings'> }) {
  const { t } = useTranslation();
  const { store } = useDesk().bookings;
  const now = useNow();
  const page = useBookings((state) => (state.page?.tab === tab ? state.page : null));
  const text = useBookings((state) => state.text.trim());
  const sharing = useBookings(({ figures }) => figures?.sharing ?? true);
  const selected = useBookings((state) => state.selected);
  useRowInSight(selected);
  if (page === null) return <Spin className="lists-wait" data-testid="list-loading" />;
  const rows = rowsOf(page);
  if (rows.length === 0) {
    const empty =
      page.next !== null
        ? t('bookings.empty.further')
        : text !== ''
          ? t('bookings.empty.search', { text })
          : t(tab === 'orders' && !sharing ? 'bookings.empty.noSharing' : `bookings.empty.${tab}`);
    return <Empty className="lists-wait" description={empty} data-testid="list-empty" />;
  }
  return (
    <Table
      rowKey={idOf}
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={rows}
      columns={newestColumns(t, now, tab)}
      rowClassName={(row) => (idOf(row) === selected ? 'row-selected' : '')}
      onRow={(row) => ({
        'data-testid': `line-${idOf(row)}`,
        'aria-selected': idOf(row) === selected,
        onClick: () => {
          store.select(idOf(row));
          store.show({ kind: 'detail', row });
        },
      })}
    />
  );
}
