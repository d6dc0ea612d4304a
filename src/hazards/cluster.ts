import { type Day, dayOf } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/clusters.ts";
import type { ClusterRules, Topic } from "./cluster-rules.ts";
import type { Hazard } from "./hazard.ts";

/** Many hazards of one kind in one industry and district within days: whether to warn the others. Figures alone, no name of anybody. Pure. */

export type Cluster = {
  district: string;
  /** Of knowledge/lexicon/industries.yaml. */
  industry: string;
  /** As knowledge/hazards/clusters.yaml calls it. */
  topic: string;
  cases: number;
  /** How many enterprises they are of, as far as known. */
  enterprises: number;
  firstDay: Day;
  lastDay: Day;
};

/** What a notice can be begun with. Nothing is sent by it: a person writes it to the end, another one approves. */
export type NoticeProposal = {
  title: string;
  paragraphs: readonly string[];
  industries: readonly string[];
  districts: readonly string[];
  origin: { kind: "hazard_cluster"; ref: string };
};

/** Those that are large enough. @param hazards  recorded within the rules' period; void ones do not count */
export function clustersIn(hazards: readonly Hazard[], { topics, at_least: least }: ClusterRules): Cluster[] {
  const standing = hazards.filter(({ state }) => state !== "void");
  return topics.flatMap((topic) => {
    const about = standing.filter(({ facts }) => isAbout(facts.description, topic));
    const groups = Map.groupBy(about.filter(isPlaced), ({ facts }) => `${facts.district}/${facts.industry}`);
    return [...groups.values()].flatMap((cases) => (cases.length >= least ? clusterOf(cases, topic) : []));
  });
}

/** @param cluster.id  of its row */
export function proposalOf({ id, ...cluster }: Cluster & { id: string }): NoticeProposal {
  const facts = { ...cluster, industry: industryName(cluster.industry) };
  return {
    title: texts.notice.title(facts),
    paragraphs: [texts.notice.figures(facts), texts.notice.ask(facts), texts.notice.close],
    industries: [cluster.industry],
    districts: [cluster.district],
    origin: { kind: "hazard_cluster", ref: id },
  };
}

type Placed = Hazard & { facts: { district: string; industry: string } };

function isPlaced(hazard: Hazard): hazard is Placed {
  return hazard.facts.district !== undefined && hazard.facts.industry !== undefined;
}

function isAbout(description: string, { words }: Topic): boolean {
  return words.some((word) => description.includes(word));
}

function clusterOf(cases: readonly Placed[], { name }: Topic): Cluster[] {
  const days = cases.map(({ recordedAt }) => dayOf(recordedAt)).sort();
  const [first] = cases;
  const [firstDay, lastDay] = [days[0], days.at(-1)];
  if (!first || firstDay === undefined || lastDay === undefined) return [];
  const { district, industry } = first.facts;
  const enterprises = new Set(cases.flatMap(({ facts }) => facts.enterpriseId ?? facts.enterpriseName ?? []));
  return [{ district, industry, topic: name, cases: cases.length, enterprises: enterprises.size, firstDay, lastDay }];
}
