import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createColors } from 'picocolors'
import { api } from '../../fixtures/engine/api.ts'
import { removeObject } from '../../fixtures/engine/objects.ts'
import { readText } from '../../fixtures/engine/record.ts'
import { unmet } from '../../fixtures/requirements.ts'
import { sentenceOf } from '../../fixtures/run/mishap.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { startTrio } from '../../fixtures/run/trio.ts'
import { startSubject } from '../../fixtures/subjects/start-subject.ts'
import type { Sighting, Task, TaskWorld } from '../../fixtures/task.ts'
import { readJournal } from '../../fixtures/undo/journal.ts'
import { startedInside } from '../../fixtures/undo/shells.ts'
import { until } from '../../fixtures/until.ts'
import type { SubjectRecord, Text } from '../../instruments/evidence/types.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import { execute } from '../../instruments/execute.ts'
import { quote } from '../support/quote.ts'
import { LabNames } from './adopt-names.ts'
import { saveDoneTasks } from './done-tasks.ts'
import { type Judgement, judgeTask } from './judge-task.ts'
import { labelledContainers } from './lab-containers.ts'
import { labTexts } from './lab-texts.ts'
import { labHost, readNamespaces, worldFrom } from './lab-world.ts'
import type { OthersThing } from './list-others.ts'
import type { ShellAnswer } from './serve-commands.ts'

interface SessionOptions {
  readonly lab: OpenLab
  readonly socket: string
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
  readonly tasks: readonly Task<unknown>[]
  /** The ids of the tasks that were done before. */
  readonly done: ReadonlySet<string>
}

type Before = Omit<TaskWorld['before'], 'veths'>

/** What the session says of a look: a task's judgement, or why there is none. */
type Look = Judgement | { readonly kind: 'trouble'; readonly says: Text; readonly back?: string }

/** One lab: its containers, the task at hand, and the answers to the programs of its shell. */
export class LabSession {
  readonly names: LabNames
  /** PID of the shell, once it runs. */
  shell: number | undefined
  readonly #options: SessionOptions
  readonly #done: Set<string>
  readonly #before: Before
  #trio: readonly SubjectRecord[] = []
  #veths: Readonly<Record<string, number>> = {}
  #prepared: Readonly<Record<string, SubjectRecord>> = {}
  #begun: unknown
  #sightings: Sighting[] = []
  #ends: (() => Promise<void>)[] = []
  #index = -1
  #hints = 0
  /** What was last said without being asked. */
  #said = ''

  private constructor(options: SessionOptions, before: Before) {
    this.#options = options
    this.#done = new Set(options.done)
    this.#before = before
    this.names = new LabNames(options.lab, before.namespaces)
  }

  /** Starts the three containers. @throws LabError or Error if they do not start */
  static async open(options: SessionOptions): Promise<LabSession> {
    const host = labHost(options.lab)
    const own = await host.run('sh', '-c', 'exec stat -L --format="%n %d:%i" /proc/self/ns/*')
    const lines = own.stdout.matchAll(/^\/proc\/self\/ns\/([a-z]+) (\d+:\d+)$/gm)
    const namespaces = Object.fromEntries([...lines].map(([, type = '', id = '']) => [type, id]))
    const names = new Set((await host.netnsIdentities()).map(({ id }) => id))
    const session = new LabSession(options, { hostName: await host.nodename(), namespaces, names })
    await session.#startContainers()
    return session
  }

