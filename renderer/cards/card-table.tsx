import { Empty, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CardLine } from '../../electron/contract/cards.ts';
import { Plate } from '../plate/plate.tsx';
import { useCards, useDesk } from '../store/desk.tsx';
import { yuan } from '../exit/money.ts';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { standingWords, timeWords } from './words.ts';

/** Plates that a line shows; of more it says how many. */
const SHOWN = 2;

/** A page of the cards, by their end. */
export function CardTable() {
  const { t } = useTranslation();
  const { store } = useDesk().cards;
  const page = useCards((state) => state.page);
  const text = useCards((state) => state.text.trim());
  const selected = useCards((state) => state.selected);
  useRowInSight(selected);
  const rows = page?.items ?? [];
  if (rows.length === 0) {
    const empty = text === '' ? t('cards.empty.list') : t('cards.empty.search', { text });
    return <Empty className="lists-wait" description={empty} data-testid="list-empty" />;
  }
  return (
    <Table
      rowKey="no"
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={rows}
      columns={columnsOf(t, page?.day ?? '')}
      rowClassName={({ no }) => (no === selected ? 'row-selected' : '')}
      onRow={({ no, standing }) => ({
        'data-testid': `line-${no}`,
        'data-standing': standing,
        'aria-selected': no === selected,
        onClick: () => {
          store.select(no);
          store.show({ kind: 'detail', no });
        },
      })}
    />
  );
}

function columnsOf(t: TFunction, day: string): TableColumnType<CardLine>[] {
  const column = (
    key: string,
    width: number | undefined,
    render: (card: CardLine) => React.ReactNode,
  ): TableColumnType<CardLine> => ({
    key,
    title: t(`cards.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    render: (_, card) => render(card),
  });
  return [
    column('no', 106, ({ no }) => <code title={no}>{no}</code>),
    column('plates', 266, ({ plates }) => (
      <span className="cards-plates">
        {plates.slice(0, SHOWN).map(({ plate, colour }) => (
          <Plate key={plate} small text={plate} colour={colour ?? 'unknown'} marked={[]} />
        ))}
        {plates.length > SHOWN && <span className="dim">+{plates.length - SHOWN}</span>}
      </span>
    )),
    column('holder', 130, ({ holder }) => holder),
    column('phone', 130, ({ phone }) => phone),
    column('kind', 74, ({ kind }) => t(`cards.kind.${kind}`)),
    column('time', 214, ({ from, to }) => timeWords(t, from, to)),
    column('standing', 126, (card) => <Standing card={card} day={day} />),
    column('monthlyPrice', 130, ({ monthlyPrice }) => (monthlyPrice === null ? '' : yuan(monthlyPrice))),
    column('remark', undefined, ({ remark }) => <span className="dim">{remark}</span>),
  ];
}

export function Standing({ card, day }: { card: CardLine; day: string }) {
  const { t } = useTranslation();
  return (
    <span className="cards-standing" data-standing={card.standing}>
      {standingWords(t, card, day)}
    </span>
  );
}
