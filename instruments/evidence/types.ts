/**
 * The shapes that several rooms use: observations, claims, the profile of engine and kernel. Clock times are ISO 8601
 * strings in UTC; durations are milliseconds.
 */

/** A sentence in English and in Japanese. */
export interface Text {
  readonly en: string
  readonly ja: string
}

/** What every step of a vantage has. */
interface Stepping {
  /** In words: `nsenter --net of nginx`. */
  readonly label: string
  /** How many words of the command line are this step's. */
  readonly words: number
}

/** Which process a step leads to, where it is known. */
export interface StepTarget {
  /** The process's PID on the host. */
  readonly target?: number
  /** The container's name, or what else holds the namespaces. */
  readonly name?: string
  /** The image that the container runs: the name is this for the article's three, and longer for a test's own containers. */
  readonly of?: string
}

/**
 * One step of a vantage, from the host inwards: what stands between the host and the command.
 * `host`: nothing, but for becoming root and for the namespaces of an engine that has its own.
 * `docker`: the docker client. `exec`: `docker exec`. `netns`: `ip netns exec`.
 * `nsenter`: into namespaces of a process, or into the one that a file leads to. `unshare`: into new namespaces.
 * `program`: another program that runs the rest of the command line.
 */
export type VantageStep =
  | (Stepping & { readonly kind: 'host' })
  | (Stepping & { readonly kind: 'docker' })
  | (Stepping & { readonly kind: 'program'; readonly program: string })
  | (Stepping & {
      readonly kind: 'exec'
      /** The container's full id. */
      readonly container: string
      readonly name: string
      readonly of: string
    })
  | (Stepping & Omit<StepTarget, 'name'> & { readonly kind: 'netns'; readonly name: string })
  | (Stepping &
      StepTarget & {
        readonly kind: 'nsenter'
        readonly types: readonly NamespaceType[]
        /** Instead of a process. */
        readonly file?: string
        /** `--all`: whichever of the types the caller is not in already. */
        readonly all?: true
        /** Options besides those for the types, for example `--root`. */
        readonly further?: readonly string[]
      })
  | (Stepping & {
      readonly kind: 'unshare'
      readonly types: readonly NamespaceType[]
      readonly options: readonly string[]
    })

/** A container by its full id, or a process by its PID on the host. */
export type Handle = string | number

/**
 * The result of one probe from one vantage. `facts` is what the parser returned, or null if it failed. If `leftOut` is
 * set, `stdout` and `facts` are shortened; the experiment itself had the full result.
 */
export interface Observation {
  /** Name of the probe, for example `ps` or `namespaces`; of any other command its program. */
  readonly probe: string
  /** `probe`: it has a parser. `command`: any other, of which the exit code is kept. `background`: one that ran on. */
  readonly kind: 'probe' | 'command' | 'background'
  /** Whether it may change something. */
  readonly acts: boolean
  /** The namespaces on which the answer depends, beside the mount namespace, which every program is read from. */
  readonly shows: readonly NamespaceType[]
  /** The containers and processes that it asks about. */
  readonly about: readonly Handle[]
  /** Label of the vantage: `host`, `docker exec nginx`, `host › ip netns exec …`. */
  readonly vantage: string
  /** The vantage as data. The words of the steps are the first of `argv`. */
  readonly steps: readonly VantageStep[]
  readonly argv: readonly string[]
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly startedAt: string
  readonly durationMs: number
  readonly facts: unknown
  /** Number of processes of other users that are left out of `stdout` and `facts`. */
  readonly leftOut?: number
}

export type Verdict = 'confirmed' | 'refined' | 'refuted' | 'answered' | 'new'
export type Role = 'control' | 'finding'

interface Expectation {
  readonly text: Text
  readonly because: Text
}

