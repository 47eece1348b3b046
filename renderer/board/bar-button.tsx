import { Tooltip } from 'antd';
import type { ReactNode } from 'react';

/** A quiet button of the top bar: an icon or a short word, its meaning on hover and to screen readers. */
export function BarButton(props: { label: string; testId: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip title={props.label} placement="bottomRight">
      <button
        type="button"
        className="bar-button"
        aria-label={props.label}
        data-testid={props.testId}
        onClick={props.onClick}
      >
        {props.children}
      </button>
    </Tooltip>
  );
}
