import { useTranslation } from 'react-i18next';
import { useDesk, useSync } from '../store/desk.tsx';
import { SearchField as Field } from '../tables/search-field.tsx';

/** What is searched for on all platforms. */
export function SearchField() {
  const { t } = useTranslation();
  const { store } = useDesk().sync;
  const text = useSync((state) => state.search);
  return (
    <Field
      autoFocus
      text={text}
      words={t('sync.search.placeholder')}
      className="lists-search"
      testId="search-field"
      onType={store.setSearch}
    />
  );
}
