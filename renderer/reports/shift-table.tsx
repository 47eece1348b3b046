import { WarningFilled } from '@ant-design/icons';
import { Alert, Button, Empty, Spin, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ClosedShift } from '../../electron/contract/shift.ts';
import { dateTime, stayLength } from '../clock/beijing.ts';
import { yuan } from '../exit/money.ts';
import { useDesk, useReports } from '../store/desk.tsx';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { differenceWords } from './shift-words.ts';

/** Shifts that ended, the newest first, with what was too much or too little in the drawer. */
export function ShiftTable() {
  const { t } = useTranslation();
  const { reports: store } = useDesk();
  const shifts = useReports((state) => state.shifts);
  const next = useReports((state) => state.next);
  const failure = useReports((state) => state.failure);
  const selected = useReports((state) => state.selected);
  useRowInSight(selected);
  if (shifts === null)
    return failure === null ? (
      <Spin className="lists-wait" data-testid="shifts-loading" />
    ) : (
      <Alert type="warning" showIcon banner title={t(`error.${failure}`)} data-testid="shifts-failure" />
    );
  if (shifts.length === 0)
    return <Empty className="lists-wait" description={t('shift.noneEnded')} data-testid="shifts-empty" />;
  return (
    <div className="lists-body" data-testid="shifts">
      <Table<ClosedShift>
        rowKey="id"
        size="small"
        pagination={false}
        tableLayout="fixed"
        dataSource={[...shifts]}
        rowClassName={({ id }) => (id === selected ? 'row-selected' : '')}
        onRow={({ id }) => ({
          'data-testid': `shift-${id}`,
          'aria-selected': id === selected,
          onClick: () => {
            store.openShift(id);
          },
        })}
        columns={[
          { title: t('shift.column.no'), width: 70, dataIndex: 'id' },
          { title: t('shift.column.person'), width: 120, render: (_, { person }) => person.name },
          { title: t('shift.column.begun'), width: 170, render: (_, { begunAt }) => dateTime(begunAt).slice(0, 16) },
          { title: t('shift.column.ended'), width: 170, render: (_, { endedAt }) => dateTime(endedAt).slice(0, 16) },
          {
            title: t('shift.column.length'),
            width: 120,
            render: (_, { begunAt, endedAt }) => stayLength(t, begunAt, endedAt),
          },
          { title: t('shift.column.to'), width: 120, render: (_, { handedTo }) => handedTo ?? t('shift.nobody') },
          {
            title: t('shift.column.counted'),
            width: 110,
            align: 'right',
            render: (_, { count }) => (count === null ? '—' : yuan(count.counted)),
          },
          { title: t('shift.column.difference'), width: 160, render: (_, shift) => <Difference shift={shift} /> },
          { title: t('shift.column.because'), ellipsis: true, render: (_, { because }) => because ?? '' },
        ]}
      />
      {next !== null && (
        <div className="reports-more">
          <Button data-testid="shifts-more" onClick={() => void store.more()}>
            {t('shift.more')} <kbd>PgDn</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

function Difference({ shift: { count } }: { shift: ClosedShift }) {
  const { t } = useTranslation();
  if (count === null) return <span className="dim">{t('shift.notCounted')}</span>;
  if (count.difference === 0) return <span className="dim">{differenceWords(t, count)}</span>;
  return (
    <strong className="shift-odd">
      <WarningFilled aria-hidden /> {differenceWords(t, count)}
    </strong>
  );
}
