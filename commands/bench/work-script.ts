import { runLabel } from '../../fixtures/undo/labels.ts'
import { testName } from '../../instruments/evidence/test-name.ts'
import type { Observation, SubjectRecord, VantageStep } from '../../instruments/evidence/types.ts'
import { namespaceOptions } from '../../instruments/vantage.ts'
import type { Evidence, TestEvidence } from '../../reports/evidence/schema.ts'
import { quote } from '../support/quote.ts'
import { runArguments } from './run-options.ts'
import { type Ground, prelude, quoteAll } from './shell.ts'
import { Variables } from './variables.ts'

export interface WorkScript {
  readonly text: string
  /** How many it starts and runs, counted in the evidence. */
  readonly containers: number
  readonly commands: number
  /** Files on the host that it may make. */
  readonly files: readonly string[]
}

/**
 * What one run did, as a bash script: the same containers and the same commands, one after another. Ids and PIDs are
 * variables, for its containers are others. It prints what it started, what it ran, and how many exit codes were not as in
 * the run, as one line of JSON.
 * @throws Error for evidence that does not say how its containers were made
 */
export function workScript(evidence: Evidence, ground: Ground): WorkScript {
  const tests = evidence.claims.flatMap(({ id, tests: of }) => of.map((test) => ({ id, test })))
  const theirs = evidence.subjects[0]?.options?.labels[runLabel]
  if (theirs === undefined) throw new Error('the evidence does not say how its containers were made')
  const writer = new Writer(ground.run, theirs)
  const trio = evidence.subjects.flatMap((subject) => writer.container(subject))
  const parts = tests.map(({ id, test }) => [
    '',
    `# ${id} ${testName(test)}`.replaceAll(/\s+/g, ' '),
    ...writer.test(test),
  ])
  const text = [
    prelude(ground),
    ...trio,
    'trio=("${standing[@]}") standing=()',
    ...parts.flat(),
    '',
    String.raw`printf '{"containers":%d,"commands":%d,"different":%d}\n' "$containers" "$commands" "$different"`,
  ]
  return {
    text: `${text.join('\n')}\n`,
    containers: evidence.subjects.length + tests.reduce((sum, { test }) => sum + (test.containers?.length ?? 0), 0),
    commands: tests.reduce((sum, { test }) => sum + test.observations.length, 0),
    files: [...writer.files],
  }
}

const hostPrefix = '"${host[@]}"'

class Writer {
  readonly files = new Set<string>()
  readonly #ourRun: string
  readonly #variables: Variables
  #made = 0

  constructor(run: string, theirs: string) {
    this.#ourRun = run
    this.#variables = new Variables(theirs, run)
  }

  container(subject: SubjectRecord): string[] {
    const number = ++this.#made
    const start = `start ${this.#variables.words(runArguments(subject, runLabel))}`
    this.#variables.set(subject.id, `c${number}`)
    if (subject.pid > 1) this.#variables.set(subject.pid, `p${number}`)
    return [`${start} && c${number}=$id p${number}=$pid`]
  }

  test({ containers = [], observations }: TestEvidence): string[] {
    const starts = containers.flatMap((subject) => this.container(subject))
    const holders = observations.flatMap(({ steps }) => steps.flatMap((step) => this.#holder(step)))
    const runs = observations.flatMap((observation) => this.#run(observation))
    return [...starts, ...holders, ...runs, 'gone']
  }

  #run({ argv, steps, exitCode, kind }: Observation): string[] {
    const [first] = steps
    const hostWords = first?.kind === 'host' ? first.words : 0
    const rest = argv.slice(hostWords)
    const how = kind === 'background' ? ['beside'] : ['ran', exitCode]
    const parts = [...how, ...(hostWords > 0 ? [hostPrefix] : []), this.#variables.words(rest)]
    return [...this.#notes(rest), parts.join(' ')]
  }

  /** Starts a process that holds namespaces, where a step enters one that is not a container's. */
  #holder(step: VantageStep): string[] {
    if (step.kind !== 'nsenter' || step.target === undefined) return []
    const target = String(step.target)
    if (this.#variables.has(target)) return []
    const variable = `h${++this.#made}`
    this.#variables.set(target, variable)
    const options = new Set(['--mount', ...step.types.map((type) => namespaceOptions[type])])
    const fork = options.has('--pid') ? ['--fork', '--kill-child'] : []
    const unshare = ['unshare', ...options, '--propagation', 'private', ...fork, '--']
    return [`hold ${hostPrefix} ${quoteAll(unshare)} && ${variable}=$held`]
  }

  /** What has to be taken away in the end, noted before it is made. */
  #notes(argv: readonly string[]): string[] {
    const files = argv
      .map((word) => this.#variables.ours(word))
      .filter((word) => word.startsWith(`/tmp/nsproof-${this.#ourRun}-`))
    for (const file of files) this.files.add(file)
    return [...(argv[0] === 'ln' ? [this.#linking(argv)] : []), ...files.map((file) => `files+=(${quote(file)})`)]
  }

  /** `ln -s /proc/PID/ns/net /var/run/netns/NAME` */
  #linking([, , target = '', path = '']: readonly string[]): string {
    return `linking ${this.#variables.words([path.slice('/var/run/netns/'.length), target.split('/')[2] ?? ''])}`
  }
}
