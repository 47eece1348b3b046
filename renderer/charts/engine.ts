import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import type { EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Only what the reports draw. SVG: it prints as sharp as letters do.
register([BarChart, GridComponent, LegendComponent, LineChart, MarkLineComponent, SVGRenderer, TooltipComponent]);

/** Begins a chart in an element; with a size it needs no room of its own yet. */
export function drawIn(element: HTMLElement, size: { width: number; height: number } | null): EChartsType {
  return init(element, null, { renderer: 'svg', ...size });
}
