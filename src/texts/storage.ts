/** What a person reads when the database cannot be used. */
export const texts = {
  unreachable: (where: { host: string }) =>
    `连不上数据库（${where.host}）。请确认数据库已启动，并检查 DATABASE_URL 里的主机和端口；不设 DATABASE_URL 则使用内置数据库。`,
  rejected: (where: { host: string }) => `数据库（${where.host}）拒绝了登录。请检查 DATABASE_URL 里的用户名、密码和库名。`,
  badUrl: "DATABASE_URL 不是有效的数据库地址。格式为 postgres://用户名:密码@主机:端口/库名。",
  noDatabase: (where: { database: string }) => `数据库“${where.database}”不存在。请先建库（编码 UTF8），或改正 DATABASE_URL。`,
  oldServer: (facts: { version: number; minimum: number }) =>
    `数据库是 PostgreSQL ${facts.version}，需要 ${facts.minimum} 或更新的版本。请升级，或不设 DATABASE_URL 而使用内置数据库。`,
  notUtf8: (facts: { encoding: string }) => `数据库的编码是 ${facts.encoding}，存不了中文。请用 UTF8 编码另建一个库。`,
  plainLocale: (facts: { ctype: string }) =>
    `数据库的字符分类是 ${facts.ctype}，不认得汉字。请用 LC_CTYPE 'C.UTF-8' 或 'zh_CN.UTF-8' 另建一个库。`,
  otherPlatform:
    "这个数据库正由另一个安讯进程使用：一个数据库只能供一个模拟飞书，或供同一个真实飞书应用的若干进程。请停掉那个进程，或换一个 DATABASE_URL。",
  noVector: "数据库服务器没有安装 pgvector 扩展（0.8.0 或更新）。请安装，或使用镜像 pgvector/pgvector。",
  oldVector: (facts: { version: string }) => `pgvector 的版本是 ${facts.version}，需要 0.8.0 或更新。请升级扩展。`,
  locked: (owner: { directory: string; pid: number }) =>
    `数据目录 ${owner.directory} 正被另一个安讯进程（进程号 ${owner.pid}）使用。请先停掉它，或为本进程另设 DATA_DIR。`,
  unlockable: (facts: { directory: string }) => `数据目录 ${facts.directory} 不能写入。请检查目录权限，或另设 DATA_DIR。`,
  embeddedFailed: (facts: { directory: string }) =>
    `内置数据库没能启动，目录 ${facts.directory}。请检查磁盘空间和目录权限；如目录已损坏，请从备份恢复，或移走它再启动。`,
  migrationMissing: (facts: { name: string }) =>
    `数据库里已经执行过的迁移 ${facts.name} 在本程序里找不到：数据库比程序新。请换用新版程序，或恢复旧的备份。`,
  migrationEdited: (facts: { name: string }) => `迁移文件 ${facts.name} 在执行之后被改动过。请恢复原文件，改动写进新的迁移。`,
  migrationFailed: (facts: { reason: string }) => `数据库结构更新失败，已全部撤回：${facts.reason}`,
};
