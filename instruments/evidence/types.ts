/**
 * The shapes that cross a room's border: what a probe records, what a claim says of itself, what an engine is.
 * Times of the clock are ISO 8601 strings in UTC, durations are milliseconds.
 */

/** The same sentence for both kinds of reader. */
export interface Text {
  readonly en: string
  readonly ja: string
}

/**
 * One probe from one vantage, as it was seen. `facts` is what the parser made of it, or null when it made nothing. With
 * `leftOut`, both are shortened: the experiment had all of it, the evidence has not.
 */
export interface Observation {
  /** What was asked, in a few words: the probe's name, for example `ps` or `namespaces`. */
  readonly step: string
  /** From where, in words: `host`, `docker exec nginx`, `host › ip netns exec …`. */
  readonly vantage: string
  readonly argv: readonly string[]
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly startedAt: string
  readonly durationMs: number
  readonly facts: unknown
  /** How many processes were in the answer and are neither in `stdout` nor in `facts`: others' than this run's. */
  readonly leftOut?: number
}

export type Verdict = 'confirmed' | 'refined' | 'refuted' | 'answered' | 'new'
export type Role = 'control' | 'finding'

export interface Expectation {
  readonly text: Text
  readonly because: Text
}

/** What is claimed, as plain data: this is what travels from an experiment's file to the evidence. */
export interface ClaimRecord {
  /** For example `ART-12`; the file that holds the claim begins with it. */
  readonly id: string
  readonly topic: string
  readonly title: Text
  readonly why: Text
  /** What the reader should take from it. */
  readonly lesson: Text
  /** Man page, RFC, kernel or tool file: an address, or several. */
  readonly source: readonly string[]
  /** The heading of the article's passage, where the claim comes from the article. */
  readonly passage?: string
  readonly expectation: Expectation
  /** The verdict that the claim has earned when every one of its tests passed. */
  readonly verdict: Verdict
  /** Why this host cannot show it, as a sentence; absent when it can. */
  readonly notApplicable?: string
}

export type NamespaceType = 'cgroup' | 'ipc' | 'mnt' | 'net' | 'pid' | 'time' | 'user' | 'uts'

/** What the engine and the kernel are. Expectations are computed from this and from nothing else. */
export interface Profile {
  readonly engine: {
    readonly name: 'docker' | 'podman'
    readonly version: string
    readonly apiVersion: string
    /** `reached`: it was running; `private`: the lab started it. */
    readonly kind: 'reached' | 'private'
    readonly runtime: string
    readonly runtimeVersion: string
    readonly containerd: string
    readonly storageDriver: string
    readonly cgroupDriver: string
    readonly cgroupVersion: 1 | 2
    /** What a container gets when nothing is asked for (docker inspect, HostConfig.CgroupnsMode). */
    readonly cgroupnsDefault: 'host' | 'private'
    readonly usernsRemap: boolean
    readonly rootless: boolean
    /** False only where the daemon's feature `time-namespaces` is turned off (moby PR 52577): true of versions without it too. */
    readonly timeNamespaces: boolean
    readonly seccomp: boolean
    readonly apparmor: boolean
  }
  readonly kernel: {
    readonly release: string
    readonly namespaces: readonly NamespaceType[]
    readonly arch: string
  }
  readonly os: string
  /** A tool's own word on its version; null where the tool is missing. */
  readonly tools: Readonly<Record<string, string | null>>
  readonly user: { readonly uid: number; readonly sudo: boolean }
}

/** What a container was asked for beyond its image; `hostConfig` as in the Engine API (ContainerCreate). */
interface ContainerOptions {
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
  readonly options?: ContainerOptions
}

/** What a run wrote of one test, before it becomes evidence. */
export interface TestRecord {
  readonly claim: ClaimRecord
  readonly role: Role
  readonly title: string
  /** Absent in evidence that older versions wrote. */
  readonly titleJa?: string
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped'
  readonly error?: string
  readonly durationMs: number
  readonly observations: readonly Observation[]
  /** The containers that the test started itself; absent where there are none. */
  readonly containers?: readonly SubjectRecord[]
}

/** One cell of the grid: a way in (`row`) and a question (`column`), whose the answer is and whose it should be. */
export interface GridCell {
  readonly row: string
  readonly column: string
  readonly class: string
  readonly expected: string
  readonly observation: Observation
}
