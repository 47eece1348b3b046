import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DISPLAY_WORDS, displayTexts } from '../../../electron/contract/site-displays.ts';
import { Optional } from '../form/part.tsx';
import { useField } from '../form/use-field.ts';
import { useList, useSetupStore } from '../use-setup.ts';

/** What boards say at each occasion. */
export function DisplayTexts() {
  const { t } = useTranslation();
  return (
    <Optional at="displayTexts" start={() => displayTexts.parse({})}>
      <p className="dim">
        {t('setup.displays.words')}{' '}
        {DISPLAY_WORDS.map((word) => t(`setup.displays.word.${word}`, { word: `{${word}}` })).join(
          t('setup.changes.and'),
        )}
      </p>
      {Object.keys(displayTexts.shape).map((occasion) => (
        <Occasion key={occasion} at={`displayTexts.${occasion}`} of={occasion} />
      ))}
    </Optional>
  );
}

function Occasion({ at, of }: { at: string; of: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const lines = useList(`${at}.show`);
  const show = useField(`${at}.show`);
  const speak = useField(`${at}.speak`);
  const mistake = [show.mistake, speak.mistake].filter((each) => each !== '').join('; ');
  return (
    <Form.Item
      label={t(`setup.site.displayTexts.${of}.label`)}
      help={mistake === '' ? undefined : mistake}
      validateStatus={mistake === '' ? '' : 'error'}
    >
      <div className="setup-grid">
        <Input.TextArea
          value={lines.map(String).join('\n')}
          autoSize={{ minRows: 2, maxRows: 4 }}
          aria-label={show.label}
          data-testid={`${at}.show`}
          onChange={({ target }) => {
            store.type(`${at}.show`, target.value.split('\n').slice(0, 4));
          }}
          onBlur={() => void store.flush()}
        />
        <Input
          value={typeof speak.value === 'string' ? speak.value : ''}
          maxLength={60}
          prefix={<span className="dim">{speak.label}</span>}
          aria-label={speak.label}
          onChange={({ target }) => {
            store.type(`${at}.speak`, target.value === '' ? undefined : target.value);
          }}
          onBlur={() => void store.flush()}
        />
      </div>
    </Form.Item>
  );
}
