import type { AcceptanceRun, AcceptanceView } from '../../contract/acceptance.ts';
import type { Db } from '../store/open.ts';
import type { CheckPlace, CheckState, Facts } from './check.ts';

/** A run as it is kept: what is under way is open again after a restart. */
export interface KeptRun extends Omit<AcceptanceRun, 'checks' | 'verdict'> {
  checks: { place: CheckPlace; state: CheckState }[];
  verdict: AcceptanceRun['verdict'];
}

export interface AcceptanceStore {
  /** Its number. */
  begin(run: Omit<KeptRun, 'no' | 'checks'>, checks: readonly CheckPlace[]): number;
  /** What became of a check; one that runs is kept as open. */
  put(no: number, id: string, state: CheckState): void;
  finish(no: number, end: Pick<KeptRun, 'people' | 'note' | 'verdict'> & { finishedAt: number }): void;
  byNo(no: number): KeptRun | null;
  newest(): KeptRun | null;
  /** All of them, the newest first. */
  list(): AcceptanceView['earlier'];
}

interface RunRow {
  no: number;
  begun_at: number;
  begun_by: string;
  finished_at: number | null;
  people: string;
  note: string;
  site_version: number | null;
  site_sha256: string;
  program: string;
  lot: string;
  lanes: string;
  verdict: AcceptanceRun['verdict'];
}

interface CheckRow {
  id: string;
  kind: CheckPlace['kind'];
  lane_id: string | null;
  platform: string | null;
  state: 'open' | 'passed' | 'failed' | 'skipped';
  at: number | null;
  who: string | null;
  facts: string;
  because: string | null;
}

/** Long enough to look back on. */
const MOST_LISTED = 100;

export function createAcceptanceStore(db: Db): AcceptanceStore {
  const insertRun = db.prepare(
    `INSERT INTO acceptance_run (begun_at, begun_by, people, note, site_version, site_sha256, program, lot, lanes, verdict)
     VALUES (@begunAt, @begunBy, '[]', '', @siteVersion, @siteSha256, @program, @lot, @lanes, 'running')`,
  );
  const insertCheck = db.prepare(
    `INSERT INTO acceptance_check (run, position, id, kind, lane_id, platform)
     VALUES (?, ?, @id, @kind, @laneId, @platform)`,
  );
  const update = db.prepare(
    `UPDATE acceptance_check SET state = @state, at = @at, who = @who, facts = @facts, because = @because
     WHERE run = @run AND id = @id`,
  );
  const end = db.prepare(
    `UPDATE acceptance_run SET finished_at = @finishedAt, people = @people, note = @note, verdict = @verdict WHERE no = @no`,
  );
  const select = db.prepare<[number], RunRow>('SELECT * FROM acceptance_run WHERE no = ?');
  const selectNewest = db.prepare<[], RunRow>('SELECT * FROM acceptance_run ORDER BY no DESC LIMIT 1');
  const selectChecks = db.prepare<[number], CheckRow>('SELECT * FROM acceptance_check WHERE run = ? ORDER BY position');
  const selectAll = db.prepare<[number], RunRow>('SELECT * FROM acceptance_run ORDER BY no DESC LIMIT ?');

  const runOf = (row: RunRow | undefined): KeptRun | null =>
    row === undefined
      ? null
      : {
          no: row.no,
          begunAt: row.begun_at,
          begunBy: row.begun_by,
          finishedAt: row.finished_at,
          people: JSON.parse(row.people) as string[],
          note: row.note,
          siteVersion: row.site_version,
          siteSha256: row.site_sha256,
          program: row.program,
          lot: JSON.parse(row.lot) as AcceptanceRun['lot'],
          lanes: JSON.parse(row.lanes) as AcceptanceRun['lanes'],
          verdict: row.verdict,
          checks: selectChecks.all(row.no).map((check) => ({ place: placeOf(check), state: stateOf(check) })),
        };

  return {
    begin({ lot, lanes, ...run }, checks) {
      const { begunAt, begunBy, siteVersion, siteSha256, program } = run;
      const values = { begunAt, begunBy, siteVersion, siteSha256, program };
      const made = insertRun.run({ ...values, lot: JSON.stringify(lot), lanes: JSON.stringify(lanes) });
      const no = Number(made.lastInsertRowid);
      checks.forEach((check, position) => insertCheck.run(no, position, check));
      return no;
    },
    put: (no, id, state) => void update.run({ run: no, id, ...rowOf(state) }),
    finish: (no, { people, ...rest }) => void end.run({ no, ...rest, people: JSON.stringify(people) }),
    byNo: (no) => runOf(select.get(no)),
    newest: () => runOf(selectNewest.get()),
    list: () =>
      selectAll.all(MOST_LISTED).map(({ no, begun_at, finished_at, verdict }) => ({
        no,
        begunAt: begun_at,
        finishedAt: finished_at,
        verdict,
      })),
  };
}

const placeOf = ({ id, kind, lane_id, platform }: CheckRow): CheckPlace => ({ id, kind, laneId: lane_id, platform });

function stateOf({ state, at, who, facts, because }: CheckRow): CheckState {
  const when = at ?? 0;
  // Whoever it was, only their name goes on the certificate.
  const by = { id: '', name: who ?? '' };
  switch (state) {
    case 'open':
      return { state };
    case 'passed':
    case 'failed':
      return { state, at: when, who: by, facts: JSON.parse(facts) as Facts };
    case 'skipped':
      return { state, at: when, who: by, because: because ?? '' };
  }
}

function rowOf(state: CheckState): Pick<CheckRow, 'state' | 'at' | 'who' | 'facts' | 'because'> {
  switch (state.state) {
    case 'open':
    case 'running':
      return { state: 'open', at: null, who: null, facts: '{}', because: null };
    case 'passed':
    case 'failed':
      return { state: state.state, at: state.at, who: state.who.name, facts: kept(state.facts), because: null };
    case 'skipped':
      return { state: 'skipped', at: state.at, who: state.who.name, facts: '{}', because: state.because };
  }
}

/** A certificate lasts longer than plates are kept: it says that one was read, and not whose it is. */
function kept({ plate, ...facts }: Facts): string {
  return JSON.stringify({ ...(typeof plate === 'string' && { plate: masked(plate) }), ...facts });
}

const masked = (plate: string): string =>
  plate.length > 4 ? plate.slice(0, 3) + '*'.repeat(plate.length - 4) + plate.slice(-1) : plate;
