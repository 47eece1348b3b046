import { Button, Empty, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseDataView } from '../../electron/contract/base-data.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { BaseDataDifference } from './base-data-difference.tsx';
import { BaseDataState } from './base-data-state.tsx';
import { groupsOf } from './rows.ts';
import type { Group } from './rows.ts';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { figure, interfaceWord } from './words.ts';
import './base-data.css';

/** Rows of one group at first, and more with each press: a lot has a thousand stalls. */
const AT_ONCE = 50;

/** What the site file says of the lot beside what the platform holds (7.3.3). */
export function BaseDataTab() {
  const { t } = useTranslation();
  const views = useSync((state) => state.baseData);
  const showSame = useSync((state) => state.showSame);
  const selected = useSync((state) => state.selected);
  useRowInSight(selected);
  if (views === null) return <Spin className="lists-wait" data-testid="list-loading" />;
  if (views.length === 0) {
    return <Empty className="lists-wait" description={t('sync.empty.baseData')} data-testid="list-empty" />;
  }
  const chosen = views.find(({ key }) => key === selected) ?? null;
  return (
    <div className="base-data">
      <div className="base-data-list" role="listbox" aria-label={t('sync.tab.base-data')}>
        {groupsOf(views, showSame).map((group) => (
          <GroupRows key={group.interface} group={group} selected={selected} />
        ))}
      </div>
      <BaseDataDifference view={chosen} />
    </div>
  );
}

function GroupRows({ group, selected }: { group: Group; selected: string | number | null }) {
  const { t } = useTranslation();
  const [most, setMost] = useState(AT_ONCE);
  const at = group.rows.findIndex(({ key }) => key === selected);
  // The arrows walk on beyond what was shown at first.
  const shown = group.rows.slice(0, Math.max(most, at + 1));
  const left = group.rows.length - shown.length;
  const differing = group.total - group.same;
  return (
    <>
      <h3 className="base-data-group" data-testid={`group-${group.interface}`}>
        {interfaceWord(t, group.interface)}
        <span data-some={differing > 0}>
          {differing === 0
            ? t('sync.baseData.allSame', { figure: figure(group.total) })
            : t('sync.baseData.someDiffer', { differing: figure(differing), figure: figure(group.total) })}
        </span>
      </h3>
      {shown.map((view) => (
        <Row key={view.key} view={view} selected={view.key === selected} />
      ))}
      {left > 0 && (
        <Button
          type="link"
          onClick={() => {
            setMost(most + 4 * AT_ONCE);
          }}
        >
          {t('sync.baseData.more', { figure: figure(left) })}
        </Button>
      )}
    </>
  );
}

function Row({ view, selected }: { view: BaseDataView; selected: boolean }) {
  const { store } = useDesk().sync;
  return (
    <button
      type="button"
      role="option"
      className="base-data-row"
      aria-selected={selected}
      data-row-key={view.key}
      data-testid={`base-${view.key}`}
      onClick={() => {
        store.select(view.key);
      }}
    >
      <span className="cut">{view.title}</span>
      <BaseDataState state={view.state} />
    </button>
  );
}
