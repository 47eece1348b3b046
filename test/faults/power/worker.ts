import { writeMarks } from './marks.ts';
import type { Workload } from './workloads.ts';

/** Does one workload below a folder, on the layer, and marks what it was promised: `worker.ts NAME ROOT`. */
const [name = '', root = ''] = process.argv.slice(2);
const marks = writeMarks(root);
const { WORKLOADS } = await import('./workloads.ts');
await WORKLOADS[name as Workload](root, marks);
