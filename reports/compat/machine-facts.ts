import type { Profile } from '../../instruments/evidence/types.ts'
import type { EvidenceOutcomes } from '../evidence/schema.ts'

/**
 * What a claim's outcome can depend on, as words. `mode` holds what was asked of the engine: rootless, userns-remap, and
 * settings that differ from the usual ones. `confinement` is what confines containers beside namespaces. `tools` are the versions of the programs that observe.
 */
export const dimensions = [
  'engine',
  'runtime',
  'kernel',
  'cgroup',
  'mode',
  'confinement',
  'arch',
  'system',
  'images',
  'tools',
] as const

export type Dimension = (typeof dimensions)[number]

/** The facts of a machine and its engine. Two machines with equal facts must give equal outcomes. */
export type MachineFacts = Readonly<Record<Dimension, string>>

/** What the page and the file names need besides. */
export interface Versions {
  readonly engine: string
  readonly engineVersion: string
  readonly runtime: string
  readonly runtimeVersion: string
  readonly kernel: string
}

export function factsOf({ profile, subjects }: Pick<EvidenceOutcomes, 'profile' | 'subjects'>): MachineFacts {
  const { engine, kernel, os, tools, user } = profile
  const sources = [...new Set(subjects.map(({ source }) => source))].toSorted()
  return {
    engine: `${engine.name} ${engine.version}`,
    runtime: `${engine.runtime} ${engine.runtimeVersion}`,
    kernel: kernel.release,
    cgroup: `v${engine.cgroupVersion}`,
    mode: modeOf(engine),
    confinement: confinementOf(engine),
    arch: kernel.arch,
    system: os,
    images: sources.join(' and ') || 'none',
    tools: `${listTools(tools)}; ${user.uid === 0 ? 'root' : 'sudo'}`,
  }
}

export const versionsOf = ({ engine, kernel }: Profile): Versions => ({
  engine: engine.name,
  engineVersion: engine.version,
  runtime: engine.runtime,
  runtimeVersion: engine.runtimeVersion,
  kernel: kernel.release,
})

/** `rootful` if nothing is special. */
function modeOf(engine: Profile['engine']): string {
  const usualCgroupns = engine.cgroupVersion === 2 ? 'private' : 'host'
  const special = [
    ...(engine.rootless ? ['rootless'] : []),
    ...(engine.usernsRemap ? ['userns-remap'] : []),
    ...(engine.cgroupnsDefault === usualCgroupns ? [] : [`cgroupns ${engine.cgroupnsDefault}`]),
    ...(engine.timeNamespaces ? [] : ['no time-namespaces']),
  ]
  return special.join(', ') || 'rootful'
}

function confinementOf({ seccomp, apparmor }: Profile['engine']): string {
  return [...(seccomp ? ['seccomp'] : []), ...(apparmor ? ['AppArmor'] : [])].join(' and ') || 'none'
}

/** npm does not observe. */
function listTools(tools: Profile['tools']): string {
  const used = Object.entries(tools).filter(([name]) => name !== 'npm')
  return used
    .map(([name, version]) => `${name}: ${version ?? 'missing'}`)
    .toSorted()
    .join('; ')
}
