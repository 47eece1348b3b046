import { Button, Empty, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { EventRow, HistoryRow, StayRow } from '../../electron/contract/history.ts';
import { exactTime, stayLength } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { Plate } from '../plate/plate.tsx';
import { useDesk, useHistory } from '../store/desk.tsx';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { MORE_KEY } from './history-keys.ts';
import { rowKey } from './history-store.ts';
import { openLine } from './open-line.ts';
import { reasonWord, rowWords } from './words.ts';

/** What was found, newest first. */
export function HistoryTable() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { history: store } = desk;
  const rows = useHistory((state) => state.rows);
  const next = useHistory((state) => state.next);
  const asking = useHistory((state) => state.asking);
  const failed = useHistory((state) => state.failure !== null);
  const selected = useHistory((state) => state.selected);
  const now = useNow();
  useRowInSight(selected);
  if (rows === null) return failed ? null : <Spin className="lists-wait" data-testid="history-loading" />;
  if (rows.length === 0)
    return <Empty className="lists-wait" description={t('history.none')} data-testid="history-empty" />;
  return (
    <div className="lists-body" data-testid="history-rows" aria-busy={asking}>
      <Table
        rowKey={rowKey}
        size="small"
        pagination={false}
        tableLayout="fixed"
        dataSource={[...rows]}
        columns={columnsOf(t, now)}
        rowClassName={(row) => (rowKey(row) === selected ? 'row-selected' : '')}
        onRow={(row) => ({
          'data-testid': `history-${row.row}`,
          'aria-selected': rowKey(row) === selected,
          onClick: () => {
            store.select(rowKey(row));
            openLine(desk);
          },
        })}
      />
      {next !== null && (
        <div className="history-more">
          <Button loading={asking} data-testid="history-more" onClick={() => void store.more()}>
            {t('history.more')} <kbd>{MORE_KEY}</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

function columnsOf(t: TFunction, now: number): TableColumnType<HistoryRow>[] {
  const column = (
    key: string,
    width: number | undefined,
    stay: (row: StayRow) => React.ReactNode,
    event: (row: EventRow) => React.ReactNode,
  ): TableColumnType<HistoryRow> => ({
    key,
    title: t(`history.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    render: (_, row) => (row.row === 'stay' ? stay(row) : event(row)),
  });
  return [
    column(
      'at',
      132,
      (row) => exactTime(row.enteredAt, now),
      (row) => exactTime(row.at, now),
    ),
    column(
      'plate',
      150,
      (row) => <Plate text={row.plate} colour={row.plateColour} marked={[]} small />,
      (row) => (row.plate === '' ? '—' : <Plate text={row.plate} colour="unknown" marked={[]} small />),
    ),
    column(
      'what',
      210,
      (row) => <strong>{rowWords(t, row)}</strong>,
      (row) => <strong className="tone-ask">{rowWords(t, row)}</strong>,
    ),
    column(
      'in',
      120,
      (row) => row.entrance,
      (row) => row.laneName ?? '—',
    ),
    column(
      'left',
      132,
      (row) => (row.leftAt === null ? t('history.inside') : exactTime(row.leftAt, now)),
      () => '',
    ),
    column(
      'out',
      120,
      (row) => row.exit ?? '—',
      () => '',
    ),
    column(
      'length',
      120,
      (row) => stayLength(t, row.enteredAt, row.leftAt ?? now),
      () => '',
    ),
    column(
      'who',
      undefined,
      (row) => row.who.join(' '),
      (row) =>
        [row.who, reasonWord(t, row.reason), row.cardNo && row.detail]
          .filter((part) => part !== null && part !== '')
          .join(' · '),
    ),
  ];
}
