import { buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/clusters.ts";
import type { DraftClusterNotice } from "./cluster-press.ts";
import type { ProposedCluster } from "./proposed-clusters.ts";

/** Similar hazards have become many: told in figures, with the way to a notice. */
export function clusterCard(cluster: ProposedCluster): Card {
  const facts = { ...cluster, industry: escapeMarkdown(industryName(cluster.industry)), topic: escapeMarkdown(cluster.topic) };
  const value: DraftClusterNotice = { do: "draft_cluster_notice", clusterId: cluster.id };
  return card(
    { text: texts.card.title, color: "orange" },
    [
      markdown(texts.card.facts(facts)),
      markdown(texts.card.ask),
      buttonRow([callbackButton(texts.card.draft, value, "primary")]),
      notation(texts.card.note),
    ],
    texts.card.summary({ ...cluster, industry: industryName(cluster.industry) }),
  );
}
