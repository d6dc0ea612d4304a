import { buttonRow, type Card, callbackButton, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/joining.ts";
import type { BindingRequest } from "./binding-requests.ts";
import type { Enterprise } from "./enterprise.ts";
import { form, input, select } from "./form.ts";

/** How one comes to stand for an enterprise. */
export function bindCard(): Card {
  const words = texts.bind;
  const fields = [
    input("said", { label: words.said, required: true }),
    select("role", words.role, Object.entries(texts.roles), "enterprise_principal"),
  ];
  const asked = form("bind", fields, { label: words.submit, value: { do: "bind_enterprise" } });
  return card({ text: words.title }, [markdown(words.intro), asked], words.title);
}

/** For the officers of the duty chat: who wants to stand for which enterprise, and until somebody did, the two buttons. */
export function bindingRequestCard(request: BindingRequest, enterprise: Enterprise): Card {
  const words = texts.request;
  const { id, role, requestedAt, decision } = request;
  const name = request.name ?? texts.bind.namelessPerson;
  const facts = { name: escapeMarkdown(name), enterprise: escapeMarkdown(enterprise.name), role };
  const asked = [
    markdown(words.asks(facts)),
    notation(escapeMarkdown(words.registered(enterprise))),
    notation(words.at({ minute: formatMinute(requestedAt) })),
  ];
  if (decision) {
    const signed = words.decided({ ...decision, minute: formatMinute(decision.at) });
    const color = decision.verdict === "confirmed" ? "green" : "grey";
    return card({ text: words.doneTitle[decision.verdict], color }, [...asked, divider(), notation(escapeMarkdown(signed))], signed);
  }
  const value = (verdict: string) => ({ do: "decide_binding", requestId: id, verdict });
  const buttons = buttonRow([
    callbackButton(words.confirm, value("confirmed"), "primary"),
    callbackButton(words.reject, value("rejected"), "danger"),
  ]);
  const summary = words.summary({ name, enterprise: enterprise.name });
  return card({ text: words.title, color: "orange" }, [...asked, notation(words.note), buttons], summary);
}
