import type { Question, Sign } from '../../instruments/evidence/types.ts'
import type { Seen, TourPrediction, TourStep } from './tour-context.ts'

/** Asks in the tour what the page asks before a claim. */
export function asking({
  predictions,
  hint,
}: Pick<Question, 'predictions'> & { readonly hint: Question['ask'] }): Required<
  Pick<TourStep, 'predictions' | 'hint'>
> {
  return {
    hint,
    predictions: predictions.map(
      ({ when, ...shown }): TourPrediction => ({ ...shown, holds: (seen) => when.every((sign) => isTrue(sign, seen)) }),
    ),
  }
}

/** @throws Error for a sign that the tour does not look at */
function isTrue({ lists, addresses, named, ...unknown }: Sign, seen: Seen): boolean {
  const [first] = Object.keys(unknown)
  if (first !== undefined) throw new Error(`the tour cannot tell the sign ${first}`)
  const listed = { host: seen.listsHost, nginx: seen.listsNginx, httpd: seen.listsApache, nextcloud: seen.listsApache }
  const found = { host: seen.hasHostAddress, nginx: seen.hasNginxAddress }
  return agreesWith(listed, lists) && agreesWith(found, addresses) && (named === undefined || seen.named === named)
}

const agreesWith = <Key extends string>(
  found: Readonly<Record<Key, boolean>>,
  wanted: Readonly<Partial<Record<Key, boolean>>> | undefined,
): boolean => Object.entries(wanted ?? {}).every(([key, value]) => value === undefined || value === found[key as Key])
