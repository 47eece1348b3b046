import { Button, Select, Tabs } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useDesk, useSync } from '../store/desk.tsx';
import { FILTER_KEY } from '../tables/list-keys.ts';
import { SaidLine } from '../tables/said-line.tsx';
import { ActButton } from './act-button.tsx';
import { BaseDataTab } from './base-data-tab.tsx';
import { FiguresTable } from './figures-table.tsx';
import { FoundTable } from './found-table.tsx';
import { RefundTable } from './refund-table.tsx';
import { ReportTable } from './report-table.tsx';
import { offered } from './offered.ts';
import { SearchField } from './search-field.tsx';
import { SAME_KEY, tabKey } from './sync-keys.ts';
import { hasTab, isList, shownPlatform, TABS, waitingOf } from './sync-state.ts';
import type { Act, Outcome, SyncState, Tab } from './sync-state.ts';
import { errorSentence, figure, interfaceWord } from './words.ts';
import '../tables/lists.css';

/** The lists of the chosen platform, and what can be done with them. */
export function Lists({ exportShown }: { exportShown: () => void }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const tab = useSync((state) => state.tab);
  const platform = useSync((state) => shownPlatform(state));
  const view = useSync((state) => state.view);
  const tabs = TABS.filter((each) => hasTab({ view, platformId: platform?.platform.id ?? null }, each));
  return (
    <section className="lists">
      <Tabs
        activeKey={tab}
        size="small"
        items={tabs.map((each) => ({ key: each, label: <TabLabel tab={each} /> }))}
        onChange={(key) => {
          sync.store.chooseTab(key as Tab);
        }}
        aria-label={t('sync.title')}
      />
      <Toolbar exportShown={exportShown} />
      <div className="lists-body" data-testid={`list-${tab}`}>
        {isList(tab) && <ReportTable list={tab} />}
        {tab === 'figures' && <FiguresTable />}
        {tab === 'base-data' && <BaseDataTab />}
        {tab === 'search' && <FoundTable />}
        {tab === 'refunds' && <RefundTable />}
      </div>
    </section>
  );
}

/** Tabs whose count waits for a person. */
const ASKS: ReadonlySet<Tab> = new Set(['parked', 'refunds']);

function TabLabel({ tab }: { tab: Tab }) {
  const { t } = useTranslation();
  const count = useSync((state) => countOf(state, tab));
  return (
    <span className="lists-tab" data-testid={`tab-${tab}`} data-tone={ASKS.has(tab) && count > 0 ? 'ask' : 'none'}>
      {t(`sync.tab.${tab}`)} {count > 0 && <b>{figure(count)}</b>} <kbd>{tabKey(tab)}</kbd>
    </span>
  );
}

function countOf(state: SyncState, tab: Tab): number {
  const shown = shownPlatform(state);
  if (shown === null) return 0;
  if (tab === 'parked') return shown.platform.parked;
  if (tab === 'refunds') return state.view?.refunds ?? 0;
  return tab === 'waiting' ? waitingOf(shown) : 0;
}

const ACTS: Readonly<Record<Tab, readonly Act[]>> = {
  parked: ['retry', 'correct', 'dismiss', 'retry-all', 'export'],
  waiting: ['export'],
  acknowledged: ['export'],
  dismissed: ['export'],
  figures: ['export'],
  'base-data': ['report-all'],
  search: ['retry', 'correct', 'dismiss'],
  refunds: ['accept-refund', 'refuse-refund'],
};

function Toolbar({ exportShown }: { exportShown: () => void }) {
  const tab = useSync((state) => state.tab);
  return (
    <div className="lists-tools">
      {isList(tab) && <InterfaceFilter />}
      {tab === 'base-data' && <SameSwitch />}
      {tab === 'search' && <SearchField />}
      <Said />
      {isList(tab) && <Pages />}
      <div className="lists-acts">
        {ACTS[tab].map((act) => (
          <ActButton key={act} act={act} {...(act === 'export' && { onPress: exportShown })} />
        ))}
      </div>
    </div>
  );
}

function Said() {
  const { t } = useTranslation();
  const outcome = useSync((state) => state.outcome);
  const refunds = useSync(({ tab }) => tab === 'refunds');
  const notYours = useSync((state) => ACTS[state.tab].some((act) => offered(state, act) === 'not-yours'));
  const words = t(refunds ? 'sync.refund.notYours' : 'sync.notYours');
  return <SaidLine outcome={outcome && saidOf(t, outcome)} notYours={notYours ? words : null} />;
}

const saidOf = (t: TFunction, outcome: Outcome): { ok: boolean; words: string } => ({
  ok: outcome.ok,
  words: outcome.ok
    ? t(outcome.cut ? 'sync.done.cut' : `sync.done.${outcome.act}`, { figure: figure(outcome.count ?? 0) })
    : t('sync.failed', { act: t(`sync.act.${outcome.act}`), words: errorSentence(t, outcome.code) }),
});

function InterfaceFilter() {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const tab = useSync((state) => state.tab);
  const only = useSync((state) => state.interface);
  const interfaces = useSync((state) => shownPlatform(state)?.interfaces);
  const names = new Set([...(interfaces ?? []).map((each) => each.interface), ...(only === null ? [] : [only])]);
  return (
    <span className="lists-filter" data-key={FILTER_KEY}>
      <Select
        value={only ?? ''}
        size="middle"
        popupMatchSelectWidth={false}
        aria-label={t('sync.keys.filter')}
        data-testid="interface-filter"
        options={[
          { value: '', label: t('sync.allInterfaces') },
          ...[...names].map((name) => ({ value: name, label: interfaceWord(t, name) })),
        ]}
        onChange={(value: string) => {
          sync.store.chooseTab(tab, value === '' ? null : value);
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        }}
      />
      <kbd>{FILTER_KEY}</kbd>
    </span>
  );
}

function SameSwitch() {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const showSame = useSync((state) => state.showSame);
  return (
    <Button
      size="middle"
      data-testid="show-same"
      onClick={() => {
        sync.store.setShowSame(!showSame);
      }}
    >
      {t(showSame ? 'sync.baseData.hideSame' : 'sync.baseData.showSame')} <kbd>{SAME_KEY}</kbd>
    </Button>
  );
}

/** Where in the list the page lies; a list of one page says nothing. */
function Pages() {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const page = useSync((state) => state.page);
  const before = page?.before.length ?? 0;
  const more = page?.more ?? false;
  if (before === 0 && !more) return null;
  const turn = (step: 1 | -1) => () => {
    sync.store.turnPage(step);
  };
  return (
    <span className="lists-pages">
      <Button size="middle" disabled={before === 0} data-testid="page-before" onClick={turn(-1)}>
        {t('sync.pageBefore')} <kbd>PgUp</kbd>
      </Button>
      <span>{t('sync.page', { page: before + 1 })}</span>
      <Button size="middle" disabled={!more} data-testid="page-after" onClick={turn(1)}>
        {t('sync.pageAfter')} <kbd>PgDn</kbd>
      </Button>
    </span>
  );
}
