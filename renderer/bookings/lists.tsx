import { Button, Select, Tabs } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useBookings, useDesk } from '../store/desk.tsx';
import { DayField } from '../tables/day-field.tsx';
import { FILTER_KEY } from '../tables/list-keys.ts';
import { SaidLine } from '../tables/said-line.tsx';
import { ActButton } from './act-button.tsx';
import { NOW_KEY, tabKey } from './bookings-keys.ts';
import { FILTERS, isToday, offered, TABS } from './bookings-state.ts';
import type { Act, Outcome, Tab } from './bookings-state.ts';
import { canTurn } from './bookings-store.ts';
import { DayTable } from './day-table.tsx';
import { NewestTable } from './newest-table.tsx';
import { SearchField } from './search-field.tsx';
import { errorSentence } from './words.ts';
import '../tables/lists.css';

/** The lists, and what can be done with them. */
export function Lists({ exportShown }: { exportShown: () => void }) {
  const { t } = useTranslation();
  const { bookings } = useDesk();
  const tab = useBookings((state) => state.tab);
  return (
    <section className="lists">
      <Tabs
        activeKey={tab}
        size="small"
        items={TABS.map((each) => ({
          key: each,
          label: (
            <span className="lists-tab" data-testid={`tab-${each}`}>
              {t(`bookings.tab.${each}`)} <kbd>{tabKey(each)}</kbd>
            </span>
          ),
        }))}
        onChange={(key) => {
          bookings.store.chooseTab(key as Tab);
        }}
        aria-label={t('bookings.title')}
      />
      <div className="lists-tools">
        {tab === 'bookings' && <Day />}
        <Filter />
        <SearchField />
        <Said />
        <Pages />
        <div className="lists-acts">
          {ACTS[tab].map((act) => (
            <ActButton key={act} act={act} />
          ))}
          <ActButton act="export" onPress={exportShown} />
        </div>
      </div>
      <div className="lists-body" data-testid={`list-${tab}`}>
        {tab === 'bookings' ? <DayTable /> : <NewestTable tab={tab} />}
      </div>
    </section>
  );
}

const ACTS: Readonly<Record<Tab, readonly Exclude<Act, 'export'>[]>> = {
  bookings: [],
  orders: ['change', 'end'],
  coupons: ['annul'],
  control: [],
};

/** Today, where now is, or another day. */
function Day() {
  const { store } = useDesk().bookings;
  const today = useBookings(isToday);
  const day = useBookings((state) => state.day ?? state.figures?.day ?? '');
  return <DayField day={day} isToday={today} todayKey={NOW_KEY} onStep={store.stepDay} onChoose={store.chooseDay} />;
}

function Filter() {
  const { t } = useTranslation();
  const { bookings } = useDesk();
  const tab = useBookings((state) => state.tab);
  const filter = useBookings((state) => state.filters[state.tab]);
  return (
    <span className="lists-filter" data-key={FILTER_KEY}>
      <Select
        value={filter}
        popupMatchSelectWidth={false}
        aria-label={t('bookings.keys.filter')}
        data-testid="filter"
        options={FILTERS[tab].map((value) => ({ value, label: t(`bookings.filter.${tab}.${value}`) }))}
        onChange={(value) => {
          bookings.store.chooseFilter(value);
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        }}
      />
      <kbd>{FILTER_KEY}</kbd>
    </span>
  );
}

function Said() {
  const { t } = useTranslation();
  const outcome = useBookings((state) => state.outcome);
  const notYours = useBookings((state) => ACTS[state.tab].some((act) => offered(state, act) === 'not-yours'));
  return <SaidLine outcome={outcome && saidOf(t, outcome)} notYours={notYours ? t('bookings.notYours') : null} />;
}

const saidOf = (t: TFunction, outcome: Outcome): { ok: boolean; words: string } => ({
  ok: outcome.ok,
  words: outcome.ok
    ? t(outcome.cut ? 'bookings.done.cut' : `bookings.done.${outcome.act}`, { count: outcome.count ?? 0 })
    : t('bookings.failed', { act: t(`bookings.act.${outcome.act}`), words: errorSentence(t, outcome.code) }),
});

/** Where in the list the page lies; a list of one page says nothing. */
function Pages() {
  const { t } = useTranslation();
  const { bookings } = useDesk();
  const now = useNow();
  const page = useBookings((state) => state.page);
  const [before, after] = [canTurn(page, 'before'), canTurn(page, 'after')];
  if (page === null || (!before && !after)) return null;
  const [first, last] = page.tab === 'bookings' ? [page.items[0], page.items.at(-1)] : [];
  return (
    <span className="lists-pages">
      <Button
        disabled={!before}
        data-testid="page-before"
        onClick={() => {
          bookings.store.turnPage('before');
        }}
      >
        {t('bookings.pageBefore')} <kbd>PgUp</kbd>
      </Button>
      {first && last && (
        <span>
          {shortTime(first.from, now)} – {shortTime(last.from, now)}
        </span>
      )}
      <Button
        disabled={!after}
        data-testid="page-after"
        onClick={() => {
          bookings.store.turnPage('after');
        }}
      >
        {t('bookings.pageAfter')} <kbd>PgDn</kbd>
      </Button>
    </span>
  );
}
