/** Metrics as Prometheus reads them, by their whole name with labels: `anxun_alarms_open{kind="gas"}`. */
export type Scrape = { values: ReadonlyMap<string, number>; types: ReadonlyMap<string, string> };

const SAMPLE = /^([a-z_:][\w:]*(?:\{.*\})?) ([-+]?(?:\d[\d.e+-]*|inf|nan))$/i;
const TYPE = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/;

/** @throws Error at a line of which Prometheus would not know what to make, or a sample that stands twice */
export function parseScrape(text: string): Scrape {
  const values = new Map<string, number>();
  const types = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value] = SAMPLE.exec(line) ?? [];
    const [, family, type] = TYPE.exec(line) ?? [];
    if (family && type) types.set(family, type);
    if (name && values.has(name)) throw new Error(`twice: ${name}`);
    if (name) values.set(name, Number(value));
    if (!name && !family && line !== "" && !line.startsWith("# HELP ")) throw new Error(`not understood: ${line}`);
  }
  return { values, types };
}

export async function scrape(url: string, token: string): Promise<Scrape> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  return parseScrape(await response.text());
}
