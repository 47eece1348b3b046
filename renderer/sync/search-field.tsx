import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, useSync } from '../store/desk.tsx';
import { SEARCH_KEY } from './sync-keys.ts';

/** What is searched for. Enter and the arrow down lead to what was found, and the screen's keys are back. */
export function SearchField() {
  const { t } = useTranslation();
  const { store } = useDesk().sync;
  const text = useSync((state) => state.search);
  return (
    <span className="lists-search" data-key={SEARCH_KEY}>
      <Input
        autoFocus
        allowClear
        value={text}
        maxLength={64}
        prefix={<SearchOutlined aria-hidden />}
        suffix={text === '' ? <kbd>{SEARCH_KEY}</kbd> : undefined}
        placeholder={t('sync.search.placeholder')}
        aria-label={t('sync.search.placeholder')}
        data-testid="search-field"
        onChange={(event) => {
          store.setSearch(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </span>
  );
}
