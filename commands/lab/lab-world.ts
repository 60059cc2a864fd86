import { runInBackground } from '../../fixtures/host/background.ts'
import { holdNamespaces } from '../../fixtures/host/holder.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { dockerExec, type Subject, subjectOf } from '../../fixtures/subjects/subject.ts'
import type { LearnersContainer, Namespaces, ShellProcess, Sighting, TaskWorld } from '../../fixtures/task.ts'
import { startedFrom } from '../../fixtures/undo/shells.ts'
import { namespaceTypes } from '../../instruments/evidence/namespace-types.ts'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import type { SubjectRecord } from '../../instruments/evidence/types.ts'
import { entering, hostVantage, vantageOf } from '../../instruments/vantage.ts'
import { type View, viewFrom } from '../../instruments/view.ts'
import { labelledContainers } from './lab-containers.ts'

/** What the lab knows without looking. */
export interface WorldFacts {
  readonly lab: OpenLab
  readonly socket: string
  /** PID of the lab's shell; undefined until it runs. */
  readonly shell: number | undefined
  readonly trio: readonly SubjectRecord[]
  readonly prepared: Readonly<Record<string, SubjectRecord>>
  readonly before: TaskWorld['before']
  readonly begun: unknown
  readonly sightings: readonly Sighting[]
  /** Gets what ends with the task. */
  readonly defer: (end: () => Promise<void>) => void
}

/** Names under which the lab's own programs run (commands/lab/bin). They are not what the learner started. */
const ownPrograms = new Set(['lab-look', 'check', 'hint', 'lab-help', 'next', 'reset', 'solution', 'task', 'tasks'])

/** The view of the engine's host, as root. */
export function labHost({ engine }: OpenLab, recorder: Recorder = new Recorder()): View {
  return viewFrom(hostVantage([...engine.sudo, ...engine.enter]), recorder)
}

/** Entries of /proc/PID/ns by their names, as device and inode. Empty if the process has ended. */
async function readEntries(host: View, pid: number): Promise<Namespaces & { readonly pid_for_children?: string }> {
  const entries = [...namespaceTypes, 'pid_for_children'].map((entry) => `/proc/${pid}/ns/${entry}`)
  const { stdout } = await host.run('stat', '-L', '--format=%n %d:%i', ...entries)
  const lines = [...stdout.matchAll(/^\/proc\/\d+\/ns\/(\w+) (\d+:\d+)$/gm)]
  return Object.fromEntries(lines.map(([, entry = '', id = '']) => [entry, id]))
}

/** Namespaces of a process, empty if it has ended. */
export async function readNamespaces(host: View, pid: number): Promise<Namespaces> {
  const { pid_for_children: _, ...namespaces } = await readEntries(host, pid)
  return namespaces
}

/** What a task looks at now. Built for each look, so that no answer is older than the look. */
export function worldFrom(facts: WorldFacts): TaskWorld {
  const { lab, trio, before, begun } = facts
  const recorder = new Recorder()
  const host = labHost(lab, recorder)
  const subject = (record: SubjectRecord): Subject => subjectOf(record, lab.engine, recorder)
  const namespacesOf = (pid: number): Promise<Namespaces> => readNamespaces(host, pid)
  return {
    host,
    before,
    begun,
    namespacesOf,
    ...trioOf(trio.map(subject)),
    profile: lab.profile,
    docker: viewFrom(vantageOf({ kind: 'docker', label: 'docker' }, lab.engine.cli), recorder),
    prepared: Object.fromEntries(Object.entries(facts.prepared).map(([name, record]) => [name, subject(record)])),
    trioNamespaces: async () =>
      Object.fromEntries(
        await Promise.all(trio.map(async ({ name, pid }) => [name, await namespacesOf(pid)] as const)),
      ),
    processes: () => shellProcesses(host, facts),
    containers: () => learnersContainers(facts, recorder),
    sightings: (program) => facts.sightings.filter((one) => one.program === program).toReversed(),
    entering: (pid, ...types) => host.via(entering({ pid }, ...types)),
    hold: (...types) => deferred(facts, holdNamespaces(lab.engine.enter, types)),
    keep: (...argv) => deferred(facts, runInBackground(host, argv, recorder, lab.engine.sudo)),
  }
}

function trioOf(subjects: readonly Subject[]): Pick<TaskWorld, 'nginx' | 'httpd' | 'nextcloud'> {
  const named = (name: string): Subject => {
    const found = subjects.find((each) => each.name === name)
    if (found === undefined) throw new Error(`the lab has no container ${name}`)
    return found
  }
  return { nginx: named('nginx'), httpd: named('httpd'), nextcloud: named('nextcloud') }
}

/** Lets something end with the task. */
async function deferred<Started extends { end(): Promise<void> }>(
  facts: WorldFacts,
  starting: Promise<Started>,
): Promise<Started> {
  const started = await starting
  facts.defer(() => started.end())
  return started
}

/** The containers with the lab's label that the lab did not start. */
async function learnersContainers(
  { lab, trio, prepared }: WorldFacts,
  recorder: Recorder,
): Promise<readonly LearnersContainer[]> {
  const lent = new Set([...trio, ...Object.values(prepared)].map(({ id }) => id))
  const others = (await labelledContainers(lab)).filter(({ id }) => !lent.has(id))
  return others.map((one) => ({ ...one, exec: viewFrom(dockerExec(lab.engine, one.id, 'yours'), recorder) }))
}

async function shellProcesses(host: View, { socket, shell }: WorldFacts): Promise<ShellProcess[]> {
  const pids = (await startedFrom(socket)).filter((pid) => pid !== shell)
  if (pids.length === 0) return []
  const all = (await host.procfs(...pids)).filter(({ comm, state }) => !ownPrograms.has(comm) && state !== 'Z')
  const newestFirst = all.toSorted((a, b) => Number(b.start) - Number(a.start) || b.pid - a.pid)
  const found = await Promise.all(
    newestFirst.map(async ({ pid, nspid, uid, comm }) => {
      const { pid_for_children: children, ...namespaces } = await readEntries(host, pid)
      return { pid, nspid, uid, comm, namespaces, childless: children === undefined }
    }),
  )
  return found.filter(({ namespaces }) => namespaces.net !== undefined)
}
