/** The keys of the outbox under which a case is first told of; `amend` what stands there by them. */

/** Of the card for those on duty: one for each place that it was sent to. */
export function dutyCardKey(hazardId: string, place: string): string {
  return `hazard/${hazardId}/duty/${place}`;
}

/** Of the receipt of whoever reported. */
export function receiptKey(hazardId: string): string {
  return `hazard/${hazardId}/receipt`;
}
