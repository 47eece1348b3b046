import { Alert, Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OpeningsView } from '../../electron/contract/openings.ts';
import type { Report } from '../../electron/contract/reports.ts';
import { dateTime } from '../clock/beijing.ts';
import { useDesk, useReports } from '../store/desk.tsx';

interface Odd {
  key: string;
  at: number;
  lane: string;
  what: string;
  cars: string;
  plate: string | null;
  who: string | null;
  image: string | null;
}

const PAGE = 10;

/** Openings and passages that do not come out even, one by one, as the ledger has them now. */
export function OddOpenings({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { reports: store, attention } = useDesk();
  const odd = useReports((state) => state.odd);
  switch (odd.state) {
    case 'none':
    case 'asking':
      return (
        <Button loading={odd.state === 'asking'} data-testid="odd-list" onClick={() => void store.listOdd(report)}>
          {t('reports.listOdd')}
        </Button>
      );
    case 'failed':
      return (
        <Alert
          type="warning"
          showIcon
          title={odd.why === 'too-long' ? t('reports.oddTooLong') : t(`error.${odd.why}`)}
        />
      );
    case 'told':
      break;
  }
  const rows = rowsOf(odd.view);
  return (
    <Table<Odd>
      className="report-lines"
      size="small"
      tableLayout="fixed"
      rowKey="key"
      dataSource={rows}
      pagination={rows.length > PAGE ? { pageSize: PAGE, size: 'small', showSizeChanger: false } : false}
      data-testid="odd-rows"
      onRow={({ image, plate, what }) => ({
        onClick: () => {
          if (image !== null)
            attention.open({ kind: 'picture', url: image, title: plate ?? t(`history.cause.${what}`) });
        },
      })}
      columns={[
        { title: t('reports.column.at'), width: 148, render: (_, { at }) => dateTime(at).slice(5) },
        { title: t('reports.column.lane'), width: 110, dataIndex: 'lane' },
        { title: t('reports.column.cause'), width: 170, render: (_, { what }) => t(`history.cause.${what}`) },
        { title: t('reports.column.passages'), width: 170, dataIndex: 'cars' },
        { title: t('reports.column.plate'), width: 120, render: (_, { plate }) => plate ?? '—' },
        { title: t('reports.column.person'), render: (_, { who }) => who ?? '—' },
      ]}
    />
  );

  function rowsOf({ openings, unopened }: OpeningsView): Odd[] {
    const doubtful = openings
      .filter(({ reconciles }) => !reconciles)
      .map((each): Odd => ({
        key: each.id,
        at: each.at,
        lane: each.laneName,
        what: each.cause,
        cars:
          each.passages === 0
            ? t('history.openings.through.nobody')
            : t('history.openings.through.cars', { count: each.passages }),
        plate: each.plate,
        who: [each.who, each.because].filter((part) => part !== null).join(' · ') || null,
        image: each.image,
      }));
    const passed = unopened.map((each): Odd => ({
      key: `passage-${each.id}`,
      at: each.at,
      lane: each.laneName,
      what: 'unauthorised',
      cars: t('history.openings.through.none'),
      plate: each.plate,
      who: null,
      image: each.image,
    }));
    return [...doubtful, ...passed].toSorted((a, b) => b.at - a.at);
  }
}
