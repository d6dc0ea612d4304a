import { texts } from "../texts/workbook.ts";
import type { ImportRights } from "./import-rights.ts";
import type { KnownPeople, PersonEntry } from "./known-people.ts";
import { printRoles, readRoles, type Scopes } from "./role-words.ts";
import { unitsCalled } from "./unit-names.ts";
import type { Unit } from "./units.ts";
import { halfWidth, readPhone } from "./workbook-cells.ts";
import { naming, oneLine, readChoice } from "./workbook-column.ts";
import { EXAMPLE_MARK } from "./workbook-rows.ts";
import type { Column } from "./workbook-table.ts";

/** THE table of a person's columns: what they are called, how they are read and printed. */

/** What an import of people is checked against. */
export type PeopleSurroundings = Scopes & { people: KnownPeople; rights: ImportRights };

type PersonColumn = Column<PersonEntry, PeopleSurroundings>;

const OTHER_HEADERS: Readonly<Record<keyof PersonEntry, readonly string[]>> = {
  name: ["名字", "人员姓名", "人员"],
  openId: ["open_id", "openid", "飞书open_id", "飞书账号ID"],
  unitId: ["所属单位", "所在单位", "部门", "股室", "单位名称"],
  title: ["职位", "岗位"],
  phone: ["联系电话", "手机", "手机号", "联系方式"],
  roles: ["权限", "角色权限", "系统角色"],
  status: ["在职状态", "人员状态"],
};

/** As Feishu makes them. */
const OPEN_ID = /^ou_[A-Za-z0-9_-]{1,96}$/;
const UNIT_UNDER = /[·/／]/u;

const { examples, status } = texts.people;

const named = naming(texts.people, OTHER_HEADERS);

export const PEOPLE_COLUMNS: readonly PersonColumn[] = [
  {
    ...named("name", 12, {}),
    required: true,
    example: () => `${EXAMPLE_MARK}${examples.name}`,
    read: (text) => ({ name: oneLine(text) }),
    print: ({ name }) => name,
  },
  {
    // A row that leaves it out is about the same person still.
    ...named("openId", 38, {}),
    read(text) {
      const openId = halfWidth(text).replace(/\s/gu, "");
      return OPEN_ID.test(openId) ? { openId } : { problem: texts.cell.openId };
    },
    print: ({ openId }) => openId ?? "",
  },
  {
    ...named("unitId", 26, { unitId: undefined }),
    choices: ({ units }) => units.map((unit) => printUnit(unit, units)),
    read(text, { known }) {
      const found = unitsNamed(text, known.units);
      const [only] = found;
      if (!only) return { problem: texts.cell.unknownUnit({ text }) };
      return found.length === 1
        ? { unitId: only.id }
        : { problem: texts.cell.severalUnits({ text, units: found.map((unit) => longName(unit)) }) };
    },
    print: ({ unitId }, { units }) => {
      const unit = units.find(({ id }) => id === unitId);
      return unit ? printUnit(unit, units) : (unitId ?? "");
    },
  },
  {
    ...named("title", 14, { title: undefined }),
    read: (text) => ({ title: oneLine(text) }),
    print: ({ title }) => title ?? "",
  },
  {
    ...named("phone", 16, { phone: undefined }),
    read(text) {
      const reading = readPhone(text);
      return "phone" in reading ? reading : { problem: texts.cell[reading.problem] };
    },
    print: ({ phone }) => phone ?? "",
  },
  {
    ...named("roles", 40, { roles: [] }),
    read: (text, { known }) => readRoles(text, known),
    print: ({ roles }, known) => printRoles(roles, known),
  },
  {
    ...named("status", 10, {}),
    choices: () => Object.values(status),
    read(text) {
      const found = readChoice(status, text);
      return typeof found === "string" ? { status: found } : found;
    },
    print: (entry) => status[entry.status],
  },
];

function unitsNamed(text: string, units: readonly Unit[]): Unit[] {
  const [first = "", second] = text.split(UNIT_UNDER).map((part) => part.trim());
  return second === undefined ? unitsCalled(units, first) : unitsCalled(units, second, first);
}

/** Offices are called alike in every bureau: then the district stands in front. */
function printUnit(unit: Unit, units: readonly Unit[]): string {
  return unitsCalled(units, unit.name).length === 1 ? unit.name : longName(unit);
}

function longName({ district, name }: Unit): string {
  return texts.unitOfDistrict({ district, unit: name });
}
