import { useEffect } from 'react';

/** Keeps the row that the arrows are on in sight. */
export function useRowInSight(selected: number | string | null): void {
  useEffect(() => {
    if (selected === null) return;
    document.querySelector(`.lists-body [data-row-key="${CSS.escape(String(selected))}"]`)?.scrollIntoView({
      block: 'nearest',
    });
  }, [selected]);
}
