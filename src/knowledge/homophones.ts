import { pinyin } from "pinyin-pro";

/**
 * Finds the word that someone meant who typed another one that sounds alike: 「捡查」 → 「检查」.
 * What southern speakers do not tell apart counts as alike: zh/z, ch/c, sh/s, n/l, -ng/-n.
 */
export type Homophones = {
  add(words: Iterable<string>): void;
  has(word: string): boolean;
  /** Words that sound like `text` and are not it. */
  of(text: string): readonly string[];
};

const READINGS_MAX = 8;

export function createHomophones(): Homophones {
  const bySound = new Map<string, Set<string>>();
  const added = new Set<string>();
  const soundsOfCharacter = new Map<string, readonly string[]>();

  const readings = (character: string): readonly string[] => {
    const known = soundsOfCharacter.get(character);
    if (known) return known;
    const sounds = pinyin(character, { toneType: "none", type: "array", multiple: true }).map(blurred);
    const unique = [...new Set(sounds)];
    soundsOfCharacter.set(character, unique);
    return unique;
  };
  const soundsOf = (word: string): readonly string[] =>
    [...word].reduce<readonly string[]>(
      (all, character) => all.flatMap((sound) => readings(character).map((next) => `${sound} ${next}`)).slice(0, READINGS_MAX),
      [""],
    );

  return {
    add(words) {
      for (const word of words) {
        if (added.has(word) || !HAN_WORD.test(word)) continue;
        added.add(word);
        for (const sound of soundsOf(word)) bySound.set(sound, (bySound.get(sound) ?? new Set()).add(word));
      }
    },
    has: (word) => added.has(word),
    of(text) {
      if (!HAN_WORD.test(text) || added.has(text)) return [];
      return [...new Set(soundsOf(text).flatMap((sound) => [...(bySound.get(sound) ?? [])]))];
    },
  };
}

const HAN_WORD = /^\p{Script=Han}{2,6}$/u;

function blurred(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^n/, "l")
    .replace(/ng$/, "n");
}