  /** Goes to the first task, or to the named one. @returns what to print */
  async begin(id?: string): Promise<string> {
    const first = this.#options.tasks.findIndex((task) => !this.#done.has(task.id) && this.#reason(task) === undefined)
    if (id !== undefined) return (await this.#open(this.#find(id))).text
    return (await this.#goTo(Math.max(0, first))).text
  }

  /** Answers a program of the shell. */
  async answer([verb = '', ...words]: readonly string[]): Promise<ShellAnswer> {
    if (verb === 'sighting') return this.#see(words)
    await this.look()
    const verbs: Readonly<Record<string, () => Promise<ShellAnswer> | ShellAnswer>> = {
      'lab-look': () => this.#tellChange(),
      check: () => this.#check(),
      hint: () => this.#hint(),
      'lab-help': () => this.#say(labTexts.help),
      next: () => this.#goTo(this.#index + 1),
      reset: () => this.#reset(),
      solution: () => this.#solution(),
      task: () => this.#open(words[0] === undefined ? this.#index : this.#find(words[0]), words[0] !== undefined),
      tasks: () => this.#list(),
    }
    return verbs[verb]?.() ?? { code: 2, text: '' }
  }

  /** Makes new containers and names known to the journal. */
  async look(): Promise<void> {
    const host = labHost(this.#options.lab)
    const containers = await labelledContainers(this.#options.lab).catch(() => [])
    const fresh = containers.filter(({ pid }) => pid > 0 && !this.names.knows(pid))
    for (const { pid } of fresh) this.names.own(pid, await readNamespaces(host, pid))
    await this.names.adopt(host)
  }

  /** The host's name, if the learner has changed it. */
  async changedHostName(): Promise<OthersThing[]> {
    const { lab } = this.#options
    const name = await labHost(lab).nodename()
    const remove = asUser(`ROOT hostname ${quote(this.#before.hostName)}`, lab.engine.sudo)
    return name === this.#before.hostName ? [] : [{ kind: 'hostName', name: visible(name), remove }]
  }

  /** Ends what the task at hand prepared. */
  async endTask(): Promise<void> {
    for (const end of this.#ends.splice(0)) await end().catch(() => undefined)
    const { socket } = this.#options.lab.engine
    await Promise.all(Object.values(this.#prepared).map(({ id }) => removeObject(socket, 'containers', id)))
    this.#prepared = {}
    this.#begun = undefined
    this.#sightings = []
  }

  async #startContainers(): Promise<void> {
    const { lab } = this.#options
    const host = labHost(lab)
    this.#trio = await startTrio(lab)
    for (const { pid } of this.#trio) this.names.own(pid, await readNamespaces(host, pid))
    const world = this.#world()
    const veths = [world.nginx, world.httpd, world.nextcloud].map(async ({ name, inside }) => {
      const { stdout } = await inside.run('cat', '/sys/class/net/eth0/iflink')
      return [name, Number(stdout)] as const
    })
    this.#veths = Object.fromEntries(await Promise.all(veths))
    this.#saveVariables()
  }

  #world(): TaskWorld {
    return worldFrom({
      ...this.#options,
      shell: this.shell,
      trio: this.#trio,
      prepared: this.#prepared,
      before: { ...this.#before, veths: this.#veths },
      begun: this.#begun,
      sightings: this.#sightings,
      defer: (end) => void this.#ends.push(end),
    })
  }

  /** The variables of the lab's shell, which it reads at each prompt. */
  #saveVariables(): void {
    const { lab, tasks } = this.#options
    const containers = [...this.#trio, ...Object.entries(this.#prepared).map(([name, one]) => ({ ...one, name }))]
    const former = tasks.flatMap(({ prepares = {} }) => Object.keys(prepares))
    const values = {
      lab: `nsproof.run=${lab.run}`,
      image: lab.images.nginx.withPs,
      ...Object.fromEntries(
        containers.flatMap(({ name, id, pid }) => [
          [name, id.slice(0, 12)],
          [`${name}_pid`, pid],
        ]),
      ),
      ...givenBy(this.#begun),
    }
    const lines = Object.entries(values).map(([name, value]) => `export ${name}=${quote(String(value))}`)
    const unset = `unset given ${former.flatMap((name) => [name, `${name}_pid`]).join(' ')}`
    writeFileSync(join(lab.folder, 'variables.sh'), `${[unset, ...lines].join('\n')}\n`)
  }

  get #task(): Task<unknown> {
    const task = this.#options.tasks[this.#index]
    if (task === undefined) throw new Error(`there is no task ${this.#index}`)
    return task
  }

  #reason(task: Task<unknown>): string | undefined {
    return unmet(task.needs ?? [], this.#options.lab.profile)
  }

  /** @param name id or number of a task @returns -1 if there is none */
  #find(name: string): number {
    const { tasks } = this.#options
    const byId = tasks.findIndex(({ id }) => id === name)
    return byId === -1 && /^\d+$/.test(name) && tasks[Number(name) - 1] !== undefined ? Number(name) - 1 : byId
  }

  /** Shows a task. @param anew also begin it, without what was done for it before */
  async #open(index: number, anew = true): Promise<ShellAnswer> {
    const task = this.#options.tasks[index]
    if (task === undefined) return { code: 2, text: `${this.#text(labTexts.unknownTask).replace('{name}', '?')}\n` }
    const reason = this.#reason(task)
    if (reason !== undefined) return { code: 2, text: this.#passedOver(task, reason) }
    if (anew) {
      await this.#clear()
      await this.#beginTask(index)
    }
    return { code: 0, text: this.#shown() }
  }

  async #goTo(from: number): Promise<ShellAnswer> {
    let passed = ''
    for (const [index, task] of this.#options.tasks.entries()) {
      if (index < from) continue
      const reason = this.#reason(task)
      if (reason === undefined) {
        await this.endTask()
        await this.#beginTask(index)
        return { code: 0, text: `${passed}${this.#shown()}` }
      }
      passed += this.#passedOver(task, reason)
    }
    return { code: 0, text: `${passed}${this.#text(labTexts.last)}\n` }
  }

  #passedOver({ title }: Task<unknown>, reason: string): string {
    return `${this.#text(labTexts.passedOver).replace('{title}', this.#text(title)).replace('{why}', reason)}\n`
  }

  async #beginTask(index: number): Promise<void> {
    const { lab } = this.#options
    this.#index = index
    this.#hints = 0
    const { id, prepares = {} } = this.#task
    const host = labHost(lab)
    const started = await Promise.all(
      Object.entries(prepares).map(
        async ([name, options]) => [name, await startSubject(lab, options, `${id}-${name}`)] as const,
      ),
    )
    this.#prepared = Object.fromEntries(started)
    for (const [, { pid }] of started) this.names.own(pid, await readNamespaces(host, pid))
    this.#begun = await this.#task.begin?.(this.#world())
    this.#saveVariables()
    const look = await this.#firstLook(started.length > 0)
    // A task that is done already is told at the first prompt.
    this.#said = look.kind === 'done' ? '' : lineOf(look, this.#options.lang, this.#task)
  }

  /**
   * Judges a task that has begun. New containers cannot have brought it to its end, but may need a moment to begin: until
   * then, for example, a zombie is not there yet.
   */
  async #firstLook(inNewContainers: boolean): Promise<Look> {
    return until(
      () => this.#judge(),
      ({ kind }) => !inNewContainers || kind !== 'done',
      { interval: 50 },
    )
  }

  /** Removes what the learner made for a task: containers with the label, and processes in the lab's namespaces. */
  async #clear(): Promise<void> {
    const { lab, socket } = this.#options
    await this.endTask()
    const inside = await startedInside(socket, readJournal(lab.folder))
    const others = inside.filter((pid) => pid !== this.shell && !isClient(pid))
    if (others.length > 0) await execute([...lab.engine.sudo, 'kill', '-KILL', ...others.map(String)])
    await this.names.removeAdopted()
    const trio = new Set(this.#trio.map(({ id }) => id))
    const labelled = (await labelledContainers(lab)).filter(({ id }) => !trio.has(id))
    await Promise.all(labelled.map(({ id }) => removeObject(lab.engine.socket, 'containers', id)))
  }

  async #reset(): Promise<ShellAnswer> {
    const { lab } = this.#options
    await this.#clear()
    await Promise.all(this.#trio.map(({ id }) => removeObject(lab.engine.socket, 'containers', id)))
    await this.#startContainers()
    await this.#beginTask(this.#index)
    return { code: 0, text: `${this.#text(labTexts.anew)}\n${this.#shown()}` }
  }

  #see([program = '', listed = '', ...entries]: readonly string[]): ShellAnswer {
    const namespaces = Object.fromEntries(entries.map((entry) => entry.split('=') as [string, string]))
    this.#sightings.push({ program, namespaces, listed: listed.split(',').filter(Boolean).map(Number) })
    return { code: 0, text: '' }
  }

  /** Judges the task at hand. What a probe could not read is said, and ends nothing. */
  async #judge(): Promise<Look> {
    const { lab } = this.#options
    const gone = this.#trio.find(({ id, pid }) => readText(`/proc/${pid}/cgroup`)?.includes(id) !== true)
    if (gone !== undefined) {
      const { en, ja } = labTexts.ended
      const says = { en: en.replace('{name}', gone.name), ja: ja.replace('{name}', gone.name) }
      return { kind: 'trouble', says, back: 'reset' }
    }
    try {
      await api(lab.engine.socket, '/_ping')
      const found = await judgeTask(this.#task, this.#world())
      const { sudo } = lab.engine
      return 'back' in found && found.back !== undefined ? { ...found, back: asUser(found.back, sudo) } : found
    } catch (error) {
      const why = sentenceOf(error) ?? String(error)
      const { en, ja } = labTexts.cannotLook
      return { kind: 'trouble', says: { en: en.replace('{why}', why), ja: ja.replace('{why}', why) } }
    }
  }

  /** At a prompt: one line, and only if it is another one than before. */
  async #tellChange(): Promise<ShellAnswer> {
    const look = await this.#judge()
    const line = lineOf(look, this.#options.lang, this.#task)
    if (line === this.#said) return { code: 0, text: '' }
    this.#said = line
    return { code: 0, text: await this.#told(look, line) }
  }

  async #check(): Promise<ShellAnswer> {
    const look = await this.#judge()
    const line = lineOf(look, this.#options.lang, this.#task)
    this.#said = line
    return { code: look.kind === 'done' ? 0 : 1, text: await this.#told(look, line) }
  }

  async #told(look: Look, line: string): Promise<string> {
    const { bold, green, red, yellow } = createColors(this.#options.colour)
    const paint = look.kind === 'done' ? green : look.kind === 'trouble' || ('back' in look && look.back) ? red : yellow
    if (look.kind === 'done') await this.#markDone()
    return `${bold(paint('[lab]'))} ${line}\n`
  }

  async #markDone(): Promise<void> {
    if (this.#done.has(this.#task.id)) return
    this.#done.add(this.#task.id)
    // A home that cannot be written to must not end the lab.
    await saveDoneTasks(this.#done).catch(() => undefined)
  }

  async #hint(): Promise<ShellAnswer> {
    const { hints } = this.#task
    const look = await this.#judge()
    const now = look.kind === 'turn' || look.kind === 'trouble' ? [lineOf(look, this.#options.lang, this.#task)] : []
    const next = hints[this.#hints]
    if (next === undefined) return { code: 0, text: `${[...now, this.#text(labTexts.noMoreHints)].join('\n')}\n` }
    this.#hints += 1
    const hint = this.#text(labTexts.hint)
      .replace('{n}', String(this.#hints))
      .replace('{all}', String(hints.length))
      .replace('{hint}', this.#text(next))
    return { code: 0, text: `${[...now, hint].join('\n')}\n` }
  }

  #solution(): ShellAnswer {
    const { sudo } = this.#options.lab.engine
    const lines = asUser(this.#task.solution, sudo).split('\n')
    return { code: 0, text: `${this.#text(labTexts.solution)}\n${lines.map((line) => `  ${line}`).join('\n')}\n` }
  }

  #list(): ShellAnswer {
    const lines = this.#options.tasks.map((task, index) => {
      const mark = this.#done.has(task.id) ? '✓' : index === this.#index ? '>' : ' '
      const reason = this.#reason(task)
      return `${mark} ${String(index + 1).padStart(2)} ${task.id.padEnd(16)} ${this.#text(task.title)}${reason === undefined ? '' : ` (${reason})`}`
    })
    return { code: 0, text: `${lines.join('\n')}\n` }
  }

  #shown(): string {
    const { bold, dim } = createColors(this.#options.colour)
    const { title, goal, claims, prepares = {}, needsContainer } = this.#task
    const heading = this.#text(labTexts.task)
      .replace('{n}', String(this.#index + 1))
      .replace('{all}', String(this.#options.tasks.length))
      .replace('{title}', this.#text(title))
    const names = Object.keys(prepares).map((name) => `$${name}`)
    const prepared = names.length === 0 ? [] : [this.#text(labTexts.prepared).replace('{names}', names.join(', '))]
    const marked = needsContainer === true ? [this.#text(labTexts.marked)] : []
    const read = dim(this.#text(labTexts.claims).replace('{claims}', claims.join(' ')))
    return `${['', bold(heading), this.#text(goal), ...prepared, ...marked, read].join('\n')}\n`
  }

  #say(text: Text): ShellAnswer {
    return { code: 0, text: this.#text(text) }
  }

  #text(text: Text): string {
    return text[this.#options.lang]
  }
}

/** What is said of a look, in one line. */
function lineOf(look: Look, lang: 'en' | 'ja', task: Task<unknown>): string {
  if (look.kind === 'done') return `${labTexts.done[lang].replace('{why}', task.why[lang])} ${labTexts.goOn[lang]}`
  if (look.kind === 'trouble' || ('back' in look && look.back !== undefined)) {
    const { says, back } = look
    return back === undefined
      ? says[lang]
      : labTexts.wrong[lang].replace('{why}', says[lang]).replace('{back}', `\`${back}\``)
  }
  return labTexts.notYet[lang].replace('{why}', look.says[lang])
}

/** Whether a process is a program of the lab's shell, which waits for an answer. */
function isClient(pid: number): boolean {
  const comm = readText(`/proc/${pid}/comm`)?.trim()
  return comm === 'task' || comm === 'reset'
}

/** What a task's `begin` gives to the shell. */
function givenBy(begun: unknown): { readonly given?: string } {
  const isGiven = typeof begun === 'object' && begun !== null && 'given' in begun && typeof begun.given === 'string'
  return isGiven ? { given: begun.given as string } : {}
}

/** A task's commands as the user has to type them. */
function asUser(commands: string, sudo: readonly string[]): string {
  return commands.replaceAll('ROOT ', sudo.length === 0 ? '' : 'sudo ')
}
