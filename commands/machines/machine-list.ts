import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { z } from 'zod'
import { LabError } from '../../fixtures/engine/error.ts'
import { variantNames } from '../../fixtures/engine/variants.ts'
import { suites } from '../../fixtures/setup/fresh-root.ts'

export const machinesFile = join(import.meta.dirname, '../../machines/machines.json')

const common = {
  /** Also the name of the folder of its results. */
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'a name has small letters, digits, dots and hyphens'),
  /** Debian packages besides those that the README asks for. `npm start` installs what is still missing. */
  packages: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/))
    .readonly()
    .default([]),
  /** As in `npm start -- --engine`; without it, the engine that `npm start` finds or starts. */
  engine: z.enum(variantNames).exactOptional(),
  claims: z.enum(['all', 'article']).default('all'),
}
const debianName = z.string().regex(/^[a-z]+$/, 'the code name of a Debian release')

const rootSchema = z.strictObject({ ...common, kind: z.literal('root'), suite: z.enum(suites) })

const vmSchema = z.strictObject({
  ...common,
  kind: z.literal('vm'),
  suite: debianName,
  /** Where the kernel is from: `suite`, `backports`, or another suite. */
  kernel: debianName.default('suite'),
  /** Added to the kernel's command line. */
  commandLine: z.string().default(''),
  arch: z.enum(['x64', 'arm64']).default('x64'),
  /** An image as debvm-create makes one, with the user `learner`, instead of a new one. */
  image: z.string().exactOptional(),
})

const machinesSchema = z.array(z.discriminatedUnion('kind', [rootSchema, vmSchema])).readonly()

export type RootMachine = z.output<typeof rootSchema>
export type VmMachine = z.output<typeof vmSchema>
/** A host of the user's inventory. */
interface SshMachine {
  readonly name: string
  readonly kind: 'ssh'
  readonly inventory: string
  readonly claims: 'all'
  readonly engine?: never
}
export type ListedMachine = RootMachine | VmMachine | SshMachine

/** @throws LabError of one line that names the first field which is wrong */
export function parseMachines(text: string, file: string): readonly (RootMachine | VmMachine)[] {
  const parsed = machinesSchema.safeParse(parseJson(text, file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new LabError(`${file} is not valid at ${issue?.path.join('.') || 'the top'}: ${issue?.message}`)
  }
  return parsed.data
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new LabError(`${file} is not JSON: ${String(error)}`)
  }
}

/** @throws LabError if the file cannot be read or is not valid */
export function readMachines(file: string): readonly ListedMachine[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new LabError(`${file} cannot be read: name a list of machines like machines/machines.json`)
  }
  return parseMachines(text, file)
}

const inventorySchema = z.looseObject({ _meta: z.looseObject({ hostvars: z.record(z.string(), z.unknown()) }) })
const groupSchema = z.looseObject({ hosts: z.array(z.string()).exactOptional() })

/**
 * The hosts of an inventory of Ansible, in any of its formats.
 * @throws LabError if Ansible cannot read it, or if it has no host
 */
export async function readInventory(inventory: string): Promise<readonly ListedMachine[]> {
  const { stdout, stderr, failed } = await execa('ansible-inventory', ['--inventory', inventory, '--list'], {
    reject: false,
  })
  if (failed) throw new LabError(`ansible-inventory cannot read ${inventory}: ${stderr.trim().split('\n').at(-1)}`)
  const { _meta, ...groups } = inventorySchema.parse(JSON.parse(stdout))
  const hosts = Object.values(groups).flatMap((group) => groupSchema.safeParse(group).data?.hosts ?? [])
  const names = [...new Set([...hosts, ...Object.keys(_meta.hostvars)])]
  const unfit = names.find((name) => !/^[\w][\w.-]*$/.test(name))
  if (unfit !== undefined)
    throw new LabError(
      `${inventory} names a host ${JSON.stringify(unfit)}: give it a name of letters, digits, dots and hyphens, and its address as ansible_host`,
    )
  if (names.length === 0) throw new LabError(`${inventory} has no hosts: see machines/README.md for an example`)
  return names.map((name) => ({ name, kind: 'ssh', inventory, claims: 'all' }))
}

/**
 * @param patterns names, where `*` matches anything; empty for all
 * @throws LabError for a pattern that matches no machine
 */
export function chooseMachines(
  machines: readonly ListedMachine[],
  patterns: readonly string[],
): readonly ListedMachine[] {
  if (patterns.length === 0) return machines
  const chosen = patterns.flatMap((pattern) => {
    const expression = new RegExp(
      `^${pattern
        .replaceAll(/[^\w.*-]/g, '')
        .replaceAll('.', '[.]')
        .replaceAll('*', '.*')}$`,
    )
    const found = machines.filter(({ name }) => expression.test(name))
    if (found.length === 0)
      throw new LabError(
        `no machine matches ${JSON.stringify(pattern)}: \`npm run machines -- --list\` prints all names`,
      )
    return found
  })
  return machines.filter((machine) => chosen.includes(machine))
}

/** One line for `--list`. */
export function describeMachine(machine: ListedMachine): string {
  if (machine.kind === 'ssh') return `${machine.name}: a host of ${machine.inventory}`
  const engine = machine.engine ?? 'the engine that is found or started'
  const claims = machine.claims === 'all' ? 'all claims' : "the article's claims"
  const what =
    machine.kind === 'root' ? 'root file system on this kernel' : `virtual machine, ${describeKernel(machine)}`
  return `${machine.name}: ${machine.suite}, ${what}, ${engine}, ${claims}`
}

function describeKernel({ kernel, commandLine, arch }: VmMachine): string {
  const from = kernel === 'suite' ? 'its own kernel' : `the kernel of ${kernel}`
  return [arch, from, ...(commandLine === '' ? [] : [commandLine])].join(', ')
}
