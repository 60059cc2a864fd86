/**
 * The shapes that cross a room's border: what a probe records, what a claim says of itself, what an engine is.
 * Times of the clock are ISO 8601 strings in UTC, durations are milliseconds.
 */

/** The same sentence for both kinds of reader. */
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
      })
  | (Stepping & {
      readonly kind: 'unshare'
      readonly types: readonly NamespaceType[]
      readonly options: readonly string[]
    })

/** A container by its full id, or a process by its PID on the host. */
export type Handle = string | number

/**
 * One probe from one vantage, as it was seen. `facts` is what the parser made of it, or null when it made nothing. With
 * `leftOut`, both are shortened: the experiment had all of it, the evidence has not.
 */
export interface Observation {
  /** The probe's name, for example `ps` or `namespaces`; of any other command its program. */
  readonly probe: string
  /** `probe`: it has a parser. `command`: any other, of which the exit code is kept. `background`: one that ran on. */
  readonly kind: 'probe' | 'command' | 'background'
  /** Whether it may change something. */
  readonly acts: boolean
  /** The namespaces on which the answer depends, beside the mount namespace, which every program is read from. */
  readonly shows: readonly NamespaceType[]
  /** The containers and processes that it asks about. */
  readonly about: readonly Handle[]
  /** From where, in words: `host`, `docker exec nginx`, `host › ip netns exec …`. */
  readonly vantage: string
  /** The same as data. Their words are the first of `argv`. */
  readonly steps: readonly VantageStep[]
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

export interface SubjectRecord {
  readonly name: string
  readonly id: string
  readonly pid: number
  readonly image: string
  readonly digest: string
  readonly source: 'official' | 'stand-in'
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
  /** A guard stopped it before it could have reached the host. */
  readonly heldBack?: true
  readonly durationMs: number
  readonly observations: readonly Observation[]
}

/** One cell of the grid: a way in (`row`) and a question (`column`), whose the answer is and whose it should be. */
export interface GridCell {
  readonly row: string
  readonly column: string
  readonly class: string
  readonly expected: string
  readonly observation: Observation
}
