import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBookings, useDesk } from '../store/desk.tsx';
import { SEARCH_KEY } from './bookings-keys.ts';

/** What is searched for in the list. Enter and the arrow down lead to what was found, and the screen's keys are back. */
export function SearchField() {
  const { t } = useTranslation();
  const { store } = useDesk().bookings;
  const text = useBookings((state) => state.text);
  const tab = useBookings((state) => state.tab);
  const words = t(`bookings.search.${tab}`);
  return (
    <span className="bookings-search" data-key={SEARCH_KEY}>
      <Input
        allowClear
        value={text}
        maxLength={64}
        prefix={<SearchOutlined aria-hidden />}
        suffix={text === '' ? <kbd>{SEARCH_KEY}</kbd> : undefined}
        placeholder={words}
        aria-label={words}
        data-testid="bookings-search"
        onChange={(event) => {
          store.setText(event.target.value);
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
