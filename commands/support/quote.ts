const bare = /^[\w@%+=:,./-]+$/

/** A word of a command line that a POSIX shell reads as it is. */
export function quote(word: string): string {
  return bare.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
