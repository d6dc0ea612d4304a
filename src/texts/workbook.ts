/** What the workbooks of the registry say: columns, notes, problems of cells and rows, reports. */

type Text = { text: string };
type Limit = { limit: number };
type Choices = Text & { choices: readonly string[] };

const CHOICES_SHOWN = 12;

const some = (choices: readonly string[]) =>
  choices.length > CHOICES_SHOWN ? `${choices.slice(0, CHOICES_SHOWN).join("、")}等` : choices.join("、");

export const texts = {
  kinds: { enterprises: "企业", people: "人员" },
  nothing: "（空）",
  unitOfDistrict: ({ district, unit }: { district: string; unit: string }) => `${district}·${unit}`,
  roleWithScope: ({ role, scope }: { role: string; scope: string }) => `${role}（${scope}）`,
  lastAdministrator: "照这份文件就没有全部区的管理员了，一行也没有写。请先授予另一位。",
  meanwhile: "刚才有人登记了相同的内容，本次没有写入任何一行。请重新发一次文件，按新的核对结果办理。",

  enterprises: {
    sheet: "企业",
    headers: {
      name: "企业名称",
      aliases: "别名",
      creditCode: "统一社会信用代码",
      district: "区",
      townId: "乡镇（街道）",
      industry: "行业",
      type: "企业类型",
      address: "地址",
      principal: "主要负责人",
      safetyOfficer: "安全管理员",
      phone: "联系电话",
      standardisation: "标准化",
      status: "状态",
    },
    notes: {
      name: "必填。营业执照上的名称；已登记企业的别名也认，不会改名。",
      aliases: "平时的叫法，多个用“、”隔开。留空即没有别名。",
      creditCode: "18 位，末位是校验码。用它认企业；没有就按区和名称认。留空不会删掉已登记的代码。",
      district: "必填。",
      townId: "所属乡镇（街道），须属于本行的区。",
      industry: "必填。从下拉中选，常用叫法也认。",
      type: "例如：个体工商户、有限责任公司。",
      address: "经营地址。",
      principal: "姓名。",
      safetyOfficer: "姓名。",
      phone: "手机或带区号的座机，多个用“、”隔开；请按文本填写。",
      standardisation: "安全生产标准化。留空：新企业为“未创建”，已登记的不变。",
      status: "留空：新企业为“在营”，已登记的不变。",
    },
    examples: {
      name: "洛江区某某餐饮店（本行是示例，导入时不读）",
      aliases: "某某小吃",
      creditCode: "",
      district: "洛江区",
      townId: "河市镇企业办",
      industry: "餐饮燃气",
      type: "个体工商户",
      address: "河市镇某某路 1 号",
      principal: "张某",
      safetyOfficer: "李某",
      phone: "0595-20000000",
      standardisation: "未创建",
      status: "在营",
    },
    standardisation: {
      none: "未创建",
      in_progress: "创建中",
      small_enterprise: "小微企业达标",
      level_3: "三级",
      level_2: "二级",
      level_1: "一级",
    },
    status: { operating: "在营", suspended: "停业", closed: "注销" },
  },

  people: {
    sheet: "人员",
    headers: { name: "姓名", openId: "飞书账号", unitId: "单位", title: "职务", phone: "电话", roles: "角色", status: "状态" },
    notes: {
      name: "必填。",
      openId: "飞书的 open_id（ou_ 开头），可不填。用它认人；没有就按姓名和单位认，同名的再看电话。留空不会解除已绑定的账号。",
      unitId: "登记过的局、股室、企业办；各区同名的股室写成“洛江区·商贸流通股”。企业的人不用填。",
      title: "职务或岗位。",
      phone: "手机或带区号的座机；请按文本填写。",
      roles:
        "写成“角色（范围）”，多个用“、”隔开。例如：局股室人员（洛江区）、企业办人员（河市镇企业办）、企业安全管理员（某某超市）、审计员（全部）。留空即收回全部角色。",
      status: "留空：新人员为“在职”，已登记的不变。离职的人不能有角色。",
    },
    examples: {
      name: "王某（本行是示例，导入时不读）",
      openId: "",
      unitId: "河市镇企业办",
      title: "安监员",
      phone: "0595-20000000",
      roles: "企业办人员（河市镇企业办）",
      status: "在职",
    },
    status: { active: "在职", resigned: "离职" },
  },

  guide: {
    sheet: "填写说明",
    list: "工作表",
    column: "列",
    required: "必填",
    how: "怎么填",
    choices: "可选内容",
    yes: "是",
    no: "否",
    rules: [
      "列的先后可以调换，不需要的列可以删掉：删掉的列原内容不变，留着却不填的列按“怎么填”处理。",
      "请不要用公式、宏和合并单元格：公式格按出错处理，带宏的文件不收。",
      "导入先核对、后写入：核对结果逐行列出，确认以后才写。",
    ],
  },

  file: {
    tooLarge: ({ megabytes }: { megabytes: number }) => `文件超过 ${megabytes} MB，请拆成几个文件。`,
    tooManyRows: ({ limit }: Limit) => `一个文件最多 ${limit} 行，请拆成几个文件。`,
    tooManyColumns: ({ limit }: Limit) => `一张表最多 ${limit} 列，请删掉无关的列。`,
    encrypted: "文件有密码，请去掉密码另存一份。",
    broken: "读不了这个文件，请用 Excel 或 WPS 另存为 .xlsx 后再试。",
    macros: "文件里有宏，请另存为不带宏的 .xlsx 后再试。",
    noRows: "表头下面没有内容。",
    unknownList: "看不出这是企业还是人员的名单，请用模板填写：私聊我发送“下载模板”。",
    notXlsx: "请另存为 .xlsx 后再发。",
  },

  header: {
    none: "没有找到表头，请用模板的列名。",
    doubled: ({ headers }: { headers: readonly string[] }) => `列“${headers.join("”“")}”出现了两次，不知道以哪一列为准，请只留一列。`,
    lacking: ({ headers }: { headers: readonly string[] }) => `缺少必填的列“${headers.join("”“")}”，请补上。`,
  },

  notes: {
    ofSheet: ({ sheet, note }: { sheet: string; note: string }) => `“${sheet}”表：${note}`,
    unknownColumns: ({ headers }: { headers: readonly string[] }) => `不认识的列没有读：${headers.join("、")}。`,
    missingColumns: ({ headers }: { headers: readonly string[] }) => `文件里没有的列保持原样：${headers.join("、")}。`,
    hiddenRows: ({ count }: { count: number }) => `有 ${count} 行被隐藏或筛掉，也一并读了。`,
    hiddenSheets: ({ names }: { names: readonly string[] }) => `隐藏的工作表没有读：${names.join("、")}。`,
  },

  cell: {
    required: "没有填，请补上",
    formula: "是公式，请改成算好的文字",
    merged: "在合并单元格里，请取消合并后每行都填",
    error: "是出错的公式，请改成文字",
    long_number: "长数字被改成了科学计数，末几位已经丢失，请把这一列设为文本后重填",
    tooLong: ({ limit }: Limit) => `超过 ${limit} 个字，请写短些`,
    creditCode: {
      length: "不是 18 位，请对照营业执照改正",
      sign: "有信用代码里不会出现的字符（I、O、S、V、Z 或符号），请对照营业执照改正",
      check_digit: "校验码不对，有字符填错，请对照营业执照改正",
    },
    phone: "不是电话号码，请填手机或带区号的座机",
    phone_without_zero: "像是丢了开头的 0，请把这一列设为文本后重填",
    choice: ({ text, choices }: Choices) => `“${text}”不在可选内容里，可填：${some(choices)}`,
    openId: "不是飞书账号，应是 ou_ 开头的一串字符；不知道就留空",
    unknownUnit: ({ text }: Text) => `没有登记过单位“${text}”，请从下拉中选`,
    severalUnits: ({ text, units }: Text & { units: readonly string[] }) => `“${text}”有几个，请写明是哪一个：${some(units)}`,
  },

  role: {
    unknown: ({ text, roles }: Text & { roles: readonly string[] }) => `没有角色“${text}”，可填：${some(roles)}`,
    whichEnterprise: ({ role }: { role: string }) => `没有写是哪家企业的，请写成“${role}（企业名称）”`,
    unknownEnterprise: ({ name }: { name: string }) => `没有登记过企业“${name}”，请先导入企业`,
    severalEnterprises: ({ name }: { name: string }) => `叫“${name}”的企业有几家，请改写统一社会信用代码`,
    whichDistrict: ({ role, districts }: { role: string; districts: readonly string[] }) =>
      `没有写明区，请写成“${role}（${districts[0] ?? "某某区"}）”`,
    whichTown: ({ role }: { role: string }) => `没有写明乡镇（街道），请写成“${role}（某某镇企业办）”`,
    unknownUnit: ({ name, district }: { name: string; district: string }) => `${district}没有登记过“${name}”`,
  },

  row: {
    ofSheet: ({ sheet, row }: { sheet: string; row: number }) => `“${sheet}”表第 ${row}`,
    doubled: ({ rows }: { rows: readonly number[] }) => `与第 ${rows.slice(0, 5).join("、")} 行说的是同一个，请只留一行`,
    severalNamed: ({ name, count }: { name: string; count: number }) => `叫“${name}”的企业有 ${count} 家，请填信用代码`,
    severalPeople: ({ name, count }: { name: string; count: number }) =>
      `同单位叫“${name}”的有 ${count} 人，请填飞书账号或与登记相同的电话`,
    namesake: "已有同名企业，信用代码不同，按另一家登记",
    namesakePerson: "已有同名的人，单位或账号不同，按另一人登记",
    townElsewhere: ({ town, district }: { town: string; district: string }) => `${town}不在${district}，请核对区和乡镇（街道）`,
    lastAdministrator: "这是最后一位全部区的管理员，不能收回；请先授予另一位",
    resignedWithRoles: "离职的人不能有角色，请清空角色",
  },

  report: {
    sheets: { wrong: "有错的行", change: "将修改", add: "将新增", notes: "说明" },
    headers: {
      sheet: "工作表",
      row: "行号",
      name: "名称",
      column: "列号",
      header: "列",
      problem: "问题和办法",
      from: "现在",
      to: "改为",
      remark: "备注",
      note: "说明",
    },
  },
};
