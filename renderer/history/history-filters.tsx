import { DownloadOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { historyKind } from '../../electron/contract/history.ts';
import type { HistoryKind } from '../../electron/contract/history.ts';
import { useDesk, useHistory } from '../store/desk.tsx';
import { EXPORT_KEY, SEARCH_KEY } from './history-keys.ts';
import { errorSentence } from './words.ts';

/** What is looked for. Enter and the arrow down lead from the field to what was found. */
export function HistoryFilters({ onExport }: { onExport: () => void }) {
  const { t } = useTranslation();
  const { history: store } = useDesk();
  const text = useHistory((state) => state.filters.text);
  const laneId = useHistory((state) => state.filters.laneId);
  const kind = useHistory((state) => state.filters.kind);
  const who = useHistory((state) => state.filters.who);
  const choices = useHistory((state) => state.choices);
  const asking = useHistory((state) => state.asking);
  const named = (list: readonly { id: string; name: string }[] = []) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="lists-tools history-tools">
      <span className="history-search" data-key={SEARCH_KEY}>
        <Input
          autoFocus
          allowClear
          value={text}
          maxLength={32}
          prefix={<SearchOutlined aria-hidden spin={asking} />}
          suffix={text === '' ? <kbd>{SEARCH_KEY}</kbd> : undefined}
          placeholder={t('history.placeholder')}
          aria-label={t('history.placeholder')}
          data-testid="history-field"
          onChange={(event) => {
            store.narrow({ text: event.target.value });
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      </span>
      <DatePicker.RangePicker
        className="history-span"
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        allowEmpty={[true, true]}
        aria-label={t('history.span')}
        data-testid="history-span"
        onChange={(_, words) => {
          const [from = null, to = null] = (words ?? []).map(instantOf);
          store.narrow({ from, to: to === null ? null : to + 59_999 });
        }}
      />
      <Select
        allowClear
        className="history-choice"
        placeholder={t('history.anyLane')}
        aria-label={t('history.lane')}
        value={laneId}
        options={named(choices?.lanes)}
        data-testid="history-lane"
        onChange={(value: string | undefined) => {
          store.narrow({ laneId: value ?? null });
        }}
      />
      <Select
        allowClear
        className="history-choice"
        placeholder={t('history.anyKind')}
        aria-label={t('history.kindOf')}
        value={kind}
        options={historyKind.options.map((value) => ({ value, label: t(`history.kind.${value}`) }))}
        listHeight={480}
        data-testid="history-kind"
        onChange={(value: HistoryKind | undefined) => {
          store.narrow({ kind: value ?? null });
        }}
      />
      <Select
        allowClear
        className="history-choice"
        placeholder={t('history.anyone')}
        aria-label={t('history.who')}
        value={who}
        options={named(choices?.people)}
        data-testid="history-who"
        onChange={(value: string | undefined) => {
          store.narrow({ who: value ?? null });
        }}
      />
      <Said />
      <Button icon={<DownloadOutlined />} data-testid="history-export" onClick={onExport}>
        {t('history.export')} <kbd>{EXPORT_KEY}</kbd>
      </Button>
    </div>
  );
}

/** The picker's words are of the clock on the wall, which is Beijing's. Empty: not chosen. */
const instantOf = (words: string): number | null =>
  words === '' ? null : Date.parse(`${words.replace(' ', 'T')}:00+08:00`);

/** What came of the last act. */
function Said() {
  const { t } = useTranslation();
  const outcome = useHistory((state) => state.outcome);
  if (outcome === null) return <span className="lists-said" />;
  const words = outcome.ok
    ? t(`history.done.${outcome.what}`, { count: outcome.count })
    : errorSentence(t, outcome.code);
  return (
    <span className="lists-said" role="status" data-ok={outcome.ok} data-testid="history-said" title={words}>
      {words}
    </span>
  );
}
