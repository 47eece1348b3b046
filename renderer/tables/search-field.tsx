import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { SEARCH_KEY } from './list-keys.ts';

interface SearchFieldProps {
  text: string;
  words: string;
  className: string;
  testId: string;
  /** It appears because its key was pressed. */
  autoFocus?: boolean;
  onType: (text: string) => void;
}

/** What is searched for in a list. Enter and the arrow down lead to what was found, and the screen's keys are back. */
export function SearchField({ text, words, className, testId, autoFocus = false, onType }: SearchFieldProps) {
  return (
    <span className={className} data-key={SEARCH_KEY}>
      <Input
        autoFocus={autoFocus}
        allowClear
        value={text}
        maxLength={64}
        prefix={<SearchOutlined aria-hidden />}
        suffix={text === '' ? <kbd>{SEARCH_KEY}</kbd> : undefined}
        placeholder={words}
        aria-label={words}
        data-testid={testId}
        onChange={(event) => {
          onType(event.target.value);
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
