import { availableParallelism, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { type Command, provision } from '../fixtures/engine/provision.ts'
import { passSignals, signalled } from '../fixtures/setup/fresh-script.ts'
import {
  chooseMachines,
  describeMachine,
  type ListedMachine,
  machinesFile,
  readInventory,
  readMachines,
} from './machines/machine-list.ts'
import { withSession } from './machines/open-session.ts'
import { runMachines } from './machines/run-machines.ts'
import { log, parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run machines -- [options] [name …]

Proves claims on machines: copies the HEAD of this repository to each, runs \`npm start\` there as an ordinary user with
sudo, and fetches evidence.json, the output and the kernel log. Without a name it takes all machines of machines/machines.json;
* in a name stands for any text. machines/README.md says how to add a machine and how to use your own hosts.

  --list             print the machines, and run nothing
  --inventory FILE   take the hosts of this inventory of Ansible instead
  --machines FILE    take the machines of this list instead; with --inventory, besides its hosts
  --claims IDS       prove these claims, separated with commas, instead of those of the list; * stands for any text
  --jobs N           run N machines at the same time; the default depends on processors and memory
  --boot-limit N     seconds until ssh has to answer
  --limit N          seconds for \`npm start\` on a fast machine; slower ones get more, by their measured speed
  --out FOLDER       write the results to this folder instead of reports/machines
  --no-provision     do not install what it needs; if something is missing, say so
  --help             this text

What comes of a machine: \`proved\`; \`otherwise\`: a claim came out otherwise; \`apparatus broke\`: nothing was shown; \`machine
failed\`: it did not boot, did not answer, took too long, panicked, shut down, or its disk was full. Only whole evidence of the
suite that was sent, with at least the claims asked for, proves anything. A machine that failed stops no other.

Exit code: 0 all proved; 1 a claim came out otherwise; 2 wrong arguments, or something is missing here; 3 an apparatus broke or
a machine failed. If both 1 and 3 hold, it is 1.
`

const knownOptions = {
  list: { type: 'boolean', default: false },
  inventory: { type: 'string' },
  machines: { type: 'string' },
  claims: { type: 'string' },
  jobs: { type: 'string' },
  'boot-limit': { type: 'string' },
  limit: { type: 'string' },
  out: { type: 'string', default: 'reports/machines' },
  provision: { type: 'boolean', default: true },
} as const

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({ allowPositionals: true, allowNegative: true, options: knownOptions })
  const [jobs, boot, run] = [values.jobs, values['boot-limit'], values.limit].map(parseNumber)
  const install = (commands: readonly Command[]): Promise<void> => provision(commands, { allow: values.provision, log })
  if (values.inventory !== undefined) await install(['ansible'])
  const machines = chooseMachines(await readKnown(values), positionals)
  if (values.list) {
    for (const machine of machines) process.stdout.write(`${describeMachine(machine)}\n`)
    return 0
  }
  await install(commandsFor(machines))
  const limits = { ...(boot !== undefined && { boot }), ...(run !== undefined && { run }) }
  const claims = values.claims?.split(',') ?? []
  const options = { machines, claims, limits, jobs: jobs ?? defaultJobs(), out: resolve(values.out) }
  passSignals()
  const code = await withSession({ log, stop: abortedBySignal() }, (session) => runMachines(options, session))
  return signalled() ?? code
})

async function readKnown({
  inventory,
  machines,
}: {
  inventory?: string
  machines?: string
}): Promise<readonly ListedMachine[]> {
  const hosts = inventory === undefined ? [] : await readInventory(inventory)
  const listed = inventory === undefined || machines !== undefined ? readMachines(machines ?? machinesFile) : []
  const all = [...listed, ...hosts]
  const twice = all.find(({ name }, index) => all.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) throw new LabError(`two machines have the name ${twice.name}: rename one`)
  return all
}

/** @throws LabError if it is no whole number from 1 on */
function parseNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new LabError(`a number from 1 on is expected, not ${JSON.stringify(text)}`)
  return Number(text)
}

function commandsFor(machines: readonly ListedMachine[]): readonly Command[] {
  const vms = machines.filter((machine) => machine.kind === 'vm')
  const others = vms.filter(({ arch }) => arch !== process.arch)
  const native: Command = process.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64'
  return [
    'ansible',
    'ssh',
    ...(machines.some(({ kind }) => kind === 'root') ? (['mmdebstrap', 'pivot_root'] as const) : []),
    ...(vms.length > 0 ? (['debvm-run', native] as const) : []),
    ...(others.length > 0 ? (['qemu-system-aarch64', 'qemu-aarch64-static', 'elf-arch'] as const) : []),
  ]
}

/** A virtual machine has 4 GB of memory and half of the processors. */
function defaultJobs(): number {
  return Math.max(1, Math.min(Math.floor(availableParallelism() / 2), Math.floor(totalmem() / 6e9)))
}

function abortedBySignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort(signal))
  return controller.signal
}
