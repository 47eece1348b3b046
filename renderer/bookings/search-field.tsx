import { useTranslation } from 'react-i18next';
import { useBookings, useDesk } from '../store/desk.tsx';
import { SearchField as Field } from '../tables/search-field.tsx';

/** What is searched for in the list of the tab. */
export function SearchField() {
  const { t } = useTranslation();
  const { store } = useDesk().bookings;
  const text = useBookings((state) => state.text);
  const tab = useBookings((state) => state.tab);
  return (
    <Field
      text={text}
      words={t(`bookings.search.${tab}`)}
      className="bookings-search"
      testId="bookings-search"
      onType={store.setText}
    />
  );
}
