import { describe, expect, test } from "vitest";
import type { Enterprise } from "../../src/registry/enterprise.ts";
import { knowEnterprises } from "../../src/registry/known-enterprises.ts";
import { printRoles, readRoles } from "../../src/registry/role-words.ts";
import type { Unit } from "../../src/registry/units.ts";
import { anEnterprise } from "./fixtures.ts";

const unit = (id: string, kind: Unit["kind"], name: string, district: string): Unit => ({
  id,
  kind,
  name,
  aliases: [],
  district,
  parentId: undefined,
});
const UNITS = [
  unit("luojiang", "district", "洛江区", "洛江区"),
  unit("luojiang-trade", "office", "商贸流通股", "洛江区"),
  unit("luojiang-heshi", "town", "河市镇企业办", "洛江区"),
  unit("quangang", "district", "泉港区", "泉港区"),
  unit("quangang-trade", "office", "商贸流通股", "泉港区"),
];
const enterprise = (id: string, name: string, creditCode?: string): Enterprise => ({
  ...anEnterprise({ name, creditCode }),
  id,
  version: 1,
});
const SCOPES = {
  units: UNITS,
  enterprises: knowEnterprises([
    enterprise("1", "老福记（万安）酒楼"),
    enterprise("2", "双胞胎超市", "913505040000000001"),
    enterprise("3", "双胞胎超市", "913505040000000002"),
  ]),
};

describe("roles in a cell", () => {
  test.each([
    ["局股室人员（洛江区）", "局股室人员（洛江区）"],
    ["局股室人员(洛江区·商贸流通股)", "局股室人员（洛江区·商贸流通股）"],
    ["企业办人员（河市镇企业办）", "企业办人员（洛江区·河市镇企业办）"],
    ["审计员（全部）；管理员（泉港区）", "审计员（全部）、管理员（泉港区）"],
    ["企业主要负责人（老福记（万安）酒楼）", "企业主要负责人（老福记（万安）酒楼）"],
    ["企业安全管理员（913505040000000002）", "企业安全管理员（913505040000000002）"],
    ["值班人员（洛江区）、值班人员（洛江区）", "值班人员（洛江区）"],
  ])("%s is read, and printed so that it is read again", (written, printed) => {
    const reading = readRoles(written, SCOPES);
    if ("problem" in reading) throw new Error(reading.problem);
    expect(printRoles(reading.roles, SCOPES)).toBe(printed);
    expect(readRoles(printed, SCOPES)).toEqual(readRoles(printRoles(reading.roles, SCOPES), SCOPES));
  });

  test.each([
    ["局长（洛江区）", /没有角色“局长”，可填：.*局股室人员/],
    ["局股室人员", /没有写明区，请写成“局股室人员（洛江区）”/],
    ["局股室人员（全部）", /没有写明区/],
    ["局股室人员（洛江区·航天股）", /洛江区没有登记过“航天股”/],
    ["企业办人员（洛江区）", /没有写明乡镇（街道）/],
    ["企业主要负责人", /没有写是哪家企业的/],
    ["企业主要负责人（无名店）", /没有登记过企业“无名店”，请先导入企业/],
    ["企业主要负责人（双胞胎超市）", /有几家，请改写统一社会信用代码/],
  ])("%s is not guessed at", (written, problem) => {
    expect(readRoles(written, SCOPES)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
