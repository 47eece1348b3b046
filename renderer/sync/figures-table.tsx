import { WarningFilled } from '@ant-design/icons';
import { Empty, Table } from 'antd';
import type { TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TimelinessView } from '../../electron/contract/sync.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { isSlow } from './late.ts';
import { openInterface } from './open-row.ts';
import { shownPlatform } from './sync-state.ts';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { figure, interfaceWord, lastedWords } from './words.ts';

/** How each interface fared today (8.1). */
export function FiguresTable() {
  const { t } = useTranslation();
  const { store } = useDesk().sync;
  const interfaces = useSync((state) => shownPlatform(state)?.interfaces);
  const selected = useSync((state) => state.selected);
  useRowInSight(selected);
  if (interfaces === undefined || interfaces.length === 0) {
    return <Empty className="lists-wait" description={t('sync.empty.figures')} data-testid="list-empty" />;
  }
  const number = (
    key: 'waiting' | 'parked' | 'acknowledged' | 'late',
    ask: boolean,
  ): TableColumnType<TimelinessView> => ({
    key,
    title: t(`sync.column.${key}`),
    align: 'right',
    width: 120,
    render: (_, figures) => <Count n={figures[key]} ask={ask} />,
  });
  const time = (key: 'p50' | 'p99' | 'max'): TableColumnType<TimelinessView> => ({
    key,
    title: t(`sync.column.${key}`),
    align: 'right',
    width: 130,
    render: (_, figures) => <Time ms={figures[`${key}Ms`]} />,
  });
  return (
    <Table
      rowKey="interface"
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={interfaces}
      rowClassName={(figures) => (figures.interface === selected ? 'row-selected' : '')}
      onRow={(figures) => ({
        'data-testid': `figures-${figures.interface}`,
        onClick: () => {
          openInterface(store, figures.interface);
        },
      })}
      columns={[
        {
          key: 'interface',
          title: t('sync.column.interface'),
          ellipsis: true,
          render: (_, figures) => (
            <>
              <strong>{interfaceWord(t, figures.interface)}</strong> <span className="dim">{figures.interface}</span>
            </>
          ),
        },
        number('acknowledged', false),
        number('waiting', false),
        number('parked', true),
        time('p50'),
        time('p99'),
        time('max'),
        number('late', true),
      ]}
    />
  );
}

function Count({ n, ask }: { n: number; ask: boolean }) {
  if (n === 0) return <span className="dim">0</span>;
  return <span className={ask ? 'tone-ask' : ''}>{figure(n)}</span>;
}

function Time({ ms }: { ms: number | null }) {
  const { t } = useTranslation();
  if (ms === null) return <span className="dim">—</span>;
  if (!isSlow(ms)) return lastedWords(t, ms);
  return (
    <span className="tone-ask">
      <WarningFilled aria-label={t('sync.overLimit')} /> {lastedWords(t, ms)}
    </span>
  );
}
