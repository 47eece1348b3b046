import { Button, Segmented } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CardFilter } from '../../electron/contract/cards.ts';
import { useCards, useDesk } from '../store/desk.tsx';
import { FILTER_KEY } from '../tables/list-keys.ts';
import { SaidLine } from '../tables/said-line.tsx';
import { SearchField as Field } from '../tables/search-field.tsx';
import { ActButton } from './act-button.tsx';
import { CardTable } from './card-table.tsx';
import { FILTERS, offered } from './cards-state.ts';
import type { Outcome } from './cards-state.ts';
import { PAGE } from './cards-store.ts';
import { errorSentence } from './words.ts';
import '../tables/lists.css';

/** The cards, and what can be done with them. */
export function CardList({ exportShown }: { exportShown: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="lists">
      <div className="lists-tools">
        <Filter />
        <SearchField />
        <Pages />
      </div>
      <div className="lists-tools cards-acts">
        <div className="lists-acts">
          <ActButton act="add" />
          <ActButton act="extend" />
          <ActButton act="change" />
          <ActButton act="end" />
        </div>
        <Said />
        <div className="lists-acts">
          <ActButton act="import" />
          <ActButton act="export" onPress={exportShown} />
        </div>
      </div>
      <div className="lists-body" tabIndex={0} role="region" aria-label={t('cards.title')} data-testid="list-cards">
        <CardTable />
      </div>
    </section>
  );
}

/** Each standing with how many cards have it. */
function Filter() {
  const { t } = useTranslation();
  const { store } = useDesk().cards;
  const filter = useCards((state) => state.filter);
  const counts = useCards(({ page }) => page?.counts);
  const count = (each: CardFilter): number => {
    if (counts === undefined) return 0;
    return each === 'current' ? counts.valid + counts.ending + counts['not-yet'] : counts[each];
  };
  return (
    <span className="cards-filter" data-key={FILTER_KEY}>
      <Segmented
        value={filter}
        aria-label={t('bookings.keys.filter')}
        data-testid="filter"
        options={FILTERS.map((value) => ({
          value,
          label: (
            <span data-testid={`filter-${value}`}>
              {t(`cards.filter.${value}`)}{' '}
              <b data-tone={value === 'ending' && count(value) > 0 ? 'ask' : 'none'}>{count(value)}</b>
            </span>
          ),
        }))}
        onChange={(value) => {
          store.chooseFilter(value);
        }}
      />
      <kbd>{FILTER_KEY}</kbd>
    </span>
  );
}

function SearchField() {
  const { t } = useTranslation();
  const { store } = useDesk().cards;
  const text = useCards((state) => state.text);
  return (
    <Field
      text={text}
      words={t('cards.search')}
      className="cards-search"
      testId="cards-search"
      onType={store.setText}
    />
  );
}

function Said() {
  const { t } = useTranslation();
  const outcome = useCards((state) => state.outcome);
  const notYours = useCards((state) => offered(state, 'add') === 'not-yours');
  return <SaidLine outcome={outcome && saidOf(t, outcome)} notYours={notYours ? t('cards.notYours') : null} />;
}

const saidOf = (t: TFunction, outcome: Outcome): { ok: boolean; words: string } => ({
  ok: outcome.ok,
  words: outcome.ok
    ? t(`cards.done.${outcome.act}`, { count: outcome.count ?? 0 })
    : t('cards.failed', {
        act: t(`cards.act.${outcome.act}`),
        words: errorSentence(t, outcome.code, outcome.act),
      }),
});

/** Where in the list the page lies. */
function Pages() {
  const { t } = useTranslation();
  const { store } = useDesk().cards;
  const page = useCards((state) => state.page);
  if (page === null) return null;
  const { skip, total, items } = page;
  if (total <= PAGE) return <span className="lists-pages dim">{t('cards.total', { total })}</span>;
  return (
    <span className="lists-pages">
      <Button
        disabled={skip === 0}
        data-testid="page-before"
        onClick={() => {
          store.turnPage(-1);
        }}
      >
        {t('bookings.pageBefore')} <kbd>PgUp</kbd>
      </Button>
      <span data-testid="pages">{t('cards.pages', { from: skip + 1, to: skip + items.length, total })}</span>
      <Button
        disabled={skip + items.length >= total}
        data-testid="page-after"
        onClick={() => {
          store.turnPage(1);
        }}
      >
        {t('bookings.pageAfter')} <kbd>PgDn</kbd>
      </Button>
    </span>
  );
}
