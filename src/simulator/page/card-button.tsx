import { Button as AntButton } from "antd";
import { useId } from "react";
import type { Button } from "../../card.ts";
import { useCardInHand } from "./card-context.ts";
import { callbackValue, useFormInHand } from "./card-form.tsx";

/** A button of a card: opens an address, hands in or resets its form, or calls the bot. */
export function CardButton({ button }: { button: Button }) {
  const { waiting, press } = useCardInHand();
  const form = useFormInHand();
  const key = useId();
  const label = button.text.content;
  const address = button.behaviors?.find((behavior) => behavior.type === "open_url")?.default_url;
  const look = looks[button.type];
  if (address) {
    return (
      <AntButton {...look} className="card-button" href={address} target="_blank" rel="noreferrer">
        {label}
      </AntButton>
    );
  }
  const onClick = () => {
    if (form && button.form_action_type === "reset") return form.reset();
    if (form && button.form_action_type === "submit") return form.submit(key, button);
    return press(key, { value: callbackValue(button), ...(button.name ? { name: button.name } : {}) });
  };
  return (
    <AntButton
      {...look}
      className="card-button"
      onClick={onClick}
      loading={waiting === key}
      disabled={waiting !== undefined && waiting !== key}
      aria-busy={waiting === key}
    >
      {label}
    </AntButton>
  );
}

const looks = {
  primary: { color: "primary", variant: "solid" },
  default: { color: "default", variant: "outlined" },
  danger: { color: "danger", variant: "outlined" },
  text: { color: "primary", variant: "text" },
} as const;
