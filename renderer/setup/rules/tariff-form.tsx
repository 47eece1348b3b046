import { CalculatorOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { carModel, plateColour } from '../../../electron/contract/vocabulary.ts';
import { useDesk } from '../../store/desk.tsx';
import { Field } from '../form/field.tsx';
import { Hours } from '../form/hours.tsx';
import { Optional, Part } from '../form/part.tsx';
import { Rows } from '../form/rows.tsx';
import { TextList } from '../form/text-list.tsx';
import { itemWords } from '../site-words.ts';
import { useList, useSetupStore, useSetupView, useValue } from '../use-setup.ts';
import { bandDraft, dayAndNight, isWholeDay, tariffDraft, withRate } from './tariff-drafts.ts';

/** What parking costs: rates by vehicle, each with its hours, periods and limits. */
export function TariffForm() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const store = useSetupStore();
  const { mode } = useSetupView();
  const rates = useList('tariff.rates');
  return (
    <Optional at="tariff" start={() => tariffDraft(t('setup.rules.rateName'))}>
      <div className="setup-acts">
        <Button
          data-testid="add-rate"
          onClick={() => void store.choose('tariff.rates', withRate(rates, t('setup.rules.rateNew')))}
        >
          {t('setup.rules.addRate')}
        </Button>
        {mode === 'running' && (
          <Button
            icon={<CalculatorOutlined />}
            data-testid="try-tariff"
            onClick={() => {
              attention.open({ kind: 'tariff' });
            }}
          >
            {t('setup.rules.preview')}
          </Button>
        )}
        {mode === 'running' && <span className="dim">{t('setup.rules.previewHint')}</span>}
      </div>
      <Rows
        at="tariff.rates"
        most={12}
        add={t('setup.rules.addLast')}
        start={() => ({ name: '', bands: [bandDraft()] })}
        title={(rate, index) => itemWords(t, rate, index)}
      >
        {(path) => <Rate at={path} />}
      </Rows>
      <div className="setup-grid">
        <Field at="tariff.graceMin" unit="minutes" />
        <Field at="tariff.rounding.to" />
        <Field at="tariff.rounding.way" />
      </div>
    </Optional>
  );
}

function Rate({ at }: { at: string }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="setup-grid">
        <Field at={`${at}.name`} />
        <Field at={`${at}.freeMin`} unit="minutes" />
        <Field at={`${at}.freeCounts`} />
        <Field at={`${at}.percentOff`} unit="percent" />
      </div>
      <Optional at={`${at}.for`} start={() => ({ plateColours: ['green'] })}>
        <div className="setup-grid">
          <TextList
            at={`${at}.for.plateColours`}
            choices={plateColour.options.map((value) => ({ value, label: t(`colour.${value}`) }))}
          />
          <TextList
            at={`${at}.for.carModels`}
            choices={carModel.options.map((value) => ({ value, label: t(`carModel.${value}`) }))}
          />
        </div>
      </Optional>
      <Part title={t('setup.site.tariff.rates.bands.label')} hint={t('setup.site.tariff.rates.bands.help')}>
        <CutInTwo at={`${at}.bands`} />
        <Rows
          at={`${at}.bands`}
          most={12}
          add={t('setup.rules.addBand')}
          start={bandDraft}
          title={(_, index) => t('setup.form.nth', { n: index + 1 })}
        >
          {(path) => <Band at={path} />}
        </Rows>
      </Part>
      <Optional at={`${at}.cap`} start={() => ({ per: '24h', fen: 6000 })}>
        <div className="setup-grid">
          <Field at={`${at}.cap.per`} />
          <Field at={`${at}.cap.fen`} measure="yuan" />
          <Field at={`${at}.cap.firstAgain`} />
        </div>
      </Optional>
    </>
  );
}

function CutInTwo({ at }: { at: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const bands = useList(at);
  const [only] = bands;
  if (only === undefined || bands.length !== 1 || !isWholeDay(only)) return null;
  return (
    <div className="setup-acts">
      <Button size="small" onClick={() => void store.choose(at, dayAndNight(only))}>
        {t('setup.rules.dayAndNight')}
      </Button>
    </div>
  );
}

function Band({ at }: { at: string }) {
  const wholeDay = isWholeDay(useValue(at));
  return (
    <>
      <Hours at={at} />
      <div className="setup-grid">
        <Field at={`${at}.first.min`} unit="minutes" />
        <Field at={`${at}.first.fen`} measure="yuan" />
        <Field at={`${at}.then.min`} unit="minutes" />
        <Field at={`${at}.then.fen`} measure="yuan" />
        {!wholeDay && <Field at={`${at}.cap`} measure="yuan" />}
      </div>
    </>
  );
}
