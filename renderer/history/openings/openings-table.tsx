import { WarningFilled } from '@ant-design/icons';
import { Button, Empty, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { Plate } from '../../plate/plate.tsx';
import { useDesk, useOpenings } from '../../store/desk.tsx';
import { useRowInSight } from '../../tables/use-row-in-sight.ts';
import { MORE_KEY } from '../history-keys.ts';
import { openOpening } from './open-opening.ts';
import { hasMore, isDoubtful, rowKey, rowsOf } from './openings-state.ts';
import type { Row } from './openings-state.ts';
import { MOST_LINES } from './openings-store.ts';
import { byWords, causeWord, passagesWords } from './words.ts';

/** Every opening of the period, and what passed without one. */
export function OpeningsTable() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { openings: store } = desk;
  const view = useOpenings((state) => state.view);
  const limit = useOpenings((state) => state.limit);
  const asking = useOpenings((state) => state.asking);
  const failed = useOpenings((state) => state.failure !== null);
  const selected = useOpenings((state) => state.selected);
  const now = useNow();
  const rows = useMemo(() => rowsOf(view), [view]);
  useRowInSight(selected);
  if (view === null)
    return (
      <div className="lists-body">{!failed && <Spin className="lists-wait" data-testid="openings-loading" />}</div>
    );
  if (rows.length === 0)
    return (
      <div className="lists-body">
        <Empty className="lists-wait" description={t('history.openings.none')} data-testid="openings-empty" />
      </div>
    );
  return (
    <div className="lists-body" data-testid="openings-rows" aria-busy={asking}>
      <Table
        rowKey={rowKey}
        size="small"
        pagination={false}
        tableLayout="fixed"
        dataSource={rows}
        columns={columnsOf(t, now)}
        rowClassName={(row) =>
          [rowKey(row) === selected ? 'row-selected' : '', isDoubtful(row) ? 'row-doubtful' : ''].join(' ')
        }
        onRow={(row) => ({
          'data-testid': 'opening',
          'data-doubtful': isDoubtful(row),
          'aria-selected': rowKey(row) === selected,
          onClick: () => {
            store.select(rowKey(row));
            openOpening(desk);
          },
        })}
      />
      {hasMore(view) && (
        <div className="history-more">
          {limit >= MOST_LINES ? (
            <p className="dim">{t('history.openings.narrower')}</p>
          ) : (
            <Button loading={asking} data-testid="openings-more" onClick={store.more}>
              {t('history.openings.more')} <kbd>{MORE_KEY}</kbd>
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function columnsOf(t: TFunction, now: number): TableColumnType<Row>[] {
  const column = (
    key: string,
    width: number | undefined,
    render: (row: Row) => React.ReactNode,
  ): TableColumnType<Row> => ({
    key,
    title: t(`history.openings.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    render: (_, row) => render(row),
  });
  return [
    column('at', 128, (row) => exactTime(row.line.at, now)),
    column('lane', 92, ({ line }) => line.laneName),
    column('cause', 170, (row) => <strong>{causeWord(t, row)}</strong>),
    column('passages', 172, (row) =>
      isDoubtful(row) ? (
        <span className="doubtful">
          <WarningFilled aria-label={t('history.openings.doubtful')} /> {passagesWords(t, row)}
        </span>
      ) : (
        <span className="dim">{passagesWords(t, row)}</span>
      ),
    ),
    column('plate', 138, ({ line: { plate } }) =>
      plate === null || plate === '' ? '—' : <Plate small text={plate} colour="unknown" marked={[]} />,
    ),
    column('by', undefined, (row) => byWords(t, row)),
  ];
}
