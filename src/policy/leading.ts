import { isSameParty, partiesIn } from "./actors.ts";

/** Who leads and who supports: neither takes the other's part in the answer. */

const ROLES = [/牵头(?!部门|单位|人|股室)|领头|主导|总负责/u, /配合(?!力度|意识)|协助/u] as const;

/** Whether whoever leads or supports in `said` does so in the clause. @param pieces  of the clause, as its commas part it */
export function leadsAlike(said: readonly string[], { pieces, before }: { pieces: readonly string[]; before: string }): boolean {
  return said.every((piece) =>
    ROLES.every((role) => {
      const at = piece.search(role);
      if (at < 0) return true;
      const named = partiesIn(piece.slice(0, at)).slice(-1);
      return pieces.some((other, index) => {
        const there = other.search(role);
        if (there < 0) return false;
        const own = partiesIn(other.slice(0, there));
        const known = own.length > 0 ? own : partiesIn(before + pieces.slice(0, index).join(""));
        return named.every(({ name }) => known.some((party) => isSameParty(name, party.name)));
      });
    }),
  );
}
