import { join } from 'node:path'
import type { VariantName } from '../../fixtures/engine/variants.ts'
import { makeNetnsFolder, netnsFolder } from '../../fixtures/host/link.ts'
import { closeLab, type OpenLab, withLab } from '../../fixtures/run/open-lab.ts'
import type { Task } from '../../fixtures/task.ts'
import { colour, log } from '../support/run-command.ts'
import { readDoneTasks } from './done-tasks.ts'
import { LabSession } from './lab-session.ts'
import { labTexts } from './lab-texts.ts'
import { labHost } from './lab-world.ts'
import { listOthersObjects, listOthersProcesses, type OthersThing } from './list-others.ts'
import { chooseShell, openShell } from './open-shell.ts'
import { serveCommands } from './serve-commands.ts'

/** How often the lab looks for new names while no prompt is shown, in milliseconds. */
const lookInterval = 1000

export interface RunLabOptions {
  readonly lang: 'en' | 'ja'
  /** Id of the task to begin with. */
  readonly task?: string
  readonly engine?: VariantName
  readonly provision: boolean
}

/**
 * Opens a lab, and a shell in it, until the shell ends. Then puts everything back and lists what is not the lab's.
 * @returns the exit code
 */
export async function runLab(tasks: readonly Task<unknown>[], options: RunLabOptions): Promise<number> {
  const { lang, task, engine, provision } = options
  return withLab({ provision, log, ...(engine !== undefined && { engine }) }, async (lab) => {
    log('starting the three containers …')
    // Without the folder, a learner's first link fails for a reason that no task is about.
    await makeNetnsFolder(labHost(lab), lab.folder, lab.engine.netns ?? netnsFolder)
    const socket = join(lab.folder, 'lab.sock')
    const session = await LabSession.open({ lab, socket, lang, colour, tasks, done: await readDoneTasks() })
    const others = await listOthersObjects(lab)
    const intro = await session.begin(task)
    const server = await serveCommands(socket, (words) => session.answer(words))
    await useShell(lab, session, socket, intro, lang)
    server.close()
    await session.look()
    say(`\n${labTexts.leaving[lang]}`)
    await session.endTask()
    // With the host's view, which ends with a private engine.
    const changed = await session.changedHostName()
    const { differences } = await closeLab(lab)
    const left = [...changed, ...(await listOthers(lab, session, socket, others))]
    if (left.length > 0) say([labTexts.left[lang], ...left.map((thing) => lineFor(thing, lang))].join('\n'))
    for (const line of differences) log(`the census differs: ${line}`)
    return differences.length === 0 ? 0 : 3
  })
}

async function useShell(
  lab: OpenLab,
  session: LabSession,
  socket: string,
  intro: string,
  lang: 'en' | 'ja',
): Promise<void> {
  const shell = chooseShell()
  const said = [
    labTexts.welcome[lang],
    ...(lab.engine.sudo.length > 0 ? [labTexts.root[lang]] : []),
    ...(lab.engine.kind === 'private' ? [labTexts.inEngine[lang]] : []),
    ...(shell.insteadOf === undefined ? [] : [labTexts.noSuchShell[lang].replace('{shell}', shell.insteadOf)]),
  ]
  say(`\n${said.join('\n')}\n${intro}`)
  const { pid, ended } = await openShell(shell, lab, socket)
  session.shell = pid
  const host = labHost(lab)
  const timer = setInterval(() => void session.names.adopt(host).catch(() => undefined), lookInterval)
  await ended.finally(() => clearInterval(timer))
}

/** What the user made outside of the lab. Listed after the clean-up, which ends sudo together with what it runs. */
async function listOthers(
  lab: OpenLab,
  session: LabSession,
  socket: string,
  before: ReadonlyMap<string, OthersThing>,
): Promise<OthersThing[]> {
  const now = await listOthersObjects(lab).catch(() => new Map<string, OthersThing>())
  const objects = [...now].flatMap(([id, thing]) => (before.has(id) ? [] : [thing]))
  const sudo = lab.engine.sudo.length === 0 ? '' : 'sudo '
  const names = session.names
    .others()
    .map(({ name, remove }): OthersThing => ({ kind: 'namespaceName', name, remove: `${sudo}${remove}` }))
  return [...objects, ...names, ...(await listOthersProcesses(lab, socket))]
}

function lineFor({ kind, name, remove }: OthersThing, lang: 'en' | 'ja'): string {
  return `  ${labTexts[kind][lang]} ${name}: ${remove}`
}

/** The terminal may be gone: then nobody reads it, and the clean-up goes on. */
function say(text: string): void {
  process.stdout.write(`${text}\n`, () => undefined)
}
