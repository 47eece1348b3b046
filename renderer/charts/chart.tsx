import { useEffect, useRef } from 'react';
import { useNow } from '../clock/use-now.ts';
import { shadeAt } from '../look/look.ts';
import { usePreferences } from '../store/desk.tsx';
import { drawIn } from './engine.ts';
import { optionOf } from './option.ts';
import type { Ground } from './palette.ts';
import type { ChartSpec } from './spec.ts';
import './chart.css';

/** Width of what is printed on A4 between its margins, px. */
const PAPER_WIDTH = 700;
const HEIGHT = 260;
const ROW = 34;

/** Bars lie one under the other: each takes its row. */
const heightOf = (spec: ChartSpec): number => (spec.kind === 'bars' ? 24 + spec.categories.length * ROW : HEIGHT);

/** A chart in the colours of the window. Its numbers stand beside it in a table, which is what a screen reader reads. */
export function Chart({ spec }: { spec: ChartSpec }) {
  const shade = shadeAt(
    usePreferences(({ look }) => look),
    useNow(),
  );
  return <Drawn spec={spec} ground={shade} width={null} />;
}

/** The same in black on white, with patterns, as wide as the page. */
export function PaperChart({ spec }: { spec: ChartSpec }) {
  return <Drawn spec={spec} ground="paper" width={PAPER_WIDTH} />;
}

function Drawn({ spec, ground, width }: { spec: ChartSpec; ground: Ground; width: number | null }) {
  const place = useRef<HTMLDivElement>(null);
  const height = heightOf(spec);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const chart = drawIn(element, width === null ? null : { width, height });
    chart.setOption(optionOf(spec, ground));
    const fit = new ResizeObserver(() => {
      chart.resize();
    });
    if (width === null) fit.observe(element);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [spec, ground, width, height]);
  return (
    <div
      ref={place}
      className="chart"
      role="img"
      aria-label={spec.label}
      data-testid={`chart-${spec.kind}`}
      style={{ height, ...(width !== null && { width }) }}
    />
  );
}
