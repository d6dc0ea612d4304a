import { useState } from "react";
import type { Card } from "../../card.ts";
import { CardContext } from "./card-context.ts";
import { CardElements } from "./card-elements.tsx";
import { useAtDesk } from "./desk-context.ts";
import { Guard } from "./guard.tsx";
import { cardTitle } from "./preview.ts";
import type { Press } from "./protocol.ts";
import { texts } from "./texts.ts";
import "./styles/card.css";

/** A card as Feishu draws it. A press goes to the bot; what it answers pops up, and the new card comes with the event stream. */
export function CardView({ card, messageId }: { card: Card; messageId: string }) {
  const { desk, showToast } = useAtDesk();
  const [waiting, setWaiting] = useState<string>();

  const press = (key: string, pressed: Press) => {
    setWaiting(key);
    desk
      .press(messageId, pressed)
      .then(
        ({ toast, error }) => {
          if (error) showToast({ type: "error", content: texts.failure.press(error.text, error.code) });
          if (toast) showToast(toast);
        },
        (error: Error) => showToast({ type: "error", content: error.message }),
      )
      .finally(() => setWaiting(undefined));
  };

  const isGrowing = card.config.streaming_mode === true;
  return (
    <section className={`card ${card.config.width_mode === "fill" ? "card-fill" : ""}`} aria-label={cardTitle(card)} aria-busy={isGrowing}>
      {card.header && (
        <header className={`card-header card-header-${card.header.template}`}>
          <h2>{card.header.title.content}</h2>
          {card.header.subtitle && <p>{card.header.subtitle.content}</p>}
        </header>
      )}
      <Guard watched={card} fallback={<p className="card-broken">{texts.card.broken}</p>}>
        <CardContext value={{ waiting, press }}>
          <div className="card-body">
            <CardElements elements={card.body.elements} />
            {isGrowing && <p className="card-growing-mark">{texts.card.growing}</p>}
          </div>
        </CardContext>
      </Guard>
    </section>
  );
}
