import { lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { netnsFolder } from '../../fixtures/host/link.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import type { Namespaces } from '../../fixtures/task.ts'
import type { Entry } from '../../fixtures/undo/entry.ts'
import { appendEntry } from '../../fixtures/undo/journal.ts'
import { removeNames } from '../../fixtures/undo/shells.ts'
import { removeLink } from '../../fixtures/undo/undo.ts'
import { namespaceTypes } from '../../instruments/evidence/namespace-types.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import type { View } from '../../instruments/view.ts'
import { quote } from '../support/quote.ts'

type Adopted = Extract<Entry, { kind: 'link' | 'named' }>

/**
 * Knows which namespaces and which names in /var/run/netns belong to the lab, and writes them to the journal: the names
 * that the learner gives to the lab's namespaces are removed with the lab.
 */
export class LabNames {
  readonly #lab: OpenLab
  /** The folder of names as it is reached from here. */
  readonly #folder: string
  readonly #before: ReadonlySet<string>
  readonly #base: Namespaces
  readonly #pids = new Set<number>()
  readonly #namespaces = new Set<string>()
  readonly #adopted = new Map<string, Adopted>()

  /** @param base namespaces of the lab's shell, which are not the lab's own */
  constructor(lab: OpenLab, base: Namespaces) {
    this.#lab = lab
    this.#base = base
    this.#folder = lab.engine.netns ?? netnsFolder
    this.#before = new Set(this.#names())
  }

  #names(): string[] {
    return statSync(this.#folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(this.#folder) : []
  }

  /** Makes the namespaces of one of the lab's processes known, from before anything in them can be named. */
  own(pid: number, namespaces: Namespaces): void {
    this.#pids.add(pid)
    for (const [type, id] of Object.entries(namespaces) as [keyof Namespaces, string][]) {
      if (id === this.#base[type] || this.#namespaces.has(`${type} ${id}`)) continue
      this.#namespaces.add(`${type} ${id}`)
      appendEntry(this.#lab.folder, { kind: 'namespace', type, id })
    }
  }

  knows(pid: number): boolean {
    return this.#pids.has(pid)
  }

  /** Writes new names for the lab's namespaces to the journal. A name may be given again, to another namespace. */
  async adopt(host: View): Promise<void> {
    const fresh = this.#names().filter((name) => !this.#before.has(name))
    if (fresh.length === 0) return
    const identities = new Map((await host.netnsIdentities()).map(({ name, id }) => [name, id]))
    for (const name of fresh) this.#adoptName(name, identities.get(name))
  }

  /**
   * The new names that are not the lab's, each with the command that removes it. `ip netns delete` of a symbolic link would
   * unmount what the link leads to.
   */
  others(): { readonly name: string; readonly remove: string }[] {
    const names = this.#names().filter((name) => !this.#before.has(name) && !this.#adopted.has(name))
    return names.map((name) => {
      const path = `${netnsFolder}/${name}`
      const isLink = lstatSync(`${this.#folder}/${name}`, { throwIfNoEntry: false })?.isSymbolicLink() === true
      return { name: visible(name), remove: isLink ? `unlink ${quote(path)}` : `ip netns delete ${quote(name)}` }
    })
  }

  #adoptName(name: string, id: string | undefined): void {
    const entry = this.#entryFor(`${this.#folder}/${name}`, id)
    if (entry === undefined) {
      this.#adopted.delete(name)
      return
    }
    if (isDeepStrictEqual(entry, this.#adopted.get(name))) return
    appendEntry(this.#lab.folder, entry)
    this.#adopted.set(name, entry)
  }

  /** @returns undefined if the name is not one of a namespace of the lab */
  #entryFor(path: string, id: string | undefined): Adopted | undefined {
    const isOwn = id !== undefined && this.#isOwn(id)
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found?.isSymbolicLink() === true) {
      const target = readlinkSync(path)
      const pid = Number(/^\/proc\/(\d+)\/ns\/[a-z]+$/.exec(target)?.[1])
      const leadsToOwn = !Number.isNaN(pid) && (isOwn || this.#pids.has(pid))
      return leadsToOwn ? { kind: 'link', path, target } : undefined
    }
    if (found === undefined || !isOwn) return undefined
    const { pid, enter } = this.#lab.engine
    return { kind: 'named', path, id, ...(pid !== undefined && enter.length > 0 && { within: pid }) }
  }

  /** Removes the names that the learner gave to the lab's namespaces. */
  async removeAdopted(): Promise<void> {
    const entries = [...this.#adopted.values()]
    for (const entry of entries) if (entry.kind === 'link') await removeLink(entry.path, entry.target)
    await removeNames({ folder: this.#lab.folder, entries, unknown: [] })
    this.#adopted.clear()
  }

  #isOwn(id: string): boolean {
    return namespaceTypes.some((type) => this.#namespaces.has(`${type} ${id}`))
  }
}
