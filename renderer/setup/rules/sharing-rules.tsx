import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Hours } from '../form/hours.tsx';
import { Fold, Optional, Part } from '../form/part.tsx';
import { Rows } from '../form/rows.tsx';
import { textAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { itemWords } from '../site-words.ts';

/** Shared parking (6.2): the plans that drivers buy on the platform. */
export function SharingRules() {
  const { t } = useTranslation();
  return (
    <Optional at="sharing" start={() => ({ plans: [] })}>
      <div className="setup-grid">
        <Field at="sharing.payUrl" wide placeholder="https://pay.example/?order={orderNo}" />
        <Field at="sharing.payBy" />
        <Field at="sharing.unpaidMin" unit="minutes" />
        <Field at="sharing.invoicePage" />
      </div>
      <Rows
        at="sharing.plans"
        add={t('setup.rules.addPlan')}
        start={planDraft}
        title={(plan, index) => itemWords(t, plan, index)}
      >
        {(path, plan) => <Plan at={path} kind={textAt(plan, 'kind')} />}
      </Rows>
    </Optional>
  );
}

function planDraft(before: readonly Json[]): Json {
  return {
    code: `P${before.length + 1}`,
    name: '',
    kind: 'months',
    carModel: 'small',
    period: 'all-day',
    rules: [{ days: 'every-day', from: '00:00', to: '00:00' }],
    overdue: { perHour: 500 },
  };
}

function Plan({ at, kind }: { at: string; kind: string }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="setup-grid">
        {['code', 'name', 'spaces', 'kind'].map((name) => (
          <Field key={name} at={`${at}.${name}`} />
        ))}
        {kind === 'times' && <Field at={`${at}.times`} unit="times" />}
        {(kind === 'times' || kind === 'days') && <Field at={`${at}.days`} unit="days" />}
        <Field at={`${at}.carModel`} />
        <Field at={`${at}.period`} />
        <Field at={`${at}.price`} measure="yuan" />
        <Field at={`${at}.originalPrice`} measure="yuan" />
        {(['shown', 'sold'] as const).map((span) =>
          ['from', 'to'].map((end) => (
            <Field key={`${span}.${end}`} at={`${at}.${span}.${end}`} placeholder="2026-01-01 00:00:00" />
          )),
        )}
        <Field at={`${at}.overdue.graceMin`} unit="minutes" />
        <Field at={`${at}.overdue.perHour`} measure="yuan" />
        <Field at={`${at}.overdue.capPerDay`} measure="yuan" />
        <Field at={`${at}.active`} />
      </div>
      <Part title={t('setup.site.sharing.plans.rules.label')}>
        <Rows
          at={`${at}.rules`}
          add={t('setup.rules.addHours')}
          start={() => ({ days: 'every-day', from: '00:00', to: '00:00' })}
          title={(_, index) => t('setup.form.nth', { n: index + 1 })}
        >
          {(path) => <Hours at={path} />}
        </Rows>
      </Part>
      <Fold title={t('setup.rules.planWords')} within={[`${at}.introduction`, `${at}.description`]}>
        <div className="setup-grid">
          {['introduction', 'description', 'buyNotice', 'refundNotice', 'remark'].map((name) => (
            <Field key={name} at={`${at}.${name}`} area />
          ))}
        </div>
      </Fold>
    </>
  );
}
