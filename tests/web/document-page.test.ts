import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentLink, rangesOf } from "../../src/knowledge/document-link.ts";
import { passagesOf } from "../../src/knowledge/passages.ts";
import { texts } from "../../src/texts/web.ts";
import { createDocumentPage } from "../../src/web/document-page.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

const PAGES = { url: "", secret: "a secret of this test" };

let knowledge: Knowledge;
let clock: TestClock;
let server: FastifyInstance;

beforeAll(async () => {
  knowledge = await openKnowledge();
  clock = testClock("2026-11-21 09:00");
  server = await serving(knowledge);
});
afterAll(async () => {
  await server.close();
  await knowledge.close();
});

async function serving({ db }: Knowledge): Promise<FastifyInstance> {
  const fastify = Fastify();
  await fastify.register(createDocumentPage({ db, now: clock.now, secret: PAGES.secret }));
  return fastify;
}

async function open(link: string, from = server) {
  const [path] = link.split("#");
  return from.inject({ method: "GET", url: String(path) });
}

/** What a reader sees, white space aside. */
function textOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*<\/style>/, "")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, "");
}

describe("the page of a document", () => {
  test("shows every character of every passage, the facts of the document, and what is asked of it", async () => {
    const { body, statusCode } = await open(documentLink(PAGES, { documentId: "luojiang-2024", passage: "", marks: [] }));
    const shown = textOf(body);
    expect(statusCode).toBe(200);
    for (const passage of await passagesOf(knowledge.db, "luojiang-2024")) expect(shown).toContain(passage.body.replace(/\s+/g, ""));
    expect(shown).toContain("泉洛商务〔2024〕19号");
    expect(shown).toContain("2024年5月10日至2026年12月31日");
    expect(shown).toContain(texts.document.validity.valid);
    expect(body).not.toContain("<mark");
  });

  test("lights up the quoted sentence and nothing else, once made the link's end", async () => {
    const passages = await passagesOf(knowledge.db, "luojiang-2024");
    const clause = passages.find(({ path }) => path === "二、主要任务（五）7");
    const quote = /[^。]*每季度[^。]*。/.exec(clause?.body ?? "")?.[0] ?? "no such sentence";
    const link = documentLink(PAGES, {
      documentId: "luojiang-2024",
      passage: clause?.path ?? "",
      marks: rangesOf(quote, clause?.body ?? ""),
    });
    const { body } = await open(link);
    const marked = [...body.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map((match) => match[1]);
    expect(marked.join("")).toBe(quote);
    expect(body.match(/id="lit"/g)).toHaveLength(1);
    expect(body.match(/class="clause lit"/g)).toHaveLength(1);
  });

  test("lights up a whole passage when the quote is not in it any more", async () => {
    const link = documentLink(PAGES, { documentId: "luojiang-2024", passage: "三、保障措施（二）", marks: [{ start: 9000, end: 9010 }] });
    const { body } = await open(link);
    expect(body).toContain('<section class="clause lit" id="lit"');
    expect(body).not.toContain("<mark");
  });

  test("says so when the clause is gone, and shows the document all the same", async () => {
    const { body, statusCode } = await open(documentLink(PAGES, { documentId: "luojiang-2024", passage: "九、附则", marks: [] }));
    expect(statusCode).toBe(200);
    expect(body).toContain(texts.document.passageGone);
  });

  test("says when a document has run out, as of the clock", async () => {
    clock.set("2027-01-01 09:00");
    const { body } = await open(documentLink(PAGES, { documentId: "luojiang-2024", passage: "", marks: [] }));
    clock.set("2026-11-21 09:00");
    expect(textOf(body)).toContain(texts.document.validity.expired);
  });

  test.each(["/documents/unknown", "/documents/%27%3B--", "/documents/..%2F..%2Fetc%2Fpasswd"])(
    "%s is not there, said in Chinese",
    async (link) => {
      const { body, statusCode } = await open(link);
      expect(statusCode).toBe(404);
      expect(body).toContain(texts.document.missing.body);
    },
  );

  test("is shown to nobody without a seal, with that of another document, or of another house", async () => {
    const place = { documentId: "luojiang-2024", passage: "", marks: [] };
    const right = documentLink(PAGES, place);
    const foreign = documentLink({ ...PAGES, secret: "another" }, place);
    const ofOther = documentLink(PAGES, { ...place, documentId: "quangang-2019" }).replace("quangang-2019", "luojiang-2024");
    const bare = "/documents/luojiang-2024?passage=";
    for (const link of [bare, foreign, ofOther, `${bare}&seal=x`, right.replace("seal=", "seal=%E4%B8%80&seal=")]) {
      const { body, statusCode } = await open(link);
      expect([link, statusCode]).toEqual([link, 404]);
      expect(body).not.toContain("泉洛商务");
    }
    expect((await open(right)).statusCode).toBe(200);
  });

  test("runs no script and fetches nothing, whatever the document holds", async () => {
    const folder = await mkdtemp(join(tmpdir(), "anxun-hostile-"));
    const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)> & "引号" '单引号' </section></body>`;
    await writeFile(
      join(folder, "hostile.txt"),
      `某区安全方案\n\n一、${hostile}\n${hostile}。\n1\t${hostile}\t各单位\n2\t${hostile}\t各单位\n`,
    );
    const other = await openKnowledge({ directory: folder });
    const fastify = await serving(other);
    const passages = await passagesOf(other.db, "hostile");
    const [last] = passages.slice(-1);
    const link = documentLink(PAGES, { documentId: "hostile", passage: last?.path ?? "", marks: [{ start: 0, end: 12 }] });
    const { body, headers } = await open(link, fastify);
    await fastify.close();
    await other.close();
    await rm(folder, { recursive: true });

    expect(body).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(body).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});
