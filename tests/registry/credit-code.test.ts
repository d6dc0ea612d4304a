import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSign, readCreditCode } from "../../src/registry/credit-code.ts";

const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Seventeen signs, as a register office might give them out. */
const bodies = fc.array(fc.constantFrom(...SIGNS), { minLength: 17, maxLength: 17 }).map((signs) => signs.join(""));

describe("a unified social credit code", () => {
  // The standard's own example, and one whose check sign is a letter.
  test.each(["91350100M000100Y43", "91110000802100433B"])("%s is one", (code) => {
    expect(readCreditCode(code)).toEqual({ code });
  });

  test("is read as people type it", () => {
    expect(readCreditCode(" 9135 0100 m000-100y43 ")).toEqual({ code: "91350100M000100Y43" });
    expect(readCreditCode("９１３５０１００Ｍ０００１００Ｙ４３")).toEqual({ code: "91350100M000100Y43" });
  });

  test.each([
    ["91350100M000100Y4", "length"],
    ["91350100M000100Y433", "length"],
    ["", "length"],
    ["91350100M000100Y4I", "sign"],
    ["91350100M0001O0Y43", "sign"],
    ["91350100M000100餐43", "sign"],
    ["91350100M000100Y44", "check_digit"],
    ["91350100M000010Y43", "check_digit"],
  ])("%j is none: %s", (text, problem) => {
    expect(readCreditCode(text)).toEqual({ problem });
  });

  test("every body has one check sign, and any single slip shows", () => {
    fc.assert(
      fc.property(bodies, fc.nat(16), fc.constantFrom(...SIGNS), (body, place, sign) => {
        const code = body + checkSign(body);
        expect(readCreditCode(code)).toEqual({ code });
        fc.pre(code[place] !== sign);
        expect(readCreditCode(code.slice(0, place) + sign + code.slice(place + 1))).toEqual({ problem: "check_digit" });
      }),
    );
  });

  test("two neighbours that changed places show", () => {
    fc.assert(
      fc.property(bodies, fc.nat(15), (body, place) => {
        fc.pre(body[place] !== body[place + 1]);
        const code = body + checkSign(body);
        const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
        expect(readCreditCode(swapped)).toEqual({ problem: "check_digit" });
      }),
    );
  });
});