/** A claim as plain data, as it is stored in the evidence. */
export interface ClaimRecord {
  /** For example `ART-12`; the file that holds the claim begins with it. */
  readonly id: string
  readonly topic: string
  readonly title: Text
  readonly why: Text
  /** The general rule that the claim teaches. */
  readonly lesson: Text
  /** Links or names of man pages, RFCs and source files. */
  readonly source: readonly string[]
  /** Heading of the passage, if the claim comes from the article. */
  readonly passage?: string
  readonly expectation: Expectation
  /** The verdict if all tests of the claim pass. */
  readonly verdict: Verdict
  /** A sentence on why this host cannot run the claim; absent if it can. */
  readonly notApplicable?: string
}

/** @see https://man7.org/linux/man-pages/man7/namespaces.7.html */
export const namespaceTypes = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const

export type NamespaceType = (typeof namespaceTypes)[number]

/** Properties of the engine and the kernel. Expectations are computed from these alone. */
export interface Profile {
  readonly engine: {
    readonly name: 'docker' | 'podman'
    readonly version: string
    readonly apiVersion: string
    /** `reached`: the engine was running already. `private`: nsproof started it. */
    readonly kind: 'reached' | 'private'
    /** How a private engine is reached: its address, the PID of its daemon, and the file that holds that PID. */
    readonly daemon?: { readonly socket: string; readonly pid: number; readonly pidfile: string }
    readonly runtime: string
    readonly runtimeVersion: string
    readonly containerd: string
    readonly storageDriver: string
    readonly cgroupDriver: string
    readonly cgroupVersion: 1 | 2
    /** Cgroup namespace mode of a container that asks for none (HostConfig.CgroupnsMode of docker inspect). */
    readonly cgroupnsDefault: 'host' | 'private'
    readonly usernsRemap: boolean
    readonly rootless: boolean
    /**
     * False if the daemon's feature `time-namespaces` is turned off (moby pull request 52577). Also true for versions
     * without the feature.
     */
    readonly timeNamespaces: boolean
    readonly seccomp: boolean
    readonly apparmor: boolean
    /** Whether it can limit the number of processes of a container. Absent in evidence that older versions wrote. */
    readonly pidsLimit?: boolean
  }
  readonly kernel: {
    readonly release: string
    readonly namespaces: readonly NamespaceType[]
    readonly arch: string
  }
  readonly os: string
  /** Output of each tool's version option; null if the tool is missing. */
  readonly tools: Readonly<Record<string, string | null>>
  readonly user: { readonly uid: number; readonly sudo: boolean }
}

/** Options of a container beside its image. `hostConfig` is that of the Engine API (ContainerCreate). */
interface RecordedOptions {
  readonly labels: Readonly<Record<string, string>>
  readonly command?: readonly string[]
  readonly entrypoint?: readonly string[]
  readonly hostname?: string
  /** `host`, `none` or `container:ID`. */
  readonly network?: string
  readonly stopSignal?: string
  readonly hostConfig?: Readonly<Record<string, unknown>>
}

export interface SubjectRecord {
  readonly name: string
  readonly id: string
  readonly pid: number
  readonly image: string
  readonly digest: string
  readonly source: 'official' | 'stand-in'
  /** Absent in evidence that older versions wrote. */
  readonly options?: RecordedOptions
}

/** What an experiment says of one of its tests. */
export interface TestMeta {
  readonly role: Role
  /** The step of a claim that is told in steps, from 1. */
  readonly step?: number
  readonly title: Text
}

/** One test as the collector writes it to results.json. */
export interface TestRecord {
  readonly claim: ClaimRecord
  readonly role: Role
  /** As in TestMeta. */
  readonly step?: number
  readonly title: string
  /** Absent in evidence of older versions. */
  readonly titleJa?: string
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped'
  readonly error?: string
  /** A guard stopped it before it could have reached the host. */
  readonly heldBack?: true
  readonly durationMs: number
  readonly observations: readonly Observation[]
  /** The containers that the test started itself; absent where there are none. */
  readonly containers?: readonly SubjectRecord[]
}

/** One cell of the grid: a way into the container (`row`), a question (`column`), and the class of the answer. */
export interface GridCell {
  readonly row: string
  readonly column: string
  readonly class: string
  readonly expected: string
  readonly observation: Observation
}
