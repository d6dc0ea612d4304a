const CHARACTERS_MAX = 80;

/** What a duty says, for lists: its card tells all of it. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= CHARACTERS_MAX ? text : `${characters.slice(0, CHARACTERS_MAX - 1).join("")}…`;
}
