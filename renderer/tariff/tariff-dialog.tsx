import { Alert, DatePicker, Modal, Select, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ComponentRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BillPreview, BillQuery } from '../../electron/contract/bill.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import { carModel, plateColour } from '../../electron/contract/vocabulary.ts';
import type { CarModel, PlateColour } from '../../electron/contract/vocabulary.ts';
import { instantOf } from '../bookings/instants.ts';
import { stayLength } from '../clock/beijing.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';
import { BillTable } from './bill-table.tsx';
import './tariff.css';

/** What an installer fills in; null: not yet, or not known. */
interface Asked {
  enteredAt: number | null;
  leftAt: number | null;
  plateColour: PlateColour | null;
  carModel: CarModel | null;
}
const NOTHING: Asked = { enteredAt: null, leftAt: null, plateColour: null, carModel: null };

const TIME_FORM = 'YYYY-MM-DD HH:mm';

/** What any stay would cost by the site's tariff, line by line: for whoever sets it up, or explains it. */
export function TariffDialog() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const [asked, setAsked] = useState(NOTHING);
  const first = useRef<ComponentRef<typeof DatePicker>>(null);
  const ask = (part: Partial<Asked>): void => {
    setAsked((before) => ({ ...before, ...part }));
  };
  return (
    <Modal
      open
      centered
      title={t('tariff.title')}
      footer={null}
      width={680}
      // The dialog takes the focus for itself when it opens.
      afterOpenChange={() => first.current?.focus()}
      onCancel={() => {
        attention.open(null);
      }}
    >
      <div className="tariff-dialog" data-testid="tariff-dialog">
        <p className="dim">{t('tariff.hint')}</p>
        <div className="tariff-asked">
          {(['enteredAt', 'leftAt'] as const).map((field) => (
            <label key={field}>
              {t(`tariff.${field}`)}
              <DatePicker
                // The calendar's words are taken as Beijing time, whatever zone the machine is in.
                showTime={{ format: 'HH:mm' }}
                format={TIME_FORM}
                placeholder={TIME_FORM}
                needConfirm={false}
                allowClear={false}
                ref={field === 'enteredAt' ? first : undefined}
                aria-label={t(`tariff.${field}`)}
                data-testid={`tariff-${field}`}
                onChange={(_, words) => {
                  ask({ [field]: typeof words === 'string' ? instantOf(`${words}:00`) : null });
                }}
              />
            </label>
          ))}
          <label>
            {t('tariff.plateColour')}
            <Select<PlateColour>
              allowClear
              placeholder={t('tariff.unknown')}
              aria-label={t('tariff.plateColour')}
              data-testid="tariff-plate-colour"
              options={plateColour.options.map((value) => ({ value, label: t(`colour.${value}`) }))}
              onChange={(value: PlateColour | undefined) => {
                ask({ plateColour: value ?? null });
              }}
            />
          </label>
          <label>
            {t('tariff.carModel')}
            <Select<CarModel>
              allowClear
              placeholder={t('tariff.unknown')}
              aria-label={t('tariff.carModel')}
              data-testid="tariff-car-model"
              options={carModel.options.map((value) => ({ value, label: t(`carModel.${value}`) }))}
              onChange={(value: CarModel | undefined) => {
                ask({ carModel: value ?? null });
              }}
            />
          </label>
        </div>
        <Answer asked={asked} />
      </div>
    </Modal>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const { t } = useTranslation();
  const answer = usePreview(asked);
  switch (answer.state) {
    case 'empty':
      return (
        <p className="tariff-empty dim" data-testid="tariff-empty">
          {t('tariff.empty')}
        </p>
      );
    case 'asking':
      return <Spin />;
    case 'failed':
      return <Alert type="warning" showIcon title={t(`error.${answer.code}`)} data-testid="tariff-failed" />;
    case 'refused':
      return <Alert type="warning" showIcon title={t(`tariff.refused.${answer.because}`)} data-testid="tariff-refused" />; // prettier-ignore
    case 'billed': {
      const { bill, query } = answer;
      const length = stayLength(t, query.enteredAt, query.leftAt);
      return (
        <>
          <p className="tariff-rate" data-testid="tariff-rate">
            {t('tariff.rate', { rate: bill.rate, length, minutes: bill.minutes })}
          </p>
          <BillTable lines={bill.lines} total={bill.total} />
        </>
      );
    }
  }
}

type Preview =
  | { state: 'empty' | 'asking' }
  | { state: 'failed'; code: CommandError['code'] }
  | { state: 'refused'; because: Extract<BillPreview, { ok: false }>['because'] }
  | { state: 'billed'; bill: Extract<BillPreview, { ok: true }>; query: BillQuery };

/** Asks the station whenever something else is asked; an answer to what is asked no more is dropped. */
function usePreview(asked: Asked): Preview {
  const { bridge } = useDesk();
  const { enteredAt, leftAt } = asked;
  const query: BillQuery | null = enteredAt === null || leftAt === null ? null : { ...asked, enteredAt, leftAt };
  const [answered, setAnswered] = useState<{ to: string; preview: Preview } | null>(null);
  const question = JSON.stringify(query);
  useEffect(() => {
    const query = JSON.parse(question) as BillQuery | null;
    if (query === null) return undefined;
    let wanted = true;
    void callSafely(bridge, 'tariff.preview', query).then((result) => {
      if (wanted) setAnswered({ to: question, preview: previewOf(result, query) });
    });
    return () => {
      wanted = false;
    };
  }, [bridge, question]);
  if (query === null) return { state: 'empty' };
  return answered?.to === question ? answered.preview : { state: 'asking' };
}

function previewOf(result: Awaited<ReturnType<typeof callSafely<'tariff.preview'>>>, query: BillQuery): Preview {
  if (!result.ok) return { state: 'failed', code: result.error.code };
  const bill = result.value;
  return bill.ok ? { state: 'billed', bill, query } : { state: 'refused', because: bill.because };
}
