import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReceiptColumns, ReceiptLine } from '../../electron/contract/receipt.ts';
import './receipt-preview.css';

/** A receipt as its paper will look: black on white by day and by night, its columns those of the printer. */
export function ReceiptPreview({ lines, columns }: { lines: readonly ReceiptLine[]; columns: ReceiptColumns }) {
  return (
    <div className="receipt" data-columns={columns} data-testid="receipt-paper">
      {lines.map((line, index) => (
        // Lines have no names, and never change their places.
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { line: ReceiptLine }) {
  const { t } = useTranslation();
  switch (line.kind) {
    case 'title':
      return <div className="receipt-title">{line.text}</div>;
    case 'text':
      return <div className={line.centred ? 'receipt-centred' : undefined}>{line.text}</div>;
    case 'line':
      return (
        <div className="receipt-line">
          <span>{line.left}</span>
          <span>{line.right}</span>
        </div>
      );
    case 'rule':
      return <div className="receipt-rule" role="separator" />;
    case 'qr':
      return (
        <div className="receipt-code" role="img" aria-label={t('receipt.invoice')} data-code={line.text}>
          <span aria-hidden>
            <QRCode
              value={line.text}
              type="svg"
              size={190}
              bordered={false}
              errorLevel="M"
              color="#000"
              bgColor="#fff"
            />
          </span>
        </div>
      );
    case 'cut':
      return <div className="receipt-cut" />;
  }
}
