/** The card of an enterprise, its candidates, and who is responsible for what. */

const STATUS = { operating: "在营", suspended: "停业", closed: "注销" };
const STANDARDISATION = {
  none: "未创建",
  in_progress: "创建中",
  small_enterprise: "小微企业达标",
  level_3: "三级",
  level_2: "二级",
  level_1: "一级",
};
const COLOURS = { red: "红（重大）", orange: "橙（较大）", yellow: "黄（一般）", blue: "蓝（低）" };
const LISTS = {
  safety_blacklist: "安全生产失信联合惩戒“黑名单”",
  fire_blacklist: "消防安全严重失信主体名单",
  commerce_blacklist: "商务领域“黑名单”",
};
const CATEGORIES = { certificate: "证件", equipment: "设备" };

type Person = { name: string; title: string | undefined };

const personOf = ({ name, title }: Person) => (title ? `${name}（${title}）` : name);

export const texts = {
  status: STATUS,
  standardisation: STANDARDISATION,
  colours: COLOURS,
  lists: LISTS,
  categories: CATEGORIES,
  none: "无",
  unknown: "未登记",
  facts: {
    creditCode: "统一社会信用代码",
    industry: "行业",
    town: "属地",
    address: "地址",
    principal: "主要负责人",
    safetyOfficer: "安全管理员",
    phone: "联系电话",
    standardisation: "标准化",
    status: "状态",
    bound: "已绑定人员",
    officers: "联系的工作人员",
  },
  fact: ({ label, value }: { label: string; value: string }) => `**${label}**：${value}`,
  people: (people: readonly Person[]) => people.map(personOf).join("、"),

  risks: "**风险点**",
  risk: ({ colour, name, place }: { colour: keyof typeof COLOURS; name: string; place: string | undefined }) =>
    `${COLOURS[colour]} ${name}${place ? `（${place}）` : ""}`,
  expiring: ({ days }: { days: number }) => `**${days} 天内到期的证件和设备**`,
  item: (item: { category: keyof typeof CATEGORIES; name: string; holder: string | undefined; expiresOn: string; daysLeft: number }) =>
    `${CATEGORIES[item.category]} ${item.name}${item.holder ? `（${item.holder}）` : ""}：${item.expiresOn} ${item.daysLeft < 0 ? `已过期 ${-item.daysLeft} 天` : `还有 ${item.daysLeft} 天`}`,
  listings: "**所在名单**",
  listing: ({ list, source, listedOn }: { list: keyof typeof LISTS; source: string; listedOn: string }) =>
    `${LISTS[list]}：${listedOn} 列入，来源：${source}`,
  cases: "**未结的隐患单**",
  openCase: ({ number, title, state, deadline }: { number: string; title: string; state: string; deadline: string | undefined }) =>
    `${number} ${title}（${state}${deadline ? `，期限 ${deadline}` : ""}）`,

  candidatesTitle: "您要找哪一家？",
  candidates: ({ said }: { said: string }) => `名称接近“${said}”的有：`,
  candidate: ({ name, town }: { name: string; town: string | undefined }) => (town ? `${name} · ${town}` : name),
  notFound: ({ said }: { said: string }) => `在您可以查看的范围内没有找到“${said}”。`,
  notBound: "您还没有绑定企业。请私聊我发送“绑定企业”。",

  responsible: {
    title: ({ topic }: { topic: string }) => `谁负责：${topic}`,
    fromPlan: "上面条款里提到的责任单位：",
    unit: ({ name, people }: { name: string; people: string }) => `**${name}**：${people}`,
    nobody: "还没有登记人员",
    person: ({ name, title, roles }: Person & { roles: readonly string[] }) => {
      const notes = [...(title ? [title] : []), ...roles];
      return notes.length > 0 ? `${name}（${notes.join("，")}）` : name;
    },
  },
};
